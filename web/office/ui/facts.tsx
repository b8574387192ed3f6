import type { ReactNode } from 'react'
import classes from './facts.module.css'

export type Fact = { label: string; value: ReactNode; wide?: boolean }

/** Names and values of a record. Values that are null, undefined or '' show a dash. */
export function Facts({ items, columns = 2 }: { items: (Fact | false | null)[]; columns?: 1 | 2 }) {
  return (
    <dl className={classes.list} data-columns={columns}>
      {items.map(
        (item) =>
          item && (
            <div key={item.label} className={classes.item} data-wide={item.wide || undefined}>
              <dt>{item.label}</dt>
              <dd>{item.value == null || item.value === '' ? '–' : item.value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
