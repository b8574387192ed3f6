import { ActionIcon, Button, FileButton, Text, Textarea } from '@mantine/core'
import { IconPaperclip, IconSend, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation, Message } from '../../../shared/api/shapes.ts'
import { bytes, clockWithZone, duration } from '../../../shared/format.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import classes from './composer.module.css'
import { chosenFileOf, draftOf, useChosenFile, useDraft } from './drafts.ts'
import { previewOf } from './message-preview.ts'
import { gapsOf } from './quick-reply-text.ts'
import { QuickReplyMenu } from './quick-reply-menu.tsx'
import { useQuickReplies } from './use-quick-replies.ts'
import { useSendReply } from './use-send-reply.ts'

const LONGEST = 4096
/** What WhatsApp takes below a picture or document. */
const LONGEST_CAPTION = 1024
const LARGEST_FILE = 15 * 1024 * 1024
const ACCEPTED = '.jpg,.jpeg,.png,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx'

type Props = {
  conversation: Conversation
  replyTo: Message | null
  onReplyEnd: () => void
  /** whether the cursor goes here at once */
  focus: boolean
  until: string
  /** milliseconds until then */
  left: number
}

/** An answer to the customer: words, a ready-made text by "/", a file with a few words, a quote. */
export function ReplyForm({ conversation, replyTo, onReplyEnd, focus, until, left }: Props) {
  const { t } = useTranslation('office-inbox')
  const [text, write] = useDraft(conversation.id, 'reply')
  const [file, choose] = useChosenFile(conversation.id)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (replyTo || focus) field.current?.focus()
  }, [replyTo, focus])
  const send = useSendReply(conversation.id, (sent) => {
    // what was typed or chosen while the answer was on its way is the beginning of the next one
    if (draftOf(conversation.id, 'reply').trim() === sent.text) write('')
    if (chosenFileOf(conversation.id) === sent.file) choose(null)
    onReplyEnd()
    field.current?.focus()
  })
  const quick = useQuickReplies(conversation, text, (filled) => {
    write(filled)
    field.current?.focus()
  })
  const gaps = gapsOf(text)
  const tooLarge = file !== null && file.size > LARGEST_FILE
  const ready =
    (text.trim() !== '' || file !== null) && gaps.length === 0 && !tooLarge && quick.search === null
  const submit = () => {
    if (ready && !send.isPending)
      send.mutate({ text: text.trim(), file, ...(replyTo && { replyTo: replyTo.id }) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (quick.onKeyDown(event)) return
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault()
      submit()
    } else if (event.key === 'Escape' && replyTo) onReplyEnd()
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <FormProblem problem={send.error} />
      {replyTo && <Quoted message={replyTo} onEnd={onReplyEnd} />}
      {file && <Chosen file={file} tooLarge={tooLarge} onRemove={() => choose(null)} />}
      <QuickReplyMenu quick={quick} />
      <div className={classes.row}>
        <AttachButton onChoose={choose} />
        <Textarea
          ref={field}
          aria-label={file ? t('attach.caption') : t('office:inbox.write')}
          placeholder={file ? t('attach.caption') : t('office:inbox.writeHint')}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={file ? LONGEST_CAPTION : LONGEST}
          value={text}
          error={gaps.length > 0 ? t('quick.gaps', { gaps: gaps.join(', ') }) : undefined}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          className={classes.field}
          {...quick.fieldProps}
        />
        <Button
          type="submit"
          loading={send.isPending}
          disabled={!ready}
          leftSection={<IconSend size={17} aria-hidden />}
        >
          {t('office:inbox.send')}
        </Button>
      </div>
      <WindowHint until={until} left={left} />
    </form>
  )
}

function WindowHint({ until, left }: { until: string; left: number }) {
  const { t } = useTranslation('office-inbox')
  return (
    <Text size="xs" c={left < 3_600_000 ? 'amber.8' : 'dimmed'} fw={left < 3_600_000 ? 600 : 400}>
      {t('office:inbox.windowUntil', { time: clockWithZone(until), left: duration(left) })}
      <span className={classes.keys}>
        {' '}
        · {t('office:inbox.keys')} · {t('quick.hint')}
      </span>
    </Text>
  )
}

function AttachButton({ onChoose }: { onChoose: (file: File | null) => void }) {
  const { t } = useTranslation('office-inbox')
  return (
    <FileButton onChange={onChoose} accept={ACCEPTED} inputProps={{ 'aria-label': t('attach.add') }}>
      {(button) => (
        <ActionIcon
          {...button}
          variant="default"
          size={36}
          aria-label={t('attach.add')}
          title={t('attach.add')}
        >
          <IconPaperclip size={18} aria-hidden />
        </ActionIcon>
      )}
    </FileButton>
  )
}

function Quoted({ message, onEnd }: { message: Message; onEnd: () => void }) {
  const { t } = useTranslation('office-inbox')
  const { t: office } = useTranslation('office')
  return (
    <div className={classes.quoted}>
      <Text size="sm" lineClamp={2}>
        {previewOf(message, office)}
      </Text>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={t('office:inbox.noQuote')}
        onClick={onEnd}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  )
}

function Chosen({ file, tooLarge, onRemove }: { file: File; tooLarge: boolean; onRemove: () => void }) {
  const { t } = useTranslation('office-inbox')
  return (
    <div className={classes.quoted}>
      <Text size="sm" c={tooLarge ? 'red.8' : undefined} style={{ overflowWrap: 'anywhere' }}>
        {tooLarge ? (
          <span role="alert">{t('attach.tooLarge', { size: bytes(file.size) })}</span>
        ) : (
          `${file.name} · ${bytes(file.size)}`
        )}
      </Text>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('attach.remove')} onClick={onRemove}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  )
}
