import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Seat, Ticket } from '../../shared/api/shapes.ts'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import { useWrite } from '../ui/use-write.ts'

/** Somebody is being sought for this seat: why, and the way back while nobody has taken it. */
export function SoughtNote({ ticket, seat }: { ticket: Ticket; seat: Seat }) {
  const { t } = useTranslation('office')
  const [asking, setAsking] = useState(false)
  const { name } = seat.technician
  const callOff = useWrite<void, Ticket>(
    (_, headers) =>
      answer(
        api.DELETE('/api/v1/tickets/{id}/replacements/{assignmentId}', {
          params: { path: { id: ticket.id, assignmentId: seat.assignmentId } },
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['tickets', 'pool', 'attendance', 'claims', 'field-work'],
      done: t('replacing.calledOff', { name }),
      onDone: () => setAsking(false),
    },
  )
  const kept = seat.endedAt === null
  return (
    <>
      <Group gap="xs" mt={4}>
        <Text size="sm" c="red.8" fw={600}>
          {t(kept ? 'replacing.soughtKept' : 'replacing.sought', { name })}
        </Text>
        {ticket.allowedMoves.includes('callOffReplacement') && (
          <Button size="compact-xs" variant="default" onClick={() => setAsking(true)}>
            {t('replacing.callOff')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" className="free-text">
        {seat.replaceReason ?? seat.endNote}
      </Text>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('replacing.callOffTitle')}
        confirm={t('replacing.callOff')}
        busy={callOff.isPending}
        problem={callOff.error}
        onConfirm={() => callOff.mutate()}
      >
        <Text size="sm">{t(kept ? 'replacing.callOffKept' : 'replacing.callOffText', { name })}</Text>
      </ConfirmDialog>
    </>
  )
}
