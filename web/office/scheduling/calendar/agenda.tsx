import { Badge, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CalendarVisit, Dispatch } from '../../../shared/api/shapes.ts'
import { clock, longDate, zoneSuffix } from '../../../shared/format.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { EmptyAnswer } from '../../ui/answers.tsx'
import { Panel } from '../../ui/panel.tsx'
import classes from './agenda.module.css'
import { holidayOf } from './board-head.tsx'
import { startOfDay } from './range.ts'
import type { Item } from './rows.ts'

type Props = { data: Dispatch; days: readonly string[]; onOpen: (item: Item) => void }

/** The same on a phone: day by day what is on, what is open, who is away. */
export function Agenda({ data, days, onOpen }: Props) {
  const { t } = useTranslation('office-calendar')
  const filled = days
    .map((day) => ({ day, items: itemsOf(day, data), holiday: holidayOf(day, data) }))
    .filter(({ items, holiday }) => items.length > 0 || holiday)
  if (filled.length === 0) return <EmptyAnswer title={t('nothing')} text={t('nothingHint')} />
  return (
    <div className={classes.agenda}>
      {filled.map(({ day, items, holiday }) => (
        <Panel key={day} flush title={longDate(startOfDay(day))}>
          {holiday && (
            <Text size="sm" px="md" py="xs" c="red.7" fw={600}>
              {holiday.name}
            </Text>
          )}
          <ul className={classes.list}>
            {items.map((item) => (
              <li key={item.kind === 'visit' ? item.visit.ticketId : item.absence.id}>
                <button type="button" className={classes.entry} onClick={() => onOpen(item)}>
                  {item.kind === 'visit' ? <VisitEntry visit={item.visit} /> : <AbsenceEntry item={item} />}
                </button>
              </li>
            ))}
          </ul>
        </Panel>
      ))}
    </div>
  )
}

/** Open ones first, then by time; who is away last. */
function itemsOf(day: string, { visits, technicians }: Dispatch): Item[] {
  const [from, until] = [startOfDay(day), startOfDay(day) + 24 * 3_600_000]
  const on = ({ start, end }: { start: string; end: string }) =>
    Date.parse(start) < until && Date.parse(end) > from
  const shown = visits
    .filter(on)
    .map((visit): Item => ({ kind: 'visit', visit, start: visit.start, end: visit.end }))
  const isOpen = (item: Item) => item.kind === 'visit' && item.visit.freeSeats > 0
  const away = technicians.flatMap((technician) =>
    technician.absences.filter(on).map((absence): Item => ({
      kind: 'absence',
      absence: { ...absence, technician: { id: technician.id, name: technician.name } },
      start: absence.start,
      end: absence.end,
    })),
  )
  return [...shown.toSorted((one, other) => Number(isOpen(other)) - Number(isOpen(one))), ...away]
}

function VisitEntry({ visit }: { visit: CalendarVisit }) {
  const { t } = useTranslation('office-calendar')
  const zone = { zone: visit.timeZone }
  return (
    <>
      <span className={classes.entryTime}>
        {clock(visit.start, zone)}–{clock(visit.end, zone)} {zoneSuffix(visit.timeZone)}
        {visit.freeSeats > 0 ? (
          <Badge color="amber" variant="light">
            {t('seatsFree', { free: visit.freeSeats, quota: visit.quota })}
          </Badge>
        ) : (
          <StateBadge state={visit.state} />
        )}
      </span>
      <strong>
        {visit.code} {visit.title}
      </strong>
      <span>
        {visit.customer} · {visit.crew.map((member) => member.name).join(', ') || t('nobody')}
      </span>
      {visit.conflicts.length > 0 && (
        <span className={classes.trouble}>
          <IconAlertTriangle size={14} aria-hidden />{' '}
          {visit.conflicts.map((one) => t(`conflict.${one}`)).join(' · ')}
        </span>
      )}
    </>
  )
}

function AbsenceEntry({ item }: { item: Extract<Item, { kind: 'absence' }> }) {
  const { t } = useTranslation(['office-calendar', 'labels'])
  return (
    <span>
      {t('absence.away', {
        name: item.absence.technician.name,
        kind: t(`labels:absence.${item.absence.kind}`),
      })}
    </span>
  )
}
