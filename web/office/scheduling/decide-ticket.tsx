import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Ticket } from '../../shared/api/shapes.ts'
import { ConfirmDialog, ReasonDialog } from '../ui/dialogs.tsx'
import type { QueryHead } from '../ui/query-keys.ts'
import { useWrite } from '../ui/use-write.ts'

type Props = { ticket: Ticket; onClose: () => void }
const STALE: readonly QueryHead[] = ['tickets', 'pool', 'attendance', 'field-work', 'invoices', 'complaints']

/** Cancels, with the reason that the crew and the customer are told. */
export function CancelTicket({ ticket, onClose }: Props) {
  const { t } = useTranslation('office')
  const cancel = useWrite<string>(
    (reason, headers) =>
      answer(
        api.POST('/api/v1/tickets/{id}/cancel', {
          params: { path: { id: ticket.id } },
          body: { reason },
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: STALE,
      done: t('ticket.cancelDone', { code: ticket.code }),
      onDone: onClose,
    },
  )
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t('ticket.cancelTitle', { code: ticket.code })}
      label={t('ticket.reason')}
      suggestions={[t('ticket.reasonCustomer'), t('ticket.reasonSolved'), t('ticket.reasonDouble')]}
      confirm={t('ticket.move.cancel')}
      danger
      busy={cancel.isPending}
      problem={cancel.error}
      onConfirm={(reason) => cancel.mutate(reason)}
    >
      <Text size="sm">{t(ticket.seatsTaken > 0 ? 'ticket.cancelTextCrew' : 'ticket.cancelText')}</Text>
    </ReasonDialog>
  )
}

/** Done, but something is left: back to In Progress. */
export function ReopenTicket({ ticket, onClose }: Props) {
  const { t } = useTranslation('office')
  const reopen = useWrite<string>(
    (reason, headers) =>
      answer(
        api.POST('/api/v1/tickets/{id}/reopen', {
          params: { path: { id: ticket.id } },
          body: { reason },
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: STALE,
      done: t('ticket.reopenDone', { code: ticket.code }),
      onDone: onClose,
    },
  )
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t('ticket.reopenTitle', { code: ticket.code })}
      label={t('ticket.reason')}
      confirm={t('ticket.move.reopen')}
      busy={reopen.isPending}
      problem={reopen.error}
      onConfirm={(reason) => reopen.mutate(reason)}
    >
      <Text size="sm">{t('ticket.reopenText')}</Text>
    </ReasonDialog>
  )
}

/** Paid: the ticket is closed; a missing rating does not block. */
export function CloseTicket({ ticket, onClose }: Props) {
  const { t } = useTranslation('office')
  const close = useWrite<void>(
    (_, headers) =>
      answer(api.POST('/api/v1/tickets/{id}/close', { params: { path: { id: ticket.id } }, headers })),
    {
      showsProblemItself: true,
      refresh: STALE,
      done: t('ticket.closeDone', { code: ticket.code }),
      onDone: onClose,
    },
  )
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('ticket.closeTitle', { code: ticket.code })}
      confirm={t('ticket.move.close')}
      busy={close.isPending}
      problem={close.error}
      onConfirm={() => close.mutate()}
    >
      <Text size="sm">{t('ticket.closeText')}</Text>
    </ConfirmDialog>
  )
}
