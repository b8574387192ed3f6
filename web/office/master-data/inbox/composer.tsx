import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation, Message } from '../../../shared/api/shapes.ts'
import { useNow } from '../../ui/when.tsx'
import classes from './composer.module.css'
import { NoteForm } from './note-form.tsx'
import { ReplyForm } from './reply-form.tsx'
import { TemplateForm } from './template-form.tsx'

export type ComposerProps = {
  conversation: Conversation
  replyTo: Message | null
  onReplyEnd: () => void
  /** text of a failed message that is to be written again */
  suggested: string | null
  onSuggestedTaken: () => void
}
type Mode = 'reply' | 'note'

/** Below the thread: an answer while the 24-hour window is open, else a template; and notes for colleagues at any time. */
export function Composer(props: ComposerProps) {
  const { t } = useTranslation('office-inbox')
  const [mode, setMode] = useState<Mode>('reply')
  const now = useNow(30_000)
  const { conversation, replyTo, suggested } = props
  const until = conversation.windowOpenUntil
  const open = until !== null && Date.parse(until) > now
  // quoting or writing again is answering
  const shown = replyTo || suggested !== null ? 'reply' : mode
  return (
    <div className={classes.box} data-mode={shown} data-closed={(shown === 'reply' && !open) || undefined}>
      <SegmentedControl
        size="xs"
        className={classes.modes}
        aria-label={t('note.mode')}
        value={shown}
        onChange={(next) => {
          if (replyTo) props.onReplyEnd()
          setMode(next as Mode)
        }}
        data={[
          { value: 'reply', label: t('note.replyTab') },
          { value: 'note', label: t('note.tab') },
        ]}
      />
      {shown === 'note' && <NoteForm conversation={conversation} />}
      {shown === 'reply' && open && <ReplyForm {...props} left={Date.parse(until) - now} until={until} />}
      {shown === 'reply' && !open && <TemplateForm conversation={conversation} />}
    </div>
  )
}
