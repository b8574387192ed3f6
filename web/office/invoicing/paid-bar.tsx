import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '../../shared/api/shapes.ts'
import { number, rupiah } from '../../shared/format.ts'
import classes from './payments.module.css'

/** How much of an issued invoice has been paid; nothing before it was sent. */
export function PaidBar({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('office-work')
  const { state, total, paidAmount, creditAmount } = invoice
  if (state !== 'SENT' && state !== 'PARTIALLY_PAID' && state !== 'PAID') return null
  const percent = total === 0 ? 100 : Math.floor((paidAmount / total) * 100)
  return (
    <div style={{ marginBottom: '1rem' }}>
      <Text size="sm" c="dimmed">
        {t(state === 'PAID' ? 'invoice.paidAmount' : 'invoice.rest')}
      </Text>
      <Text fw={700} size="xl" className="num">
        {rupiah(state === 'PAID' ? paidAmount : total - paidAmount)}
      </Text>
      <div className={classes.bar} aria-hidden>
        <span style={{ width: `${percent}%` }} />
      </div>
      <Text size="sm" c="dimmed" mt={3}>
        {t('invoice.progress', { percent: number(percent) })}
        {creditAmount > 0 && ` · ${t('invoice.credit')} ${rupiah(creditAmount)}`}
      </Text>
    </div>
  )
}
