import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../platform/db.ts'
import { InvalidInput } from '../platform/errors.ts'
import { addDays, OFFICE_ZONE, workDate } from '../platform/indonesian-date.ts'
import { byRank, scoreOf } from './rules.ts'
import type { csKpi, overview, technicianKpi } from './schema.ts'

type Period = { from: string; to: string; start: Date; end: Date }
type TechnicianKpi = z.input<typeof technicianKpi>
type CsKpi = z.input<typeof csKpi>

/** Days of the office calendar, both inclusive; this month when nothing is said. @throws InvalidInput when turned round */
export function periodOf(query: { from?: string | undefined; to?: string | undefined }): Period {
  const today = workDate(new Date(), OFFICE_ZONE)
  const from = query.from ?? `${today.slice(0, 8)}01`
  const to = query.to ?? today
  if (to < from) throw new InvalidInput([{ path: 'to', message: 'periodOrder' }])
  return {
    from,
    to,
    start: new Date(`${from}T00:00:00+07:00`),
    end: new Date(`${addDays(to, 1)}T00:00:00+07:00`),
  }
}

/** Ratings are counted in the period in which they were given, work in the period in which it ended. */
export async function readTechnicianKpi(
  db: Db,
  period: Period,
  technicianId?: string,
): Promise<TechnicianKpi[]> {
  const found = await sql<{
    id: string
    name: string
    sum: number
    ratings: number
    fiveStars: number
    jobsDone: number
    onTime: number
    attended: number
    replaced: number
    extensions: number
  }>`
    with scores as (
      select rt.technician_id, sum(r.technician_score) as sum, count(*) as ratings, count(*) filter (where r.technician_score = 5) as five
      from ratings r join rated_technicians rt on rt.rating_id = r.id where r.created_at >= ${period.start} and r.created_at < ${period.end} group by 1
    ), work as (
      select technician_id, count(*) filter (where end_reason = 'DONE') as done, count(*) filter (where end_reason = 'REPLACED') as replaced
      from assignments where ended_at >= ${period.start} and ended_at < ${period.end} group by 1
    ), present as (
      select technician_id, count(*) as attended, count(*) filter (where not late) as on_time from attendance
      where check_in_at >= ${period.start} and check_in_at < ${period.end} group by 1
    ), longer as (
      select requested_by, count(*) as extensions from extensions where status = 'APPROVED' and decided_at >= ${period.start} and decided_at < ${period.end} group by 1
    )
    select s.id, s.name, coalesce(scores.sum, 0)::int as sum, coalesce(scores.ratings, 0)::int as ratings, coalesce(scores.five, 0)::int as five_stars,
      coalesce(work.done, 0)::int as jobs_done, coalesce(work.replaced, 0)::int as replaced, coalesce(present.attended, 0)::int as attended,
      coalesce(present.on_time, 0)::int as on_time, coalesce(longer.extensions, 0)::int as extensions
    from staff s left join scores on scores.technician_id = s.id left join work on work.technician_id = s.id
      left join present on present.technician_id = s.id left join longer on longer.requested_by = s.id
    where s.role = 'technician' and (${technicianId ?? null}::uuid is null or s.id = ${technicianId ?? null}::uuid)
      and (not s.banned or scores.ratings > 0 or work.done > 0)`.execute(db)
  const mean = await companyMean(db, 'technician_score', period)
  return found.rows
    .map((row) => ({ row, name: row.name, rating: scoreOf(row, mean) }))
    .toSorted(byRank)
    .map(({ row, rating }) => ({
      technician: { id: row.id, name: row.name },
      rating,
      jobsDone: row.jobsDone,
      onTime: row.onTime,
      attended: row.attended,
      replaced: row.replaced,
      extensions: row.extensions,
    }))
}

export async function readCsKpi(db: Db, period: Period): Promise<CsKpi[]> {
  const found = await sql<{
    id: string
    name: string
    sum: number
    ratings: number
    fiveStars: number
    tickets: number
    closed: number
    invoices: number
    answered: number
    medianSeconds: number | null
  }>`
    with scores as (
      select cs_id, sum(cs_score) as sum, count(*) as ratings, count(*) filter (where cs_score = 5) as five from ratings
      where created_at >= ${period.start} and created_at < ${period.end} group by 1
    ), made as (
      select created_by, count(*) filter (where created_at >= ${period.start} and created_at < ${period.end}) as tickets,
        count(*) filter (where closed_at >= ${period.start} and closed_at < ${period.end}) as closed from tickets group by 1
    ), billed as (
      select created_by, count(*) as invoices from invoices where sent_at >= ${period.start} and sent_at < ${period.end} group by 1
    ), waited as (
      select answered_by, count(*) as answered,
        percentile_cont(0.5) within group (order by coalesce(working_seconds, extract(epoch from answered_at - asked_at))) as median_seconds
      from first_responses where answered_at >= ${period.start} and answered_at < ${period.end} group by 1
    )
    select s.id, s.name, coalesce(scores.sum, 0)::int as sum, coalesce(scores.ratings, 0)::int as ratings, coalesce(scores.five, 0)::int as five_stars,
      coalesce(made.tickets, 0)::int as tickets, coalesce(made.closed, 0)::int as closed, coalesce(billed.invoices, 0)::int as invoices,
      coalesce(waited.answered, 0)::int as answered, round(waited.median_seconds)::int as median_seconds
    from staff s left join scores on scores.cs_id = s.id left join made on made.created_by = s.id left join billed on billed.created_by = s.id
      left join waited on waited.answered_by = s.id
    where (s.role = 'cs' and not s.banned) or scores.ratings > 0 or made.tickets > 0`.execute(db)
  const mean = await companyMean(db, 'cs_score', period)
  return found.rows
    .map((row) => ({ row, name: row.name, rating: scoreOf(row, mean) }))
    .toSorted(byRank)
    .map(({ row, rating }) => ({
      cs: { id: row.id, name: row.name },
      rating,
      tickets: row.tickets,
      ticketsClosed: row.closed,
      invoicesSent: row.invoices,
      firstResponses: row.answered,
      firstResponseMedianSeconds: row.medianSeconds,
    }))
}

async function companyMean(
  db: Db,
  column: 'technician_score' | 'cs_score',
  period: Period,
): Promise<number | null> {
  const found = await sql<{ mean: number | null }>`select avg(${sql.ref(column)})::float8 as mean from ratings
    where created_at >= ${period.start} and created_at < ${period.end}`.execute(db)
  return found.rows[0]?.mean ?? null
}

/** The period at a glance. */
export async function readOverview(db: Db, period: Period): Promise<z.input<typeof overview>> {
  const { start, end } = period
  const found = await sql<Omit<z.input<typeof overview>, 'from' | 'to' | 'distribution'>>`
    select
      (select count(*)::int from tickets where created_at >= ${start} and created_at < ${end}) as tickets_opened,
      (select count(*)::int from tickets where done_at >= ${start} and done_at < ${end}) as tickets_done,
      (select count(*)::int from tickets where closed_at >= ${start} and closed_at < ${end}) as tickets_closed,
      (select count(*)::int from tickets where cancelled_at >= ${start} and cancelled_at < ${end}) as tickets_cancelled,
      (select count(*)::int from tickets where state in ('OPEN', 'IN_PROGRESS') and cardinality(free_seats) > 0) as in_pool,
      (select count(*)::int from attendance where check_out_at is null and check_in_at > now() - interval '16 hours') as working,
      (select count(*)::int from ratings where created_at >= ${start} and created_at < ${end}) as ratings,
      (select round(avg(technician_score), 2)::float8 from ratings where created_at >= ${start} and created_at < ${end}) as technician_mean,
      (select round(avg(cs_score), 2)::float8 from ratings where created_at >= ${start} and created_at < ${end}) as cs_mean,
      (select count(*)::int from invoices where sent_at >= ${start} and sent_at < ${end}) as rating_requests,
      (select coalesce(sum(total), 0)::int8 from invoices where sent_at >= ${start} and sent_at < ${end} and state <> 'VOID') as invoiced,
      (select coalesce(sum(amount), 0)::int8 from payments where status = 'CONFIRMED' and decided_at >= ${start} and decided_at < ${end}) as paid,
      (select coalesce(sum(total - paid_amount), 0)::int8 from invoices where state in ('SENT', 'PARTIALLY_PAID')) as outstanding`.execute(
    db,
  )
  const scores = await sql<{ score: number; technician: number; cs: number }>`
    select n as score, (select count(*)::int from ratings where technician_score = n and created_at >= ${start} and created_at < ${end}) as technician,
      (select count(*)::int from ratings where cs_score = n and created_at >= ${start} and created_at < ${end}) as cs from generate_series(1, 5) n order by n`.execute(
    db,
  )
  return {
    ...(found.rows[0] as Omit<z.input<typeof overview>, 'from' | 'to' | 'distribution'>),
    from: period.from,
    to: period.to,
    distribution: scores.rows,
  }
}
