import { Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryAnswer } from '../ui/answers.tsx'
import { AnchorLink } from '../ui/links.tsx'
import { Panel } from '../ui/panel.tsx'
import type { Target } from '../ui/paths.ts'
import classes from './today-panel.module.css'

const SHOWN = 6

type Props<P, T> = {
  title: string
  query: UseQueryResult<P>
  items: (data: P) => T[]
  rowKey: (item: T) => string
  row: (item: T) => ReactNode
  /** where the whole list is */
  all: LinkProps['to']
  /** sentence for an empty panel */
  none: string
  urgent?: boolean
}

/** One thing that waits today: how many, the first few, and the way to all of them. */
export function TodayPanel<P, T>({ title, query, items, rowKey, row, all, none, urgent }: Props<P, T>) {
  const { t } = useTranslation('office')
  const list = query.data === undefined ? [] : items(query.data)
  return (
    <Panel
      flush
      title={
        <span className={classes.title}>
          {title}
          {list.length > 0 && (
            <span className={classes.count} data-urgent={urgent || undefined}>
              {list.length}
            </span>
          )}
        </span>
      }
      aside={
        <AnchorLink to={all} size="sm">
          {t('today.all')}
        </AnchorLink>
      }
    >
      <QueryAnswer query={query} lines={2}>
        {() =>
          list.length === 0 ? (
            <Text className={classes.none} component="p">
              <IconCheck size={16} aria-hidden /> {none}
            </Text>
          ) : (
            <ul className={classes.list}>
              {list.slice(0, SHOWN).map((item) => (
                <li key={rowKey(item)}>{row(item)}</li>
              ))}
              {list.length > SHOWN && (
                <li className={classes.rest}>
                  <AnchorLink to={all} size="sm">
                    {t('today.rest', { count: list.length - SHOWN })}
                  </AnchorLink>
                </li>
              )}
            </ul>
          )
        }
      </QueryAnswer>
    </Panel>
  )
}

type RowProps = {
  link: Target
  title: ReactNode
  meta: ReactNode
  /** right side: a badge, an amount, a small button */
  aside?: ReactNode
}

/** One record: what it is, what one must know, and what to do. The title is the link. */
export function TodayRow({ link, title, meta, aside }: RowProps) {
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <Link {...link} className={classes.link}>
          {title}
        </Link>
        <div className={classes.meta}>{meta}</div>
      </div>
      {aside && <div className={classes.aside}>{aside}</div>}
    </div>
  )
}
