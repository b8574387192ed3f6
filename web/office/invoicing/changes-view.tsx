import { useTranslation } from 'react-i18next'
import type { Invoice } from '../../shared/api/shapes.ts'
import classes from './changes-view.module.css'

type Change = Invoice['changes'][number]

/** What Sales has to look at again: every difference to the round before, the old value struck through. */
export function ChangesView({ changes }: { changes: Change[] }) {
  return (
    <ul className={classes.list}>
      {changes.map((change, index) => (
        <ChangeRow key={`${index}-${change.what}`} change={change} />
      ))}
    </ul>
  )
}

function ChangeRow({ change }: { change: Change }) {
  const { t } = useTranslation('office-work')
  const { what, before, after } = change
  const show = (value: string) => (what === 'dueDays' ? t('invoice.days', { count: Number(value) }) : value)
  const isLine = what === 'line'
  return (
    <li className={classes.change}>
      <span className={classes.what}>
        {t(`invoice.changed.${what}`, { defaultValue: what })}
        {isLine && before === null && ` (${t('invoice.changed.added')})`}
        {isLine && after === null && ` (${t('invoice.changed.removed')})`}
      </span>
      <span className={classes.values}>
        {before !== null && <del className="free-text">{show(before)}</del>}
        {after !== null && <ins className="free-text">{show(after)}</ins>}
        {after === null && !isLine && <ins>{t('invoice.nothing')}</ins>}
      </span>
    </li>
  )
}
