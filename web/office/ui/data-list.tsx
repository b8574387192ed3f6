import { Button, Checkbox, Group, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyAnswer, FailedAnswer, WaitingAnswer } from './answers.tsx'
import classes from './data-list.module.css'
import { Panel } from './panel.tsx'
import type { Target } from './paths.ts'
import type { ListQuery } from './use-list.ts'

export type Column<T> = {
  key: string
  label: string
  render: (item: T) => ReactNode
  align?: 'right'
  width?: string
  /** only on wide screens */
  extra?: boolean
}

/** Rows that can be marked, so that something is done with all of them. */
export type Selection<T> = {
  has: (item: T) => boolean
  toggle: (item: T) => void
  /** marks all rows that are shown, or none of them */
  toggleAll: () => void
  /** accessible names of the boxes */
  label: (item: T) => string
  labelAll: string
}

type Props<T> = {
  /** accessible name of the list */
  label: string
  list: ListQuery<T>
  rowKey: (item: T) => string
  /** the first column names the row and carries its link */
  columns: Column<T>[]
  /** the same row as a card on a phone, in the order in which one reads it */
  card: (item: T) => ReactNode
  /** where a row leads to */
  link?: (item: T) => Target
  /** or what it opens on this page */
  onOpen?: (item: T) => void
  empty: { title: string; text?: string; action?: ReactNode; icon?: ReactNode }
  /** heading inside the card, where the list is one part of a page */
  title?: string
  /** search and filters above the list */
  toolbar?: ReactNode
  selection?: Selection<T> | undefined
}

/**
 * A list of records: table on a desk, cards on a phone; skeleton, error with retry, empty state, and more on demand.
 */
export function DataList<T>({ toolbar, title, ...props }: Props<T>) {
  return (
    <>
      {toolbar && (
        <Group gap="sm" mb="sm">
          {toolbar}
        </Group>
      )}
      <Panel flush title={title}>
        <Content {...props} compact={title !== undefined} />
      </Panel>
    </>
  )
}

function Content<T>(props: Omit<Props<T>, 'toolbar' | 'title'> & { compact: boolean }) {
  const { list, empty } = props
  const { t } = useTranslation('office')
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  if (list.isPending) return <WaitingAnswer lines={7} />
  if (!list.data) return <FailedAnswer error={list.error} retry={() => void list.refetch()} />
  if (list.data.length === 0) return <EmptyAnswer {...empty} compact={props.compact} />
  return (
    <div aria-busy={list.isPlaceholderData} className={list.isPlaceholderData ? classes.old : undefined}>
      {phone ? <Cards {...props} items={list.data} /> : <Rows {...props} items={list.data} />}
      <Group justify="space-between" px="md" py="xs" className={classes.foot}>
        <Text size="sm" c="dimmed" role="status">
          {t('list.shown', { count: list.data.length })}
          {!list.hasNextPage && ` · ${t('list.all')}`}
        </Text>
        {list.hasNextPage && (
          <Button
            variant="default"
            size="xs"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('list.more')}
          </Button>
        )}
      </Group>
    </div>
  )
}

type Items<T> = Omit<Props<T>, 'toolbar' | 'title'> & { items: T[] }

function Rows<T>({ label, items, columns, rowKey, link, onOpen, selection }: Items<T>) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {selection && (
              <th scope="col" className={classes.mark}>
                <MarkAll items={items} selection={selection} />
              </th>
            )}
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-extra={column.extra || undefined}
                style={{ textAlign: column.align ?? 'left', width: column.width }}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr
              key={rowKey(item)}
              data-open={Boolean(link ?? onOpen) || undefined}
              data-marked={selection?.has(item) || undefined}
            >
              {selection && (
                <td className={classes.mark}>
                  <Mark item={item} selection={selection} />
                </td>
              )}
              {columns.map((column, index) => (
                <td
                  key={column.key}
                  data-extra={column.extra || undefined}
                  style={{ textAlign: column.align ?? 'left' }}
                >
                  {index === 0 ? (
                    <Opener item={item} link={link} onOpen={onOpen}>
                      {column.render(item)}
                    </Opener>
                  ) : (
                    column.render(item)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cards<T>({ label, items, rowKey, card, link, onOpen, selection }: Items<T>) {
  return (
    <ul className={classes.cards} aria-label={label}>
      {items.map((item) => (
        <li
          key={rowKey(item)}
          data-open={Boolean(link ?? onOpen) || undefined}
          data-marked={selection?.has(item) || undefined}
        >
          {selection && <Mark item={item} selection={selection} />}
          <Opener item={item} link={link} onOpen={onOpen}>
            {card(item)}
          </Opener>
        </li>
      ))}
    </ul>
  )
}

function Mark<T>({ item, selection }: { item: T; selection: Selection<T> }) {
  return (
    <Checkbox
      size="sm"
      className={classes.box}
      aria-label={selection.label(item)}
      checked={selection.has(item)}
      onChange={() => selection.toggle(item)}
    />
  )
}

function MarkAll<T>({ items, selection }: { items: T[]; selection: Selection<T> }) {
  const marked = items.filter((item) => selection.has(item)).length
  return (
    <Checkbox
      size="sm"
      aria-label={selection.labelAll}
      checked={marked > 0 && marked === items.length}
      indeterminate={marked > 0 && marked < items.length}
      onChange={selection.toggleAll}
    />
  )
}

type OpenerProps<T> = Pick<Props<T>, 'link' | 'onOpen'> & { item: T; children: ReactNode }

/** One link or button per row; its area is stretched over the row by the style sheet. */
function Opener<T>({ item, link, onOpen, children }: OpenerProps<T>) {
  if (link)
    return (
      <Link {...link(item)} className={classes.opener}>
        {children}
      </Link>
    )
  if (onOpen)
    return (
      <button type="button" className={classes.opener} onClick={() => onOpen(item)}>
        {children}
      </button>
    )
  return children
}
