import { sql } from 'kysely'
import type { Db } from '../../platform/db.ts'

/**
 * What must never be true of any ticket, whatever anybody did, as queries that find the offenders (design: invariants
 * that the database itself keeps). Each is written from the words of the rule, not from the code that keeps it.
 */
const LAWS: Readonly<Record<string, string>> = {
  'seats are free or held, never both, never beyond the quota': `
    select t.id from tickets t where t.state in ('OPEN', 'ASSIGNED', 'IN_PROGRESS') and (
      (select count(*) from assignments a where a.ticket_id = t.id and a.ended_at is null) + cardinality(t.free_seats) <> t.technician_quota
      or exists (select 1 from assignments a where a.ticket_id = t.id and a.ended_at is null
                 and (a.seat = any(t.free_seats) or a.seat > t.technician_quota)))`,
  'nobody is at two places at once': `
    select a.id from assignments a join assignments b on a.technician_id = b.technician_id and a.id < b.id
      and a.ended_at is null and b.ended_at is null and a.during && b.during`,
  'Open has a free seat and nobody at work': `
    select t.id from tickets t where t.state = 'OPEN' and (cardinality(t.free_seats) = 0 or exists (
      select 1 from assignments a where a.ticket_id = t.id and a.ended_at is null and a.started_at is not null))`,
  'Assigned has no free seat and nobody at work yet': `
    select t.id from tickets t where t.state = 'ASSIGNED' and (cardinality(t.free_seats) > 0 or exists (
      select 1 from assignments a where a.ticket_id = t.id and a.ended_at is null and a.started_at is not null))`,
  'In Progress has somebody who has begun': `
    select t.id from tickets t where t.state = 'IN_PROGRESS' and not exists (
      select 1 from assignments a where a.ticket_id = t.id and a.ended_at is null and a.started_at is not null)`,
  'what is over holds nobody': `
    select t.id from tickets t join assignments a on a.ticket_id = t.id and a.ended_at is null
      where t.state in ('DONE', 'CLOSED', 'CANCELLED')`,
  'Done has a BAST that is in force': `
    select t.id from tickets t where t.state in ('DONE', 'CLOSED') and not exists (
      select 1 from handover_reports h where h.ticket_id = t.id and h.superseded_at is null)`,
  'every seat ever held was won and is in the ledger': `
    select a.id from assignments a where not exists (select 1 from claim_attempts c
      where c.ticket_id = a.ticket_id and c.technician_id = a.technician_id and c.seat = a.seat and c.outcome = 'WON')`,
  'every seat ever held has its event': `
    select a.id from assignments a where not exists (select 1 from events e
      where e.name = 'jobClaimed' and e.data ->> 'assignmentId' = a.id::text)`,
  'who gave a seat back or lost it holds no letter in force': `
    select d.id from documents d join assignments a on a.id = d.assignment_id
      where d.type = 'ST' and d.revoked_at is null and a.end_reason in ('RELEASED', 'REPLACED')`,
  'numbers are gapless within type and year': `
    select d.type from documents d group by d.type, d.year having max(d.seq) <> count(*)
      union select c.type from document_counters c where c.last <> (select count(*) from documents d where d.type = c.type and d.year = c.year)`,
  'nobody checks in without a seat, and out only after in': `
    select t.id from attendance t join assignments a on a.id = t.assignment_id
      where a.ticket_id <> t.ticket_id or a.technician_id <> t.technician_id or t.check_out_at < t.check_in_at`,
  'only approved invoices have left the house': `
    select i.id from invoices i where i.state in ('SENT', 'PARTIALLY_PAID', 'PAID') and not exists (
      select 1 from events e where e.invoice_id = i.id and e.name = 'invoiceApproved')`,
  'nobody paid more than was asked, and Paid means all of it': `
    select i.id from invoices i where i.paid_amount > i.total or (i.state = 'PAID' and i.paid_amount <> i.total)`,
  'Closed is paid': `
    select t.id from tickets t where t.state = 'CLOSED' and not exists (
      select 1 from invoices i where i.ticket_id = t.id and i.state = 'PAID')`,
}

const EVERY_LAW = Object.entries(LAWS)
  .map(([law, query]) => `select '${law}' as law, broken::text as who from (${query}) as broken`)
  .join(' union all ')

/** The laws that are broken at this moment, with who breaks them; empty when all is well. */
export async function brokenLaws(db: Db): Promise<string[]> {
  const found = await sql.raw<{ law: string; who: string }>(EVERY_LAW).execute(db)
  return found.rows.map((row) => `${row.law}: ${row.who}`)
}
