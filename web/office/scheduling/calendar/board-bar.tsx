import { IconAlertTriangle } from '@tabler/icons-react'
import type { PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarVisit } from '../../../shared/api/shapes.ts'
import { clock, OFFICE_ZONE, visit as visitTime, zoneSuffix } from '../../../shared/format.ts'
import classes from './calendar.module.css'
import type { Placed } from './lanes.ts'
import type { BoardLine, Item } from './rows.ts'
import type { Drag } from './use-drag.ts'

export type Bar = Placed<Item> & { top: number; open: boolean }
type Props = {
  bar: Bar
  onGrab?: (event: PointerEvent<HTMLElement>, visit: CalendarVisit) => void
  onOpen: (item: Item) => void
}

/** One visit or absence. The whole of it is said to those who listen; those who see get what fits. */
export function BoardBar({ bar, onGrab, onOpen }: Props) {
  const { t } = useTranslation(['office-calendar', 'labels'])
  const { item, left, width, top, open } = bar
  const place = { left: `calc(${left * 100}% + 2px)`, width: `calc(${width * 100}% - 4px)`, top }
  if (item.kind === 'absence') {
    const kind = t(`labels:absence.${item.absence.kind}`)
    const when = absenceTime(item.absence)
    return (
      <button
        type="button"
        className={classes.bar}
        data-kind="absence"
        style={place}
        title={`${kind} · ${when}`}
        aria-label={`${item.absence.technician.name}: ${kind}, ${when}`}
        onClick={() => onOpen(item)}
      >
        {kind}
      </button>
    )
  }
  const { visit } = item
  const words = visitWords(visit, t)
  return (
    <button
      type="button"
      className={classes.bar}
      data-kind={open ? 'open' : visit.state}
      data-conflict={visit.conflicts.length > 0 || undefined}
      data-emergency={visit.emergency || undefined}
      style={place}
      title={words}
      aria-label={words}
      onPointerDown={(event) => onGrab?.(event, visit)}
      onClick={() => onOpen(item)}
    >
      {visit.conflicts.length > 0 && <IconAlertTriangle size={13} aria-hidden />}
      <span className="num">{siteClock(visit)}</span> <b>{visit.code}</b> {visit.title}
    </button>
  )
}

/** The clock of the site; its zone is named when it is not the office's. */
export function siteClock(visit: Pick<CalendarVisit, 'start' | 'timeZone'>): string {
  const suffix = zoneSuffix(visit.timeZone)
  const at = clock(visit.start, { zone: visit.timeZone })
  return suffix === zoneSuffix(OFFICE_ZONE) ? at : `${at} ${suffix}`
}

export const absenceTime = (absence: { start: string; end: string; wholeDays: boolean }): string =>
  absence.wholeDays
    ? wholeDays(absence.start, absence.end)
    : visitTime(absence.start, absence.end, { zone: OFFICE_ZONE })

/** A whole absence ends at midnight: the day before is its last. */
function wholeDays(start: string, end: string): string {
  const until = new Date(Date.parse(end) - 60_000).toISOString()
  const days = visitTime(start, until, { zone: OFFICE_ZONE })
  return days.replaceAll(/,? \d\d[.:]\d\d( [A-Z]+)?/g, '').replace(/–\d\d[.:]\d\d.*$/, '')
}

type Say = (key: string, params: Record<string, unknown>) => string

/** A visit in one sentence: what, for whom, when, who comes, what is wrong. */
export function visitWords(visit: CalendarVisit, t: Say): string {
  const crew = visit.crew.map((member) => member.name).join(', ')
  return [
    `${visit.code} ${visit.title}`,
    visit.customer,
    visitTime(visit.start, visit.end, { zone: visit.timeZone }),
    crew || t('nobody', {}),
    ...(visit.freeSeats > 0 ? [t('seatsFree', { free: visit.freeSeats, quota: visit.quota })] : []),
    ...visit.conflicts.map((conflict) => t(`conflict.${conflict}`, {})),
  ].join(' · ')
}

/** What is being dragged, and where it would land. */
export function BoardGhost({ drag, lines }: { drag: Drag; lines: readonly BoardLine[] }) {
  const { t } = useTranslation('office-calendar')
  const { visit, shift } = drag
  const moved = (at: string) => new Date(Date.parse(at) + shift).toISOString()
  const target =
    visit.freeSeats > 0
      ? lines.find((line) => line.technicianId === drag.technicianId && line.technicianId)
      : null
  const already = target && visit.crew.some((member) => member.technicianId === target.technicianId)
  return (
    <div className={classes.ghost} style={{ left: drag.x + 14, top: drag.y + 14 }}>
      <b>{visit.code}</b>
      <span>
        {target && !already
          ? t('drop.assign', { name: target.title })
          : visitTime(moved(visit.start), moved(visit.end), { zone: visit.timeZone })}
      </span>
    </div>
  )
}
