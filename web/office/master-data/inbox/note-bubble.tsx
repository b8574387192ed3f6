import { Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Note } from '../../../shared/api/shapes.ts'
import { clock } from '../../../shared/format.ts'
import classes from './message-bubble.module.css'

/** A note among colleagues between the messages: across the thread and yellow, on neither side of the talk. */
export function NoteBubble({ note }: { note: Note }) {
  const { t } = useTranslation('office-inbox')
  return (
    <article className={classes.note} aria-label={t('note.label')}>
      <span className={classes.noteHead}>
        <IconLock size={14} aria-hidden />
        {t('note.label')} · {t('note.by', { name: note.by.name })}
        <time dateTime={note.at}>{clock(note.at)}</time>
      </span>
      <Text className="free-text">{note.text}</Text>
    </article>
  )
}
