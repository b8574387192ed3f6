import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dispatch } from '../../../shared/api/shapes.ts'
import { useNow } from '../../ui/when.tsx'
import { type Bar, BoardBar, BoardGhost } from './board-bar.tsx'
import { BoardHead, Shades } from './board-head.tsx'
import classes from './calendar.module.css'
import { placeBars, rowsInSight } from './lanes.ts'
import type { Column, View } from './range.ts'
import type { BoardLine, Item } from './rows.ts'
import { type Drop, useDrag } from './use-drag.ts'

const LANE = 27
const PADDING = 8
const LEAST = 44

type Props = {
  lines: readonly BoardLine[]
  open: readonly Item[]
  columns: readonly Column[]
  view: View
  calendar: Pick<Dispatch, 'workingHours' | 'holidays'>
  mayMove: boolean
  onOpen: (item: Item) => void
  onDrop: (drop: Drop) => void
  onAbsence: (technicianId: string) => void
}

/** The board: who has what when. Only the rows in sight are drawn, so that two hundred technicians cost no more than ten. */
export function BoardGrid({ lines, open, columns, view, calendar, mayMove, ...acts }: Props) {
  const { t } = useTranslation('office-calendar')
  const scroller = useRef<HTMLDivElement>(null)
  const sight = useSight(scroller)
  const { drag, begin, wasDrag } = useDrag(columns, view, acts.onDrop)
  const rows = useMemo(
    () => lines.map((line) => ({ line, ...placeBars(line.items, columns, view) })),
    [lines, columns, view],
  )
  const pool = useMemo(() => placeBars(open, columns, view), [open, columns, view])
  const heights = useMemo(() => rows.map(({ lanes }) => Math.max(LEAST, lanes * LANE + PADDING)), [rows])
  const { from, to, offsets, total } = rowsInSight(heights, sight.top, sight.height)
  const bars = (placed: typeof pool.placed, isOpen: boolean) =>
    placed.map((bar) => (
      <BoardBar
        key={keyOf(bar.item)}
        bar={{ ...bar, top: bar.lane * LANE + PADDING / 2, open: isOpen } satisfies Bar}
        {...(mayMove && { onGrab: begin })}
        onOpen={(item) => {
          if (!wasDrag()) acts.onOpen(item)
        }}
      />
    ))
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      data-view={view}
      data-dragging={drag ? true : undefined}
      style={{ '--columns': columns.length } as CSSProperties}
      role="group"
      aria-label={t('board')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls in both directions
      tabIndex={0}
    >
      <div className={classes.canvas}>
        <BoardHead columns={columns} view={view} calendar={calendar} />
        {open.length > 0 && (
          <section className={classes.pool} aria-label={t('open')}>
            <div className={classes.name}>
              <strong>{t('open')}</strong>
              <span>{t('openCount', { count: pool.placed.length })}</span>
            </div>
            <div className={classes.track} data-track style={{ height: pool.lanes * LANE + PADDING }}>
              {bars(pool.placed, true)}
            </div>
          </section>
        )}
        <div className={classes.rows} style={{ height: total }}>
          <Shades columns={columns} view={view} calendar={calendar} />
          {rows.slice(from, to).map(({ line, placed }, index) => (
            <BoardRow
              key={line.key}
              line={line}
              top={offsets[from + index] ?? 0}
              height={heights[from + index] ?? LEAST}
              isTarget={
                drag !== null && line.technicianId !== null && drag.technicianId === line.technicianId
              }
              {...(mayMove && { onAbsence: acts.onAbsence })}
            >
              {bars(placed, false)}
            </BoardRow>
          ))}
        </div>
      </div>
      {drag && <BoardGhost drag={drag} lines={lines} />}
    </div>
  )
}

const keyOf = (item: Item) => (item.kind === 'visit' ? item.visit.ticketId : item.absence.id)

type RowProps = {
  line: BoardLine
  top: number
  height: number
  isTarget: boolean
  onAbsence?: (technicianId: string) => void
  children: React.ReactNode
}

function BoardRow({ line, top, height, isTarget, onAbsence, children }: RowProps) {
  const { t } = useTranslation('office-calendar')
  const { technicianId } = line
  return (
    <section
      className={classes.row}
      style={{ top, height }}
      aria-label={line.title}
      data-target={isTarget || undefined}
      {...(technicianId && { 'data-technician': technicianId })}
    >
      <div className={classes.name}>
        <strong title={line.title}>{line.title}</strong>
        {line.note && <span title={line.note}>{line.note}</span>}
        {technicianId && onAbsence && (
          <button
            type="button"
            className={classes.away}
            title={t('absence.record')}
            aria-label={t('absence.recordFor', { name: line.title })}
            onClick={() => onAbsence(technicianId)}
          >
            +
          </button>
        )}
      </div>
      <div className={classes.track} data-track>
        {children}
      </div>
    </section>
  )
}

/** How far the board is scrolled and how high it is, for drawing only what can be seen. */
function useSight(scroller: React.RefObject<HTMLDivElement | null>): { top: number; height: number } {
  const [sight, setSight] = useState({ top: 0, height: 900 })
  // a resize may show more rows; looking once a second costs nothing
  const now = useNow(1000)
  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const look = () =>
      setSight((old) =>
        Math.abs(old.top - box.scrollTop) > 100 || Math.abs(old.height - box.clientHeight) > 50
          ? { top: box.scrollTop, height: box.clientHeight }
          : old,
      )
    look()
    box.addEventListener('scroll', look, { passive: true })
    return () => box.removeEventListener('scroll', look)
  }, [scroller, now])
  return sight
}
