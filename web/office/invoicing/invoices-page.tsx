import { Button, Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { useIs } from '../ui/session.ts'
import { useUrlState } from '../ui/url-state.ts'
import { useList } from '../ui/use-list.ts'
import { InvoiceList } from './invoice-list.tsx'

type Tab = { key: string; state?: string; overdue?: 'true'; notForSales?: true }

/** The stations of an invoice, in the order of its life. */
const TABS: readonly Tab[] = [
  { key: 'all' },
  { key: 'draft', state: 'DRAFT,REVISION_REQUESTED', notForSales: true },
  { key: 'approval', state: 'PENDING_APPROVAL' },
  { key: 'ready', state: 'APPROVED' },
  { key: 'unpaid', state: 'SENT,PARTIALLY_PAID' },
  { key: 'overdue', overdue: 'true' },
  { key: 'paid', state: 'PAID' },
  { key: 'void', state: 'VOID' },
]

/** All invoices that the reader may see. */
export function InvoicesPage() {
  const { t } = useTranslation('office-work')
  const isSales = useIs('sales')
  const [{ tab: wanted, q }, change] = useUrlState({ tab: 'all', q: '' })
  const tabs = TABS.filter((each) => !(isSales && each.notForSales))
  const tab = tabs.find((each) => each.key === wanted) ?? TABS[0]
  const { key, state, overdue } = tab ?? { key: 'all' }
  const list = useList(['invoices', 'list', key, q], (cursor) =>
    answer(
      api.GET('/api/v1/invoices', {
        params: {
          query: {
            limit: 25,
            ...(state && { state }),
            ...(overdue && { overdue }),
            ...(q && { q }),
            ...(cursor && { cursor }),
          },
        },
      }),
    ),
  )
  return (
    <>
      <PageHeader title={t('invoices.title')} />
      <Tabs
        value={key}
        onChange={(next) => change({ tab: next ?? 'all' })}
        aria-label={t('invoices.state')}
        mb="md"
      >
        <Tabs.List style={{ flexWrap: 'nowrap', overflowX: 'auto' }}>
          {tabs.map((each) => (
            <Tabs.Tab key={each.key} value={each.key} style={{ flexShrink: 0 }}>
              {t(`invoices.tabs.${each.key}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={key} pt="md">
          <InvoiceList
            label={t('invoices.title')}
            list={list}
            toolbar={
              <SearchField label={t('invoices.search')} value={q} onChange={(next) => change({ q: next })} />
            }
            empty={
              q
                ? {
                    title: t('invoices.emptySearch', { q }),
                    action: (
                      <Button variant="default" onClick={() => change({ q: '' })}>
                        {t('invoices.clearSearch')}
                      </Button>
                    ),
                  }
                : key === 'all'
                  ? { title: t('invoices.empty'), text: t('invoices.emptyHint') }
                  : { title: t('invoices.emptyTab') }
            }
          />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
