import type pg from 'pg'
import type { Staff } from '../platform/actor.ts'
import { NotAllowed, NotFound, Refused } from '../platform/errors.ts'
import { type ClaimAnswer, claimSeat } from '../ticket/index.ts'
import type { Answer } from '../platform/http/endpoint.ts'
import { lostBy, secondsBehind } from './rules.ts'
import type { claimJob as contract } from './schema.ts'

export type ClaimReceipt = Answer<typeof contract>
export type ClaimResult = ClaimReceipt | { ok: false; refusal: Refused }

/**
 * Ambil Job: first come, first served. Two round trips: the race itself, then what to tell the racer (his place in
 * this round, how far behind). A lost race is an ordinary outcome and is returned, not thrown: it has left its row in
 * the ledger, which must not be rolled back.
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
    const { place } = await standing(pool, ticketId, answer)
    const { assignmentId, seat, quota, state } = answer
    return { ok: true, ticketId, assignmentId, seat, quota, ticketState: state, order: place, milliseconds }
  }
  return { ok: false, refusal: await refusalOf(pool, actor, ticketId, answer) }
}

async function refusalOf(
  pool: pg.Pool,
  actor: Staff,
  ticketId: string,
  answer: ClaimAnswer,
): Promise<Refused> {
  switch (answer.outcome) {
    case 'NOT_ALLOWED':
      return new NotAllowed()
    case 'POOL_FULL': {
      const { place, behindMs } = await standing(pool, ticketId, answer)
      return new Refused('POOL_FULL', {
        // the catalogue has a sentence for a narrow loss and one for a job that was full long ago
        context: lostBy(behindMs),
        seconds: secondsBehind(behindMs ?? 0),
        quota: answer.quota,
        order: place,
      })
    }
    case 'SCHEDULE_CONFLICT':
      return new Refused('SCHEDULE_CONFLICT', { code: await collision(pool, actor.id, ticketId) })
    default:
      return new Refused(answer.outcome)
  }
}

/** The racer's place among the attempts of his round, and how long after the last winner he came. */
async function standing(
  pool: pg.Pool,
  ticketId: string,
  answer: ClaimAnswer,
): Promise<{ place: number; behindMs: number | null }> {
  const found = await pool.query<{ place: number; behind_ms: number | null }>({
    name: 'claim-standing',
    text: `select count(*) as place,
        round(extract(epoch from max(at) filter (where id = $2) - max(at) filter (where outcome = 'WON')) * 1000)::bigint as behind_ms
      from claim_attempts where ticket_id = $1 and id <= $2 and round = $3`,
    values: [ticketId, answer.attemptId, answer.round],
  })
  const row = found.rows[0]
  return { place: row?.place ?? 1, behindMs: row?.behind_ms ?? null }
}

/** The job that is in the way. */
async function collision(pool: pg.Pool, technicianId: string, ticketId: string): Promise<string> {
  const found = await pool.query<{ code: string }>({
    name: 'claim-collision',
    text: `select other.code from tickets wanted
        join assignments a on a.technician_id = $2 and a.ended_at is null
          and a.during && tstzrange(wanted.scheduled_start, wanted.scheduled_end)
        join tickets other on other.id = a.ticket_id
      where wanted.id = $1 limit 1`,
    values: [ticketId, technicianId],
  })
  return found.rows[0]?.code ?? ''
}
