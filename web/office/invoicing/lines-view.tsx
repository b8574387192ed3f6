import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '../../shared/api/shapes.ts'
import { number, rupiah } from '../../shared/format.ts'
import { lineAmount } from './editor/draft.ts'
import classes from './lines-view.module.css'

type Line = Invoice['lines'][number]

/** The lines of an invoice as on paper: a table on a desk, stacked on a phone. */
export function LinesView({ lines }: { lines: readonly Line[] }) {
  const { t } = useTranslation('office-work')
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('invoice.description')}</th>
          <th scope="col">{t('invoice.kind')}</th>
          <th scope="col" className={classes.right}>
            {t('invoice.quantity')}
          </th>
          <th scope="col" className={classes.right}>
            {t('invoice.unitPrice')}
          </th>
          <th scope="col" className={classes.right}>
            {t('invoice.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          // lines have no identity of their own, only their place
          <Row key={`${index}-${line.description}`} line={line} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ line }: { line: Line }) {
  const { t } = useTranslation('office-work')
  return (
    <tr>
      <td className={classes.what}>
        <span className="free-text">{line.description}</span>
        {line.discount > 0 && (
          <Text size="sm" c="amber.8">
            {t('invoice.lineDiscount')}: {rupiah(-line.discount)}
          </Text>
        )}
      </td>
      <td className={classes.kind}>{t(`labels:lineKind.${line.kind}`)}</td>
      <td className={classes.right}>
        {number(line.quantity, 2)} {line.unit}
      </td>
      <td className={classes.right} data-times>
        {rupiah(line.unitPrice)}
      </td>
      <td className={classes.right} data-amount>
        {/* as on paper: before the row's discount, so that the column adds up to the subtotal */}
        {rupiah(lineAmount(line) ?? line.amount)}
      </td>
    </tr>
  )
}
