import { ActionIcon, Button, Text, Textarea } from '@mantine/core'
import { IconSend, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Conversation, Message } from '../../../shared/api/shapes.ts'
import { clockWithZone, duration } from '../../../shared/format.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { useNow } from '../../ui/when.tsx'
import classes from './composer.module.css'
import { previewOf } from './message-preview.ts'

type Props = {
  conversation: Conversation
  replyTo: Message | null
  onReplyEnd: () => void
  /** text of a failed message that is to be written again */
  suggested: string | null
  onSuggestedTaken: () => void
}

// What was typed stays with its conversation while one looks into another.
const drafts = new Map<string, string>()
const LONGEST = 4096

export function Composer(props: Props) {
  const { t } = useTranslation('office')
  const now = useNow(30_000)
  const until = props.conversation.windowOpenUntil
  const left = until ? Date.parse(until) - now : 0
  if (!until || left <= 0)
    return (
      <div className={classes.closed} role="note">
        <Text fw={600} size="sm">
          {t('inbox.windowClosed')}
        </Text>
        <Text size="sm">{t('inbox.windowClosedText')}</Text>
      </div>
    )
  return (
    <div className={classes.box}>
      <OpenComposer {...props} />
      <Text size="xs" c={left < 3_600_000 ? 'amber.8' : 'dimmed'} fw={left < 3_600_000 ? 600 : 400}>
        {t('inbox.windowUntil', { time: clockWithZone(until), left: duration(left) })}
        <span className={classes.keys}> · {t('inbox.keys')}</span>
      </Text>
    </div>
  )
}

function OpenComposer({ conversation, replyTo, onReplyEnd, suggested, onSuggestedTaken }: Props) {
  const { t } = useTranslation('office')
  const [text, setText] = useState(drafts.get(conversation.id) ?? '')
  const field = useRef<HTMLTextAreaElement>(null)
  const write = (next: string) => {
    drafts.set(conversation.id, next)
    setText(next)
  }
  useEffect(() => {
    if (suggested === null) return
    drafts.set(conversation.id, suggested)
    setText(suggested)
    onSuggestedTaken()
    field.current?.focus()
  }, [suggested, onSuggestedTaken, conversation.id])
  useEffect(() => {
    if (replyTo) field.current?.focus()
  }, [replyTo])
  const send = useWrite<{ text: string; replyTo?: string }, Message>(
    (body, headers) =>
      answer(
        api.POST('/api/v1/conversations/{id}/messages', {
          params: { path: { id: conversation.id } },
          body,
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['messages', 'conversations'],
      onDone: () => {
        write('')
        onReplyEnd()
        field.current?.focus()
      },
    },
  )
  const submit = () => {
    if (!text.trim() || send.isPending) return
    send.mutate({ text: text.trim(), ...(replyTo && { replyTo: replyTo.id }) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
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
      <div className={classes.row}>
        <Textarea
          ref={field}
          aria-label={t('inbox.write')}
          placeholder={t('inbox.writeHint')}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={LONGEST}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          className={classes.field}
        />
        <Button
          type="submit"
          loading={send.isPending}
          disabled={!text.trim()}
          leftSection={<IconSend size={17} aria-hidden />}
        >
          {t('inbox.send')}
        </Button>
      </div>
    </form>
  )
}

function Quoted({ message, onEnd }: { message: Message; onEnd: () => void }) {
  const { t } = useTranslation('office')
  return (
    <div className={classes.quoted}>
      <Text size="sm" lineClamp={2}>
        {previewOf(message, t)}
      </Text>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('inbox.noQuote')} onClick={onEnd}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  )
}
