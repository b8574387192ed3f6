import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db.ts'
import { Refused } from '../platform/errors.ts'

/** What keeps a member of the crew from coming at another time: a job of his, or that he is absent then. */
export type CrewCollision = {
  technicianId: string
  technician: string
  what: 'JOB' | 'ABSENCE'
  /** the code of the job in the way, or the kind of absence */
  code: string
  ticketId: string | null
  start: string
  end: string
}

/** Everything that is in the way of the live crew of a ticket between two times, by name and time. */
export async function crewCollisions(
  look: Db | Tx,
  ticketId: string,
  start: Date,
  end: Date,
): Promise<CrewCollision[]> {
  const found = await sql<Omit<CrewCollision, 'start' | 'end'> & { start: Date; end: Date }>`
    with crew as (
      select a.technician_id, s.name from assignments a join staff s on s.id = a.technician_id
      where a.ticket_id = ${ticketId} and a.ended_at is null
    )
    select crew.technician_id, crew.name as technician, 'JOB' as what, t.code, t.id as ticket_id,
      lower(o.during) as start, upper(o.during) as end
    from crew join assignments o on o.technician_id = crew.technician_id and o.ended_at is null and o.ticket_id <> ${ticketId}
      and o.during && tstzrange(${start}, ${end})
    join tickets t on t.id = o.ticket_id
    union all
    select crew.technician_id, crew.name, 'ABSENCE', b.kind, null, b.starts_at, b.ends_at
    from crew join absences b on b.technician_id = crew.technician_id and tstzrange(b.starts_at, b.ends_at) && tstzrange(${start}, ${end})
    order by technician, start`.execute(look)
  return found.rows.map((row) => ({ ...row, start: row.start.toISOString(), end: row.end.toISOString() }))
}

/** The refusal that names who cannot come and why: "Andi (TKT-00012)". */
export function crewCollisionRefusal(collisions: readonly CrewCollision[]): Refused {
  const jobs = collisions.filter((one) => one.what === 'JOB')
  const absent = collisions.filter((one) => one.what === 'ABSENCE')
  return new Refused(
    'CREW_COLLISION',
    {
      context: jobs.length > 0 ? 'named' : 'absent',
      collisions: jobs.map((one) => `${one.technician} (${one.code})`).join(', '),
      absent: [...new Set(absent.map((one) => one.technician))].join(', '),
    },
    409,
    collisions,
  )
}
