import { Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '../../shared/api/shapes.ts'
import classes from './changes-view.module.css'

type Change = Invoice['changes'][number]

/** What Sales has to look at again: every difference to the round before, old value struck through. */
export function ChangesView({ changes }: { changes: Change[] }) {
  const { t } = useTranslation('office-work')
  if (changes.length === 0) return <Text c="dimmed">{t('invoice.noChanges')}</Text>
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
  const { what } = change
  const label = t(`invoice.changed.${what}`, { defaultValue: what })
  const show = (value: string | null, missing: string) => {
    if (value === null || value === '') return missing
    return what === 'dueDays' ? t('invoice.days', { count: Number(value) }) : value
  }
  const before = show(change.before, t(what === 'line' ? 'invoice.changed.added' : 'invoice.nothing'))
  const after = show(change.after, t(what === 'line' ? 'invoice.changed.removed' : 'invoice.nothing'))
  return (
    <li className={classes.change}>
      <span className={classes.what}>{label}</span>
      <span className={classes.values}>
        <del>{before}</del>
        <IconArrowRight size={15} aria-hidden />
        <ins>{after}</ins>
      </span>
    </li>
  )
}
