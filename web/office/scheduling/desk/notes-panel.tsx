import { Button, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { TicketNote } from '../../../shared/api/shapes.ts'
import { FailedAnswer } from '../../ui/answers.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useList } from '../../ui/use-list.ts'
import { When } from '../../ui/when.tsx'
import { NoteForm } from './note-form.tsx'
import classes from './notes.module.css'

type Props = { ticketId: string; zone: string }

/** What the office says among itself about a ticket; yellow, so that nobody takes it for a message to somebody. */
export function NotesPanel({ ticketId, zone }: Props) {
  const { t } = useTranslation(['office-tickets', 'office'])
  const list = useList<TicketNote>(['notes', ticketId], (cursor) =>
    answer(
      api.GET('/api/v1/tickets/{id}/notes', {
        params: { path: { id: ticketId }, query: { limit: 10, ...(cursor && { cursor }) } },
      }),
    ),
  )
  return (
    <Panel title={t('notes.title')} aside={<IconLock size={17} aria-hidden />}>
      {list.isError && !list.data && <FailedAnswer error={list.error} retry={() => void list.refetch()} />}
      {list.data && list.data.length > 0 && (
        <ul className={classes.list}>
          {list.data.map((note) => (
            <li key={note.id} className={classes.note}>
              <div className={classes.head}>
                <strong>{note.by.name}</strong>
                <When at={note.at} zone={zone} />
              </div>
              <Text size="sm" className="free-text">
                {note.text}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          mb="sm"
          fullWidth
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('notes.older')}
        </Button>
      )}
      <NoteForm ticketId={ticketId} />
    </Panel>
  )
}
