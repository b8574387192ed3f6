import type { Staff } from '../platform/actor.ts'
import { databaseError, type Db, type Tx } from '../platform/db.ts'
import { NotAllowed, NotFound, Refused } from '../platform/errors.ts'
import { moveTicket, recordEvent, reschedule, type TicketState, whyCannotMove } from '../ticket/index.ts'
import { lockTicket, mySeat } from './find-crew.ts'
import { extendLetter, type LetterDeps } from './issue-letter.ts'

const DAY_MS = 24 * 3_600_000

/** Tambah Hari: the work is not finished. One open request per ticket. @throws Refused EXTENSION_PENDING, WRONG_STATE, NotFound */
export async function requestExtension(
  db: Db,
  actor: Staff,
  ticketId: string,
  request: { days: number; reason: string; remainingWork: string },
): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    await lockTicket(tx, ticketId)
    await mySeat(tx, actor, ticketId)
    const ticket = await moveTicket(tx, { ticketId, move: 'requestExtension', actor, event: null })
    try {
      const made = await tx
        .insertInto('extensions')
        .values({ ticketId, requestedBy: actor.id, ...request })
        .returning('id')
        .executeTakeFirstOrThrow()
      await recordEvent(tx, {
        name: 'extensionRequested',
        actor,
        ticketId,
        customerId: ticket.customerId,
        data: { extensionId: made.id, days: request.days, reason: request.reason },
      })
      return made.id
    } catch (error) {
      if (databaseError(error)?.constraint === 'extensions_one_open') throw new Refused('EXTENSION_PENDING')
      throw error
    }
  })
}

/**
 * CS approves, with other days if wanted: the visit, the crew's time and their letters are extended together.
 * @throws Refused CREW_COLLISION when one of the crew has another visit then, EXTENSION_DECIDED, WRONG_STATE
 */
export async function approveExtension(
  deps: LetterDeps,
  actor: Staff,
  extensionId: string,
  choice: { days?: number | undefined; note?: string | null | undefined },
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const asked = await openExtension(tx, extensionId)
    const days = choice.days ?? asked.days
    const ticket = await moveTicket(tx, {
      ticketId: asked.ticketId,
      move: 'decideExtension',
      actor,
      event: null,
    })
    const until = new Date(ticket.scheduledEnd.getTime() + days * DAY_MS)
    await reschedule(tx, ticket.id, ticket.scheduledStart, until)
    await tx
      .updateTable('extensions')
      .set({
        status: 'APPROVED',
        approvedDays: days,
        decisionNote: choice.note ?? null,
        decidedBy: actor.id,
        decidedAt: new Date(),
      })
      .where('id', '=', extensionId)
      .execute()
    const crew = await tx
      .selectFrom('assignments')
      .select('id')
      .where('ticketId', '=', ticket.id)
      .where('endedAt', 'is', null)
      .orderBy('seat')
      .execute()
    for (const member of crew) await extendLetter(deps, tx, member.id, days)
    await recordEvent(tx, {
      name: 'extensionApproved',
      actor,
      ticketId: ticket.id,
      customerId: ticket.customerId,
      data: { extensionId, days, until: until.toISOString() },
    })
  })
}

/** A no with its reason; also once the ticket is finished, when the request is moot. @throws Refused EXTENSION_DECIDED, NotFound */
export async function rejectExtension(
  db: Db,
  actor: Staff,
  extensionId: string,
  reason: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const asked = await openExtension(tx, extensionId)
    if (whyCannotMove('decideExtension', actor.role, asked.state) === 'NOT_ALLOWED') throw new NotAllowed()
    await tx
      .updateTable('extensions')
      .set({ status: 'REJECTED', decisionNote: reason, decidedBy: actor.id, decidedAt: new Date() })
      .where('id', '=', extensionId)
      .execute()
    await recordEvent(tx, {
      name: 'extensionRejected',
      actor,
      ticketId: asked.ticketId,
      customerId: asked.customerId,
      data: { extensionId, reason },
    })
  })
}

type Asked = { ticketId: string; customerId: string; state: TicketState; days: number }

async function openExtension(tx: Tx, id: string): Promise<Asked> {
  const about = await tx.selectFrom('extensions').select('ticketId').where('id', '=', id).executeTakeFirst()
  if (!about) throw new NotFound()
  await lockTicket(tx, about.ticketId)
  const row = await tx
    .selectFrom('extensions')
    .innerJoin('tickets', 'tickets.id', 'extensions.ticketId')
    .select([
      'extensions.ticketId',
      'extensions.days',
      'extensions.status',
      'tickets.customerId',
      'tickets.state',
    ])
    .where('extensions.id', '=', id)
    .executeTakeFirstOrThrow()
  if (row.status !== 'PENDING') throw new Refused('EXTENSION_DECIDED')
  return { ...row, state: row.state as TicketState }
}
