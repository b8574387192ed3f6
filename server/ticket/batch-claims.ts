import type pg from 'pg'
import { databaseError } from '../platform/db.ts'
import { inBatches, type Waiting } from '../platform/in-batches.ts'
import type { TicketState } from './lifecycle.ts'

export type ClaimOutcome =
  | 'WON'
  | 'POOL_FULL'
  | 'ALREADY_CLAIMED'
  | 'SCHEDULE_CONFLICT'
  | 'NOT_IN_POOL'
  | 'NOT_ALLOWED'
  | 'NOT_YOUR_TURN'
  | 'SKILL_MISSING'
  | 'OTHER_AREA'
  | 'ABSENT'

/** What the race says to one attempt. */
export type ClaimAnswer = {
  outcome: ClaimOutcome
  attemptId: number
  round: number
  /** place among all attempts of this round; nobody else has the same */
  place: number
  quota: number
  seat: number | null
  assignmentId: string | null
  state: TicketState
  /** milliseconds behind the one who took the last seat; null when nobody did in this round */
  behindMs: number | null
  /** for NOT_YOUR_TURN: from when everybody may take it */
  everyoneFrom: Date | null
}

export type Claim = { ticketId: string; technicianId: string; via: 'web' | 'telegram' }

type Row = {
  n: number
  outcome: ClaimOutcome
  attempt_id: number
  round: number
  place: number
  quota: number
  seat: number | null
  assignment_id: string | null
  state: TicketState
  behind_ms: number | null
  everyone_from: Date | null
}

/** While one batch waits for the disk the next one is at work; more only wait for each other. */
const LIMITS = { together: 64, underWay: 2 }

/** Asks the database for many claims in one statement: those that arrive while others are being decided. */
export const batchClaims = (pool: pg.Pool): ((claim: Claim) => Promise<ClaimAnswer | null>) =>
  inBatches((batch: Batch) => decide(pool, batch), LIMITS)

type Batch = readonly Waiting<Claim, ClaimAnswer | null>[]

async function decide(pool: pg.Pool, batch: Batch): Promise<void> {
  try {
    const answers = await ask(
      pool,
      batch.map((one) => one.asked),
    )
    batch.forEach((one, index) => one.resolve(answers.get(index + 1) ?? null))
  } catch (error) {
    if (outcomeOf(error) === null) return batch.forEach((one) => one.reject(error))
    // one of them broke a constraint: each is tried alone, in order, so that it costs nobody else his seat
    for (const one of batch) await decideAlone(pool, one)
  }
}

async function decideAlone(pool: pg.Pool, one: Batch[number]): Promise<void> {
  try {
    one.resolve((await ask(pool, [one.asked])).get(1) ?? null)
  } catch (error) {
    const forced = outcomeOf(error)
    if (forced === null) return one.reject(error)
    // the constraint has decided; the ledger must still say so
    await ask(pool, [one.asked], forced).then(
      (answers) => one.resolve(answers.get(1) ?? null),
      (again: unknown) => one.reject(again),
    )
  }
}

/** What a broken constraint means for the one who broke it; null when it was something else. */
function outcomeOf(error: unknown): ClaimOutcome | null {
  switch (databaseError(error)?.code) {
    // another visit of his was moved into the same time at this very moment
    case '23P01':
    case '40P01':
      return 'SCHEDULE_CONFLICT'
    case '23505':
      return 'ALREADY_CLAIMED'
    default:
      return null
  }
}

async function ask(
  pool: pg.Pool,
  batch: readonly Claim[],
  forced: ClaimOutcome | null = null,
): Promise<Map<number, ClaimAnswer>> {
  const found = await pool.query<Row>({
    name: 'claim-seats',
    text: 'select * from claim_seats($1::uuid[], $2::uuid[], $3::text[], $4::text[])',
    values: [
      batch.map((one) => one.ticketId),
      batch.map((one) => one.technicianId),
      batch.map((one) => one.via),
      batch.map(() => forced),
    ],
  })
  return new Map(found.rows.map((row) => [row.n, answer(row)]))
}

const answer = (row: Row): ClaimAnswer => ({
  outcome: row.outcome,
  attemptId: row.attempt_id,
  round: row.round,
  place: row.place,
  quota: row.quota,
  seat: row.seat,
  assignmentId: row.assignment_id,
  state: row.state,
  behindMs: row.behind_ms === null ? null : Math.max(0, row.behind_ms),
  everyoneFrom: row.everyone_from,
})
