import { sql } from 'kysely'
import type { Db } from '../../platform/db.ts'
import { readPolicy } from './change-policy.ts'

/**
 * Raw positions of people are not kept longer than needed (UU PDP): afterwards only how far away it was and the
 * grade remain. @returns how many entries lost their position
 */
export async function forgetPositions(db: Db, now = new Date()): Promise<number> {
  const { keepPositionsDays } = await readPolicy(db)
  const before = new Date(now.getTime() - keepPositionsDays * 86_400_000)
  const entries = await sql`
    update attendance set check_in_lat = null, check_in_lng = null, check_out_lat = null, check_out_lng = null
    where check_in_at < ${before} and (check_in_lat is not null or check_out_lat is not null)`.execute(db)
  const photos = await sql`
    update photos set lat = null, lng = null where created_at < ${before} and lat is not null`.execute(db)
  return Number(entries.numAffectedRows ?? 0) + Number(photos.numAffectedRows ?? 0)
}
