import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Ticket } from '../../../shared/api/shapes.ts'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import { useWrite } from '../../ui/use-write.ts'

/** Nobody takes it: everybody who could is asked once more. */
export function BroadcastAgain({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { t } = useTranslation('office-tickets')
  const again = useWrite<void>(
    (_, headers) =>
      answer(api.POST('/api/v1/tickets/{id}/broadcast', { params: { path: { id: ticket.id } }, headers })),
    {
      showsProblemItself: true,
      refresh: ['tickets', 'pool', 'claims'],
      done: t('again.done', { code: ticket.code }),
      onDone: onClose,
    },
  )
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('again.title', { code: ticket.code })}
      confirm={t('again.act')}
      busy={again.isPending}
      problem={again.error}
      onConfirm={() => again.mutate()}
    >
      <Text size="sm">{t('again.text')}</Text>
    </ConfirmDialog>
  )
}
