import type pg from 'pg'
import type { Staff } from '../platform/actor.ts'
import { NotAllowed, NotFound, Refused } from '../platform/errors.ts'
import { type ClaimAnswer, claimSeat } from '../ticket/index.ts'
import type { Answer } from '../platform/http/endpoint.ts'
import { lostBy, secondsBehind, secondsUntil } from './rules.ts'
import { tellLosers } from './tell-losers.ts'
import type { claimJob as contract } from './schema.ts'

export type ClaimReceipt = Answer<typeof contract>
export type ClaimResult = ClaimReceipt | { ok: false; refusal: Refused }

/**
 * Ambil Job: first come, first served. One round trip, which many racers share; a lost race is an ordinary outcome and
 * is returned, not thrown: it has left its row in the ledger, which must not be rolled back.
 * @throws NotFound when there is no such ticket
 */
export async function claimJob(
  pool: pg.Pool,
  actor: Staff,
  ticketId: string,
  via: 'web' | 'telegram',
): Promise<ClaimResult> {
  const started = performance.now()
  const answer = await claimSeat(pool, { ticketId, technicianId: actor.id, via })
  const milliseconds = Math.max(1, Math.round(performance.now() - started))
  if (!answer) throw new NotFound()
  if (answer.outcome === 'WON' && answer.assignmentId && answer.seat !== null) {
    const { assignmentId, seat, quota, state, place } = answer
    return { ok: true, ticketId, assignmentId, seat, quota, ticketState: state, order: place, milliseconds }
  }
  tellLosers(pool, ticketId)
  return { ok: false, refusal: await refusalOf(pool, actor, ticketId, answer) }
}

async function refusalOf(
  pool: pg.Pool,
  actor: Staff,
  ticketId: string,
  answer: ClaimAnswer,
): Promise<Refused> {
  const { quota, place: order } = answer
  switch (answer.outcome) {
    case 'NOT_ALLOWED':
      return new NotAllowed()
    case 'POOL_FULL':
      return new Refused('POOL_FULL', {
        // the catalogue has a sentence for a narrow loss and one for a job that was full long ago
        context: lostBy(answer.behindMs),
        seconds: secondsBehind(answer.behindMs ?? 0),
        quota,
        order,
      })
    case 'NOT_YOUR_TURN':
      return new Refused('NOT_YOUR_TURN', { seconds: secondsUntil(answer.everyoneFrom, new Date()) })
    case 'SCHEDULE_CONFLICT':
      return new Refused('SCHEDULE_CONFLICT', { code: await collision(pool, actor.id, ticketId) })
    default:
      return new Refused(answer.outcome)
  }
}

/** The job that is in the way. */
async function collision(pool: pg.Pool, technicianId: string, ticketId: string): Promise<string> {
  const found = await pool.query<{ code: string }>({
    name: 'claim-collision',
    text: `select other.code from tickets wanted
        join assignments a on a.technician_id = $2 and a.ended_at is null
          and a.during && visit_left(wanted)
        join tickets other on other.id = a.ticket_id
      where wanted.id = $1 limit 1`,
    values: [ticketId, technicianId],
  })
  return found.rows[0]?.code ?? ''
}
