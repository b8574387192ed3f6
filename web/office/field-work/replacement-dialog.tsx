import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { BoardRow } from '../../shared/api/shapes.ts'
import { ReasonDialog } from '../ui/dialogs.tsx'
import { useWrite } from '../ui/use-write.ts'

type Props = { row: BoardRow | null; onClose: () => void }

/** Cari Pengganti: says what happens, asks for the reason, frees the seat. */
export function ReplacementDialog({ row, onClose }: Props) {
  const { t } = useTranslation('office-work')
  const replace = useWrite(
    (
      { ticketId, assignmentId, reason }: { ticketId: string; assignmentId: string; reason: string },
      headers,
    ) =>
      answer(
        api.POST('/api/v1/tickets/{id}/replacements', {
          params: { path: { id: ticketId } },
          body: { assignmentId, reason },
          headers,
        }),
      ),
    {
      refresh: ['attendance', 'tickets', 'pool'],
      done: (ticket) => t('replacement.done', { code: ticket.code }),
      onDone: onClose,
      showsProblemItself: true,
    },
  )
  const close = () => {
    replace.reset()
    onClose()
  }
  const name = row?.technician.name ?? ''
  return (
    <ReasonDialog
      opened={row !== null}
      onClose={close}
      title={t('replacement.title', { name })}
      label={t('replacement.reason')}
      placeholder={t('replacement.reasonPlaceholder')}
      suggestions={[
        t('replacement.quick.unreachable'),
        t('replacement.quick.sick'),
        t('replacement.quick.vehicle'),
      ]}
      confirm={t('replacement.confirm')}
      danger
      busy={replace.isPending}
      problem={replace.error}
      onConfirm={(reason) => {
        if (row) replace.mutate({ ticketId: row.ticketId, assignmentId: row.assignmentId, reason })
      }}
    >
      <Text size="sm">{t('replacement.what', { name, code: row?.ticketCode ?? '' })}</Text>
    </ReasonDialog>
  )
}
