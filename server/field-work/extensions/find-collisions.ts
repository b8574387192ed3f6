import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db, Tx } from '../../platform/db.ts'
import type { collision } from './schema.ts'

export type Collision = z.input<typeof collision>

type Row = {
  extensionId: string
  assignmentId: string
  technicianId: string
  technicianName: string
  ticketId: string | null
  ticketCode: string | null
  ticketTitle: string | null
  absence: string | null
  scheduledStart: Date
  scheduledEnd: Date
}

/**
 * What is in the way of the crew's staying longer, by request: for the days asked for, or for other `days`. Jobs are
 * compared by the same times as the rule of the database that nobody is at two sites at once; absences only by the
 * time that is new, because who comes although he was absent has been decided before.
 */
export async function findCollisions(
  db: Db | Tx,
  extensionIds: readonly string[],
  days: number | null = null,
): Promise<Map<string, Collision[]>> {
  const found = new Map<string, Collision[]>()
  if (extensionIds.length === 0) return found
  const { rows } = await sql<Row>`
    with crew as (
      select e.id as extension_id, mine.id as assignment_id, mine.technician_id, mine.seat, s.name as technician_name,
        lower(mine.during) as since, t.scheduled_end as old_end,
        t.scheduled_end + coalesce(${days}::int, e.days) * interval '24 hours' as new_end
      from extensions e
      join tickets t on t.id = e.ticket_id
      join assignments mine on mine.ticket_id = t.id and mine.ended_at is null
      join staff s on s.id = mine.technician_id
      where e.id = any(${[...extensionIds]}::uuid[])
    )
    select crew.*, o.id as ticket_id, o.code as ticket_code, o.title as ticket_title, null as absence,
      lower(other.during) as scheduled_start, upper(other.during) as scheduled_end
    from crew
    join assignments other on other.technician_id = crew.technician_id and other.ended_at is null
      and other.id <> crew.assignment_id and other.during && tstzrange(crew.since, crew.new_end)
    join tickets o on o.id = other.ticket_id
    union all
    select crew.*, null, null, null, b.kind, b.starts_at, b.ends_at
    from crew
    join absences b on b.technician_id = crew.technician_id
      and tstzrange(b.starts_at, b.ends_at) && tstzrange(crew.old_end, crew.new_end)
    order by seat, scheduled_start`.execute(db)
  for (const row of rows) {
    const items = found.get(row.extensionId) ?? []
    items.push({
      assignmentId: row.assignmentId,
      technician: { id: row.technicianId, name: row.technicianName },
      what: row.absence ? 'ABSENCE' : 'JOB',
      ticketId: row.ticketId,
      ticketCode: row.ticketCode,
      ticketTitle: row.ticketTitle,
      absence: row.absence as Collision['absence'],
      scheduledStart: row.scheduledStart.toISOString(),
      scheduledEnd: row.scheduledEnd.toISOString(),
    })
    found.set(row.extensionId, items)
  }
  return found
}
