import { SegmentedControl } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation, Message } from '../../../shared/api/shapes.ts'
import { useNow } from '../../ui/when.tsx'
import classes from './composer.module.css'
import { writeDraft } from './drafts.ts'
import { NoteForm } from './note-form.tsx'
import { ReplyForm } from './reply-form.tsx'
import { TemplateForm } from './template-form.tsx'

type Props = {
  conversation: Conversation
  replyTo: Message | null
  onReplyEnd: () => void
  /** text of a failed message that is to be written again */
  suggested: string | null
  onSuggestedTaken: () => void
}
type Mode = 'reply' | 'note'

/** Below the thread: an answer while the 24-hour window is open, else a template; and notes for colleagues at any time. */
export function Composer({ conversation, replyTo, onReplyEnd, suggested, onSuggestedTaken }: Props) {
  const { t } = useTranslation('office-inbox')
  const [mode, setMode] = useState<Mode>('reply')
  const now = useNow(30_000)
  // counts the texts that were taken over: the form begins anew with each
  const [taken, setTaken] = useState(0)
  useEffect(() => {
    if (suggested === null) return
    writeDraft(conversation.id, 'reply', suggested)
    setMode('reply')
    setTaken((count) => count + 1)
    onSuggestedTaken()
  }, [suggested, onSuggestedTaken, conversation.id])
  const until = conversation.windowOpenUntil
  const open = until !== null && Date.parse(until) > now
  // quoting is answering
  const shown = replyTo ? 'reply' : mode
  return (
    <div className={classes.box} data-mode={shown} data-closed={(shown === 'reply' && !open) || undefined}>
      <SegmentedControl
        size="xs"
        className={classes.modes}
        aria-label={t('note.mode')}
        value={shown}
        onChange={(next) => {
          if (replyTo) onReplyEnd()
          setMode(next as Mode)
        }}
        data={[
          { value: 'reply', label: t('note.replyTab') },
          { value: 'note', label: t('note.tab') },
        ]}
      />
      {shown === 'note' && <NoteForm conversation={conversation} />}
      {shown === 'reply' && open && (
        <ReplyForm
          key={taken}
          conversation={conversation}
          replyTo={replyTo}
          onReplyEnd={onReplyEnd}
          focus={taken > 0}
          until={until}
          left={Date.parse(until) - now}
        />
      )}
      {shown === 'reply' && !open && <TemplateForm conversation={conversation} />}
    </div>
  )
}
