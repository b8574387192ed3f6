import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Seat, Ticket } from '../../shared/api/shapes.ts'
import { ReasonDialog } from '../ui/dialogs.tsx'
import { useWrite } from '../ui/use-write.ts'

type Props = { ticket: Ticket; seat: Seat; onClose: () => void }

/** Cari Pengganti: the seat is freed and offered as an emergency. */
export function ReplaceTechnician({ ticket, seat, onClose }: Props) {
  const { t } = useTranslation('office')
  const replace = useWrite<{ assignmentId: string; reason: string }, Ticket>(
    (body, headers) =>
      answer(
        api.POST('/api/v1/tickets/{id}/replacements', { params: { path: { id: ticket.id } }, body, headers }),
      ),
    {
      showsProblemItself: true,
      refresh: ['tickets', 'pool', 'attendance', 'claims', 'field-work'],
      done: t('ticket.replaced', { name: seat.technician.name }),
      onDone: onClose,
    },
  )
  const { name } = seat.technician
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t('ticket.replaceTitle', { name })}
      label={t('ticket.reason')}
      suggestions={[t('ticket.reasonAbsent'), t('ticket.reasonIll'), t('ticket.reasonVehicle')]}
      confirm={t('ticket.move.requestReplacement')}
      danger
      busy={replace.isPending}
      problem={replace.error}
      onConfirm={(reason) => replace.mutate({ assignmentId: seat.assignmentId, reason })}
    >
      <Text size="sm">{t('ticket.replaceText', { name })}</Text>
      {ticket.standbys[0] && (
        <Text size="sm">{t('ticket.replaceStandby', { name: ticket.standbys[0].name })}</Text>
      )}
    </ReasonDialog>
  )
}
