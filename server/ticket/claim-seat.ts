import type pg from 'pg'
import { batchClaims, type Claim, type ClaimAnswer } from './batch-claims.ts'

export type { ClaimAnswer, ClaimOutcome } from './batch-claims.ts'

const batchers = new WeakMap<pg.Pool, ReturnType<typeof batchClaims>>()

/**
 * First come, first served: exactly as many attempts win as there are seats, whatever the load or the number of nodes.
 * Every attempt leaves a ledger row in the server's order, also the lost ones, with a place that nobody shares.
 * One prepared statement decides (migrations: claim_seats); no NOTIFY and no add_job in it, both would make commits
 * queue (docs/decisions/0003-the-race.md, 0035-claims-in-batches.md). Returns null when there is no such ticket.
 */
export async function claimSeat(pool: pg.Pool, claim: Claim): Promise<ClaimAnswer | null> {
  let decide = batchers.get(pool)
  if (!decide) batchers.set(pool, (decide = batchClaims(pool)))
  return await decide(claim)
}
