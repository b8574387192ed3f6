import { sql } from 'kysely'
import type { z } from 'zod'
import { escapeLike } from '../../master-data/index.ts'
import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { InvalidInput } from '../../platform/errors.ts'
import { addDays, countDays } from '../../platform/indonesian-date.ts'
import type { QueryOf } from '../../platform/http/endpoint.ts'
import { decodeCursor, encodeCursor } from '../../platform/paging.ts'
import { TICKET_STATES } from '../../ticket/index.ts'
import { readWorkDays, visitDays } from './read-work-days.ts'
import { startOfOfficeDay, visitWarnings, type WorkCalendar } from './rules.ts'
import type { getDispatchBoard } from './schema.ts'

export type DispatchBoard = z.input<typeof getDispatchBoard.response>
type Query = QueryOf<typeof getDispatchBoard>
type Visit = DispatchBoard['visits'][number]
/** A month with the days around it that fill its weeks. */
const MOST_DAYS = 45

/**
 * The dispatch board of some days, in one query: technicians with their absences, the visits they hold, and the visits
 * with a seat free. A technician gets his own row and visits and nothing else.
 * @throws InvalidInput for days in the wrong order or too many, and for a word that is no state
 */
export async function dispatchBoard(db: Db, viewer: Staff, query: Query): Promise<DispatchBoard> {
  if (query.to < query.from) throw new InvalidInput([{ path: 'to', message: 'periodOrder' }])
  if (countDays(query.from, query.to) > MOST_DAYS)
    throw new InvalidInput([{ path: 'to', message: 'tooMany' }])
  const [calendar, { technicians, visits }] = await Promise.all([
    readWorkDays(db, query.from, query.to),
    readRows(db, viewer, query),
  ])
  const shown = technicians.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    ...calendar,
    workingHours: [...calendar.workingHours],
    holidays: [...calendar.holidays],
    technicians: shown,
    visits: visits.map((visit) => ({ ...visit, conflicts: conflictsOf(visit, calendar) })),
    nextCursor: technicians.length > query.limit && last ? encodeCursor([last.name, last.id]) : null,
  }
}

function conflictsOf(visit: Omit<Visit, 'conflicts'>, calendar: WorkCalendar): Visit['conflicts'] {
  const over = visit.state === 'DONE' || visit.state === 'CLOSED'
  if (over) return []
  const days = visitDays(new Date(visit.start), new Date(visit.end), visit.timeZone)
  return [
    ...visitWarnings(days, calendar).map((one) => one.warning),
    ...(visit.crew.some((member) => member.absent) ? (['ABSENT'] as const) : []),
    ...(visit.freeSeats > 0 && new Date(visit.start) <= new Date() ? (['UNFILLED'] as const) : []),
  ]
}

/** @throws InvalidInput for a word that is no state */
function wantedStates(text: string | undefined): string[] {
  const words = (text ?? '').split(',').filter((word) => word.trim() !== '')
  if (words.length === 0) return TICKET_STATES.filter((state) => state !== 'CANCELLED')
  return words.map((word) => {
    const state = TICKET_STATES.find((known) => known === word.trim().toUpperCase())
    if (!state) throw new InvalidInput([{ path: 'state', message: 'invalid' }])
    return state
  })
}

type Rows = { technicians: DispatchBoard['technicians']; visits: Omit<Visit, 'conflicts'>[] }

async function readRows(db: Db, viewer: Staff, query: Query): Promise<Rows> {
  const after = decodeCursor(query.cursor, 2)
  const [start, end] = [startOfOfficeDay(query.from), startOfOfficeDay(addDays(query.to, 1))]
  const own = viewer.role === 'technician' ? viewer.id : null
  const like = query.q ? `%${escapeLike(query.q.toLowerCase())}%` : null
  const [skill, area] = [query.skill || null, query.area?.toLowerCase() || null]
  const found = await sql<Rows>`
    with visits as (
      select t.*, c.name as customer,
        ${like}::text is null or lower(t.code || ' ' || t.title || ' ' || c.name || ' ' || coalesce(c.company, '')) like ${like} as hit
      from tickets t join customers c on c.id = t.customer_id
      where t.scheduled_end > ${start} and t.scheduled_start < ${end} and t.state = any(${wantedStates(query.state)})
    ), crew as (
      select a.ticket_id, a.technician_id, a.seat, a.started_at is not null as started, s.name
      from visits v join assignments a on a.ticket_id = v.id and (a.ended_at is null or a.end_reason = 'DONE')
      join staff s on s.id = a.technician_id
    ), found as (
      select s.id, s.name, s.home_area from staff s
      where s.role = 'technician' and (${own}::uuid is null or s.id = ${own}::uuid)
        and (not s.banned or s.id in (select technician_id from crew))
        and (${skill}::text is null or exists (select 1 from staff_skills k where k.staff_id = s.id and k.skill = ${skill}))
        and (${area}::text is null or lower(s.home_area) = ${area})
        and (${like}::text is null or lower(s.name) like ${like}
          or s.id in (select crew.technician_id from crew join visits v on v.id = crew.ticket_id where v.hit))
        and (${after?.[0] ?? null}::text is null or (s.name, s.id) > (${after?.[0] ?? null}, ${after?.[1] ?? null}::uuid))
      order by s.name, s.id limit ${query.limit + 1}
    ), held as (
      select distinct v.id from crew join found f on f.id = crew.technician_id join visits v on v.id = crew.ticket_id
      where v.hit or lower(f.name) like ${like}
    ), away as (
      select b.technician_id, tstzrange(b.starts_at, b.ends_at) as during from absences b
      where tstzrange(b.starts_at, b.ends_at) && (select tstzrange(min(scheduled_start), max(scheduled_end)) from visits)
    ), crews as (
      select v.id, json_agg(json_build_object('technicianId', crew.technician_id, 'name', crew.name, 'started', crew.started,
        'absent', exists (select 1 from away b where b.technician_id = crew.technician_id
          and b.during && tstzrange(v.scheduled_start, v.scheduled_end))) order by crew.seat) as members
      from crew join visits v on v.id = crew.ticket_id group by v.id
    ), shown as (
      select v.*, coalesce(crews.members, '[]') as members from visits v left join crews on crews.id = v.id
      where v.id in (select id from held)
        or (${own}::uuid is null and ${after === null} and v.hit and v.state in ('OPEN', 'IN_PROGRESS') and cardinality(v.free_seats) > 0
          and (${skill}::text is null or v.required_skills @> array[${skill}::text]) and (${area}::text is null or lower(v.area) = ${area}))
    )
    select
      (select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'area', f.home_area,
          'skills', array(select k.skill from staff_skills k where k.staff_id = f.id order by k.skill),
          'absences', coalesce((select json_agg(json_build_object('id', b.id, 'kind', b.kind, 'start', ${iso('b.starts_at')},
              'end', ${iso('b.ends_at')}, 'wholeDays', b.whole_days, 'note', b.note) order by b.starts_at)
            from absences b where b.technician_id = f.id and tstzrange(b.starts_at, b.ends_at) && tstzrange(${start}, ${end})), '[]')
        ) order by f.name, f.id), '[]') from found f) as technicians,
      (select coalesce(json_agg(json_build_object('ticketId', v.id, 'code', v.code, 'title', v.title, 'state', v.state,
          'priority', v.priority, 'emergency', v.emergency, 'customer', v.customer, 'address', v.address, 'area', v.area,
          'skills', v.required_skills, 'timeZone', v.time_zone, 'start', ${iso('v.scheduled_start')}, 'end', ${iso('v.scheduled_end')},
          'quota', v.technician_quota, 'freeSeats', case when v.state in ('OPEN', 'IN_PROGRESS') then cardinality(v.free_seats) else 0 end,
          'crew', v.members
        ) order by v.scheduled_start, v.id), '[]') from shown v) as visits`.execute(db)
  return found.rows[0] as Rows
}

/** A column as the wire says times: to the millisecond, in UTC. */
const iso = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
