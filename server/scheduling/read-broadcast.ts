import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db.ts'

/** Events after which a job is offered to all technicians. */
export const OFFERING = [
  'ticketOpened',
  'jobReleased',
  'replacementRequested',
  'offerWidened',
  'broadcastRepeated',
] as const

type Person = { id: string; name: string; telegram: 'BLOCKED' | 'NOT_LINKED' }
export type Broadcast = { sent: number; waiting: number; failed: number; unreachable: Person[] }

/** How far the offer of this round has come, and which active technicians it cannot reach. */
export async function readBroadcast(db: Db, ticketId: string, round: number): Promise<Broadcast> {
  const counts = await sql<{ status: string; count: number }>`
    select o.status, count(*) as count from events e join outbox o on o.event_id = e.id
    where e.ticket_id = ${ticketId} and e.name = any(${[...OFFERING]}) and o.intent = 'jobCard'
      and (o.params ->> 'round')::int = ${round} and o.params ->> 'update' is null
    group by o.status`.execute(db)
  const number = (...statuses: string[]) =>
    counts.rows.filter((row) => statuses.includes(row.status)).reduce((sum, row) => sum + row.count, 0)
  const unreachable = await db
    .selectFrom('staff')
    .leftJoin('telegramLinks', 'telegramLinks.staffId', 'staff.id')
    .select(['staff.id', 'staff.name', 'reachable'])
    .where('staff.role', '=', 'technician')
    .where('staff.banned', '=', false)
    .where((where) => where.or([where('reachable', 'is', null), where('reachable', '=', false)]))
    .orderBy('staff.name')
    .execute()
  return {
    sent: number('SENT', 'DELIVERED', 'READ'),
    waiting: number('NEW', 'SENDING', 'UNKNOWN'),
    failed: number('FAILED', 'SKIPPED'),
    unreachable: unreachable.map(({ id, name, reachable }) => ({
      id,
      name,
      telegram: reachable === false ? ('BLOCKED' as const) : ('NOT_LINKED' as const),
    })),
  }
}

/** Whom the offer of a round (or of all earlier ones) was addressed to: exactly those may have a card in their chat. */
export async function whoWasOffered(
  look: Tx | Db,
  ticketId: string,
  rounds: { round: number } | { before: number },
): Promise<{ staffId: string; round: number }[]> {
  const which =
    'round' in rounds
      ? sql`(o.params ->> 'round')::int = ${rounds.round}`
      : sql`(o.params ->> 'round')::int < ${rounds.before}`
  const found = await sql<{ staffId: string; round: number }>`
    select distinct o.recipient_id as staff_id, (o.params ->> 'round')::int as round
    from events e join outbox o on o.event_id = e.id
    where e.ticket_id = ${ticketId} and e.name = any(${[...OFFERING]}) and o.intent = 'jobCard'
      and o.params ->> 'update' is null and ${which}`.execute(look)
  return found.rows
}
