import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'

export type CrewMember = { assignmentId: string; startedAt: Date | null; claimedAt: Date }

/**
 * Nobody else moves this ticket until the transaction ends. Always before a seat is locked, as in the claim and the
 * release: one order of locks, so no deadlock; and a call that is repeated at the same instant waits and then sees
 * what the first one did.
 */
export async function lockTicket(tx: Tx, ticketId: string): Promise<void> {
  await tx.selectFrom('tickets').select('id').where('id', '=', ticketId).forNoKeyUpdate().execute()
}

/** The caller's own live seat on a ticket. Whoever holds none may not know that the ticket exists. @throws NotFound */
export async function mySeat(tx: Tx, actor: Staff, ticketId: string): Promise<CrewMember> {
  const row = await tx
    .selectFrom('assignments')
    .select(['id', 'startedAt', 'claimedAt'])
    .where('ticketId', '=', ticketId)
    .where('technicianId', '=', actor.id)
    .where('endedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return { assignmentId: row.id, startedAt: row.startedAt, claimedAt: row.claimedAt }
}

/** Technicians see the tickets that they ever had a seat of. @throws NotFound */
export async function mustSeeTicket(db: Db | Tx, actor: Staff, ticketId: string): Promise<void> {
  const found =
    actor.role === 'technician'
      ? await db
          .selectFrom('assignments')
          .select('id')
          .where('ticketId', '=', ticketId)
          .where('technicianId', '=', actor.id)
          .limit(1)
          .executeTakeFirst()
      : await db.selectFrom('tickets').select('id').where('id', '=', ticketId).executeTakeFirst()
  if (!found) throw new NotFound()
}

/** The seats that are taken now, in their order. */
export async function liveSeats(db: Db | Tx, ticketId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('assignments')
    .select('id')
    .where('ticketId', '=', ticketId)
    .where('endedAt', 'is', null)
    .orderBy('seat')
    .execute()
  return rows.map((row) => row.id)
}
