import { Alert, Button, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Invoice } from '../../shared/api/shapes.ts'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import { useWrite } from '../ui/use-write.ts'
import { ticketQuery } from './queries.ts'

/** The last step of the thread, offered as soon as the money is there. */
export function CloseTicketOffer({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('office-work')
  const [asking, setAsking] = useState(false)
  const paid = invoice.state === 'PAID'
  const ticket = useQuery({ ...ticketQuery(invoice.ticketId), enabled: paid })
  const close = useWrite(
    (_: void, headers) =>
      answer(api.POST('/api/v1/tickets/{id}/close', { params: { path: { id: invoice.ticketId } }, headers })),
    {
      refresh: ['tickets', 'invoices', 'kpi'],
      done: t('invoice.closed', { code: invoice.ticketCode }),
      onDone: () => setAsking(false),
      showsProblemItself: true,
    },
  )
  if (!paid || !ticket.data?.allowedMoves.includes('close')) return null
  return (
    <Alert
      color="green"
      title={t('invoice.paidTitle')}
      icon={<IconCircleCheck size={20} aria-hidden />}
      styles={{ title: { color: 'var(--mantine-color-green-8)' } }}
    >
      <Text size="sm" mb="sm">
        {t('invoice.paidHint')}
      </Text>
      <Button color="green" onClick={() => setAsking(true)}>
        {t('invoice.closeTicket')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('invoice.closeConfirm', { code: invoice.ticketCode })}
        confirm={t('invoice.closeTicket')}
        busy={close.isPending}
        problem={close.error}
        onConfirm={() => close.mutate()}
      >
        <Text>{t('invoice.closeWhat')}</Text>
      </ConfirmDialog>
    </Alert>
  )
}
