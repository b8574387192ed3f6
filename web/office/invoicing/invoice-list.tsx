import { Group, Text } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvoiceCard } from '../../shared/api/shapes.ts'
import { rupiah } from '../../shared/format.ts'
import { InvoiceStateBadge } from '../ui/badges.tsx'
import { type Column, DataList } from '../ui/data-list.tsx'
import type { ListQuery } from '../ui/use-list.ts'
import { DueDate } from './due-date.tsx'

type Props = {
  list: ListQuery<InvoiceCard>
  label: string
  empty: { title: string; text?: string; action?: ReactNode }
  toolbar?: ReactNode
  /** on a customer's own page the name is not said again */
  withoutCustomer?: boolean
}

/** Invoices as a table or as cards; what is still due stands under the total. */
export function InvoiceList({ list, label, empty, toolbar, withoutCustomer }: Props) {
  const columns = useColumns().filter((column) => !withoutCustomer || column.key !== 'customer')
  return (
    <DataList
      label={label}
      list={list}
      rowKey={(invoice) => invoice.id}
      columns={columns}
      card={(invoice) => <InvoiceCardFacts invoice={invoice} />}
      link={(invoice) => ({ to: '/invoices/$invoiceId', params: { invoiceId: invoice.id } })}
      empty={{ icon: <IconFileInvoice size={34} stroke={1.5} aria-hidden />, ...empty }}
      toolbar={toolbar}
    />
  )
}

function useColumns(): Column<InvoiceCard>[] {
  const { t } = useTranslation('office-work')
  return [
    {
      key: 'number',
      label: t('invoices.number'),
      width: '13rem',
      render: (invoice) => <Number invoice={invoice} />,
    },
    { key: 'customer', label: t('invoices.customer'), render: (invoice) => invoice.customer.name },
    {
      key: 'ticket',
      label: t('invoices.ticket'),
      render: (invoice) => (
        <>
          {invoice.ticketCode}
          <Text size="sm" c="dimmed" lineClamp={1}>
            {invoice.ticketTitle}
          </Text>
        </>
      ),
    },
    {
      key: 'state',
      width: '12rem',
      label: t('invoices.state'),
      render: (invoice) => <InvoiceStateBadge state={invoice.state} />,
    },
    { key: 'due', label: t('invoices.due'), render: (invoice) => <DueDate invoice={invoice} /> },
    {
      key: 'total',
      label: t('invoices.total'),
      align: 'right',
      render: (invoice) => <Money invoice={invoice} />,
    },
  ]
}

function Number({ invoice }: { invoice: InvoiceCard }) {
  const { t } = useTranslation('office-work')
  if (!invoice.number)
    return (
      <Text inherit c="dimmed">
        {t('invoices.noNumber')}
      </Text>
    )
  return (
    <Text inherit fw={650} style={{ overflowWrap: 'anywhere' }}>
      {invoice.number}
    </Text>
  )
}

function Money({ invoice }: { invoice: InvoiceCard }) {
  const { t } = useTranslation('office-work')
  const rest = invoice.total - invoice.paidAmount
  return (
    <div className="num">
      <Text inherit fw={650}>
        {rupiah(invoice.total)}
      </Text>
      {invoice.state === 'PARTIALLY_PAID' && (
        <Text size="sm" c="dimmed">
          {t('invoices.rest', { amount: rupiah(rest) })}
        </Text>
      )}
    </div>
  )
}

function InvoiceCardFacts({ invoice }: { invoice: InvoiceCard }) {
  return (
    <div>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Number invoice={invoice} />
        <InvoiceStateBadge state={invoice.state} />
      </Group>
      <Text>{invoice.customer.name}</Text>
      <Text size="sm" c="dimmed" lineClamp={1}>
        {invoice.ticketCode} · {invoice.ticketTitle}
      </Text>
      <Group justify="space-between" align="flex-end" gap="xs" mt={4} wrap="nowrap">
        {invoice.dueDate ? <DueDate invoice={invoice} /> : <span />}
        <Money invoice={invoice} />
      </Group>
    </div>
  )
}
