import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { Refused } from '../platform/errors.ts'
import { endCrew, moveTicket, recallCrew, revokeDocuments } from '../ticket/index.ts'
import { checkOutAll } from './check-in.ts'
import { dateAct, doneAtOf, type PhoneTime } from './date-act.ts'
import { missingOf } from './evidence/find-missing.ts'
import { lockTicket, mySeat } from './find-crew.ts'

/**
 * Selesai: the work is done and handed over; the crew is free again. Pressed again, or by another of the crew a moment
 * later, it is the same Selesai.
 * @throws Refused DONE_NEEDS_... (the first thing that is missing), WRONG_STATE; NotFound (no seat here)
 */
export async function markDone(
  db: Db,
  actor: Staff,
  ticketId: string,
  phone: PhoneTime = {},
): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    await lockTicket(tx, ticketId)
    const before = await finishedBy(tx, actor, ticketId)
    if (before) return before
    const seat = await mySeat(tx, actor, ticketId)
    const [missing] = await missingOf(tx, ticketId)
    if (missing) throw new Refused(`DONE_NEEDS_${missing}`)
    const dated = dateAct(phone, new Date(), seat.startedAt)
    const ticket = await moveTicket(tx, {
      ticketId,
      move: 'markDone',
      actor,
      event: { name: 'workDone', data: { technicianId: actor.id, ...doneAtOf(dated) } },
    })
    await checkOutAll(tx, actor, ticketId, ticket.customerId, dated.at)
    await endCrew(tx, ticketId, 'DONE')
    return ticket.state
  })
}

/** The state of a ticket that the caller's crew has finished already, or null. */
async function finishedBy(tx: Tx, actor: Staff, ticketId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('tickets')
    .innerJoin('assignments', 'assignments.ticketId', 'tickets.id')
    .select('tickets.state')
    .where('tickets.id', '=', ticketId)
    .where('tickets.state', 'in', ['DONE', 'CLOSED'])
    .where('assignments.technicianId', '=', actor.id)
    .where('assignments.endReason', '=', 'DONE')
    .executeTakeFirst()
  return row?.state ?? null
}

/**
 * CS sends a finished ticket back to work: the crew is recalled and a new BAST will be needed.
 * @throws Refused CREW_TAKEN, REOPEN_HAS_INVOICE, WRONG_STATE
 */
export async function reopenTicket(db: Db, actor: Staff, ticketId: string, reason: string): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    const ticket = await moveTicket(tx, {
      ticketId,
      move: 'reopen',
      actor,
      event: { name: 'ticketReopened', data: { reason } },
    })
    const billed = await tx
      .selectFrom('invoices')
      .select('id')
      .where('ticketId', '=', ticketId)
      .where('state', '<>', 'VOID')
      .executeTakeFirst()
    if (billed) throw new Refused('REOPEN_HAS_INVOICE')
    await recallCrew(tx, ticketId)
    await tx
      .updateTable('handoverReports')
      .set({ supersededAt: new Date(), supersedeReason: 'REOPENED' })
      .where('ticketId', '=', ticketId)
      .where('supersededAt', 'is', null)
      .execute()
    await revokeDocuments(tx, { ticketId, type: 'BAST' }, 'REOPENED')
    return ticket.state
  })
}
