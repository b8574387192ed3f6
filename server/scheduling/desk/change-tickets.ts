import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/errors.ts'
import type { BodyOf } from '../../platform/http/endpoint.ts'
import { cancelTicket } from '../cancel-ticket.ts'
import { changeTicket } from '../change-ticket.ts'
import { broadcastAgain } from './broadcast-again.ts'
import { correctTicket } from './correct-ticket.ts'
import type { changeTickets as contract } from './schema.ts'

type Wish = BodyOf<typeof contract>
export type Outcome = { ticketId: string; code: string | null; refusal: Refused | null }

/**
 * The same act on many tickets, one after the other and each for itself: what one of them refuses stops no other.
 * @returns one outcome per ticket, in the order in which they were named
 */
export async function changeTickets(db: Db, actor: Staff, wish: Wish): Promise<Outcome[]> {
  const ids = [...new Set(wish.ids)]
  const rows = await db.selectFrom('tickets').select(['id', 'code']).where('id', 'in', ids).execute()
  const codes = new Map(rows.map((row) => [row.id, row.code]))
  const outcomes: Outcome[] = []
  for (const ticketId of ids) {
    const code = codes.get(ticketId) ?? null
    outcomes.push({ ticketId, code, refusal: await refusalOf(() => act(db, actor, ticketId, wish)) })
  }
  return outcomes
}

/** What was refused is an answer here; what nobody expected is not. */
async function refusalOf(work: () => Promise<void>): Promise<Refused | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
}

async function act(db: Db, actor: Staff, ticketId: string, wish: Wish): Promise<void> {
  if (wish.act === 'cancel') return await cancelTicket(db, actor, ticketId, wish.reason)
  if (wish.act === 'broadcast') return await broadcastAgain(db, actor, ticketId)
  const { priority, reason } = wish
  if (reason && (await isTaken(db, ticketId)))
    return await correctTicket(db, actor, ticketId, { priority, reason })
  return await changeTicket(db, actor, ticketId, { priority })
}

async function isTaken(db: Db, ticketId: string): Promise<boolean> {
  const ticket = await db
    .selectFrom('tickets')
    .leftJoin('assignments', (join) =>
      join.onRef('assignments.ticketId', '=', 'tickets.id').on('assignments.endedAt', 'is', null),
    )
    .select('assignments.id as seat')
    .where('tickets.id', '=', ticketId)
    .limit(1)
    .executeTakeFirst()
  if (!ticket) throw new NotFound()
  return ticket.seat !== null
}
