import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import { useList } from '../ui/use-list.ts'
import { InvoiceList } from './invoice-list.tsx'

/** The invoices of one customer, for the customer's page. */
export function CustomerInvoices({ customerId }: { customerId: string }) {
  const { t } = useTranslation('office-work')
  const list = useList(['invoices', 'of-customer', customerId], (cursor) =>
    answer(
      api.GET('/api/v1/invoices', {
        params: { query: { customerId, limit: 10, ...(cursor && { cursor }) } },
      }),
    ),
  )
  return (
    <InvoiceList
      label={t('invoices.title')}
      list={list}
      withoutCustomer
      empty={{ title: t('invoices.empty'), text: t('invoices.emptyHint') }}
    />
  )
}
