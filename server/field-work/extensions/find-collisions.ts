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
  ticketId: string
  ticketCode: string
  ticketTitle: string
  scheduledStart: Date
  scheduledEnd: Date
}

/**
 * What is in the way of the crew's staying longer, by request: for the days asked for, or for other `days`. Compares
 * the same times as the rule of the database that nobody is at two sites at once.
 */
export async function findCollisions(
  db: Db | Tx,
  extensionIds: readonly string[],
  days: number | null = null,
): Promise<Map<string, Collision[]>> {
  const found = new Map<string, Collision[]>()
  if (extensionIds.length === 0) return found
  const { rows } = await sql<Row>`
    select e.id as extension_id, mine.id as assignment_id, mine.technician_id, s.name as technician_name,
      other.ticket_id, o.code as ticket_code, o.title as ticket_title,
      lower(other.during) as scheduled_start, upper(other.during) as scheduled_end
    from extensions e
    join tickets t on t.id = e.ticket_id
    join assignments mine on mine.ticket_id = t.id and mine.ended_at is null
    join assignments other on other.technician_id = mine.technician_id and other.ended_at is null
      and other.id <> mine.id
      and other.during && tstzrange(lower(mine.during),
        t.scheduled_end + coalesce(${days}::int, e.days) * interval '24 hours')
    join tickets o on o.id = other.ticket_id
    join staff s on s.id = mine.technician_id
    where e.id = any(${[...extensionIds]}::uuid[])
    order by mine.seat, lower(other.during)`.execute(db)
  for (const row of rows) {
    const items = found.get(row.extensionId) ?? []
    items.push({
      assignmentId: row.assignmentId,
      technician: { id: row.technicianId, name: row.technicianName },
      ticketId: row.ticketId,
      ticketCode: row.ticketCode,
      ticketTitle: row.ticketTitle,
      scheduledStart: row.scheduledStart.toISOString(),
      scheduledEnd: row.scheduledEnd.toISOString(),
    })
    found.set(row.extensionId, items)
  }
  return found
}
