import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InvoiceTotals } from '../../shared/api/shapes.ts'
import { rupiah } from '../../shared/format.ts'
import classes from './totals-box.module.css'

type Props = { totals: InvoiceTotals; old?: boolean }

/** The sums of an invoice as the paper shows them, terbilang included. */
export function TotalsBox({ totals, old }: Props) {
  const { t } = useTranslation('office-work')
  const { subtotal, discount, taxBase, vat, vatRate } = totals
  return (
    <div className={classes.box} aria-busy={old} data-old={old || undefined}>
      <dl className={classes.sums}>
        <Sum label={t('totals.subtotal')} amount={subtotal} />
        {discount > 0 && <Sum label={t('totals.discount')} amount={-discount} />}
        {discount > 0 && taxBase === null && <Sum label={t('totals.net')} amount={subtotal - discount} />}
        {taxBase !== null && <Sum label={t('totals.taxBase')} amount={taxBase} />}
        {vat !== null && <Sum label={t('totals.vat', { rate: vatRate })} amount={vat} />}
        <Sum label={t('totals.total')} amount={totals.total} strong />
      </dl>
      <Text size="sm" c="dimmed" mt={6}>
        <Text span fw={600} size="sm">
          {t('totals.words')}:
        </Text>{' '}
        {totals.amountInWords}
      </Text>
      {totals.withholdingNote !== null && totals.withholdingNote > 0 && (
        <Text size="sm" c="dimmed" mt={6}>
          {t('totals.withholding', { amount: rupiah(totals.withholdingNote) })}
        </Text>
      )}
    </div>
  )
}

function Sum({ label, amount, strong }: { label: string; amount: number; strong?: boolean }) {
  return (
    <div className={classes.sum} data-strong={strong || undefined}>
      <dt>{label}</dt>
      <dd className="num">{rupiah(amount)}</dd>
    </div>
  )
}
