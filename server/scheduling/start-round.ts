import { sql } from 'kysely'
import type { Tx } from '../platform/db.ts'
import { addTask } from '../platform/tasks.ts'
import { readPolicy, type SchedulingPolicy } from './read-policy.ts'

/**
 * A job goes to the pool: decides who is offered it first, and for how long. A freed seat belongs to those on standby
 * first; a new job, with fair waves on, to those who are near, rested and had few jobs. With nobody to prefer it is
 * everybody's at once.
 * @param left who just left the seat: he is not offered it first
 */
export async function startRound(tx: Tx, ticketId: string, left: string | null = null): Promise<void> {
  const policy = await readPolicy(tx)
  await openRound(tx, ticketId)
  const first =
    left === null
      ? await preferByWave(tx, ticketId, policy)
      : await preferStandbys(tx, ticketId, policy, left)
  if (!first) return
  const opened = await sql<{
    at: Date
  }>`update tickets set everyone_from = clock_timestamp() + make_interval(secs => ${first.seconds})
    where id = ${ticketId} returning everyone_from as at`.execute(tx)
  const runAt = opened.rows[0]?.at
  if (runAt) await addTask(tx, 'tendPool', { ticketId }, { runAt, key: `tendPool:${ticketId}` })
}

/** The round that the ticket counts now begins, for everybody at once. */
export async function openRound(tx: Tx, ticketId: string): Promise<void> {
  await sql`insert into pool_rounds (ticket_id, round) select id, pool_round from tickets where id = ${ticketId}
    on conflict do nothing`.execute(tx)
  await sql`update tickets set everyone_from = null where id = ${ticketId}`.execute(tx)
}

type HeadStart = { seconds: number } | null

async function preferStandbys(
  tx: Tx,
  ticketId: string,
  policy: SchedulingPolicy,
  left: string,
): Promise<HeadStart> {
  if (policy.standbySeconds === 0) return null
  const found = await sql`
    insert into first_offers (ticket_id, round, technician_id, why)
    select t.id, t.pool_round, b.technician_id, 'STANDBY' from tickets t join standbys b on b.ticket_id = t.id
    where t.id = ${ticketId} and b.technician_id <> ${left} and claim_hindrance(t, b.technician_id) is null
    on conflict do nothing returning technician_id`.execute(tx)
  return found.rows.length > 0 ? { seconds: policy.standbySeconds } : null
}

/**
 * The first wave: of those who could take the job, the ones that stand best in three orders added up: distance of
 * home to site (same area before unknown), hours planned in the three days around the visit, jobs of the last 30 days.
 */
async function preferByWave(tx: Tx, ticketId: string, policy: SchedulingPolicy): Promise<HeadStart> {
  if (!policy.waves || policy.waveMinutes === 0) return null
  const found = await sql`
    with able as (
      select t.id as ticket_id, t.pool_round, t.technician_quota as quota, s.id,
        case
          when t.lat is not null and s.home_lat is not null then 111.2 * sqrt(
            power(t.lat - s.home_lat, 2) + power((t.lng - s.home_lng) * cos(radians(t.lat)), 2))
          when lower(s.home_area) = lower(t.area) then 5 end as km,
        (select coalesce(sum(extract(epoch from upper(a.during) - lower(a.during))), 0) from assignments a
          where a.technician_id = s.id and (a.ended_at is null or a.end_reason = 'DONE')
            and a.during && tstzrange(t.scheduled_start - interval '2 days', t.scheduled_end + interval '1 day')) as busy,
        (select count(*) from assignments a where a.technician_id = s.id and a.claimed_at > now() - interval '30 days'
          and (a.ended_at is null or a.end_reason = 'DONE')) as jobs
      from tickets t, staff s
      where t.id = ${ticketId} and s.role = 'technician' and not s.banned and claim_hindrance(t, s.id) is null
    ), ranked as (
      select able.*, rank() over (order by km nulls last) + rank() over (order by busy) + rank() over (order by jobs) as stand, count(*) over () as many
      from able
    ), best as (
      select *, row_number() over (order by stand, id) as nr from ranked
    )
    insert into first_offers (ticket_id, round, technician_id, why)
    select ticket_id, pool_round, id, 'WAVE' from best
    -- a wave of everybody is none
    where nr <= greatest(${policy.waveSize}::int, 2 * quota) and many > greatest(${policy.waveSize}::int, 2 * quota)
    on conflict do nothing returning technician_id`.execute(tx)
  return found.rows.length > 0 ? { seconds: policy.waveMinutes * 60 } : null
}
