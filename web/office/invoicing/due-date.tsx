import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InvoiceCard } from '../../shared/api/shapes.ts'
import { daysFromToday, shortDate } from '../../shared/format.ts'
import { useNow } from '../ui/when.tsx'

const OPEN_STATES: InvoiceCard['state'][] = ['SENT', 'PARTIALLY_PAID']

/** The due date, and how far away it is while money is still expected. */
export function DueDate({ invoice }: { invoice: Pick<InvoiceCard, 'dueDate' | 'overdue' | 'state'> }) {
  const { t } = useTranslation('office-work')
  const now = useNow(60_000)
  if (!invoice.dueDate) return <>–</>
  const noon = `${invoice.dueDate}T05:00:00Z`
  const days = daysFromToday(noon, undefined, now)
  const waits = OPEN_STATES.includes(invoice.state)
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {shortDate(noon)}
      {waits && (
        <Text size="sm" c={invoice.overdue ? 'red.7' : 'dimmed'} fw={invoice.overdue ? 650 : undefined}>
          {days < 0
            ? t('invoices.overdueBy', { count: -days })
            : days === 0
              ? t('invoices.dueToday')
              : t('invoices.dueIn', { count: days })}
        </Text>
      )}
    </span>
  )
}
