import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db.ts'
import { missingForDone, type Missing } from '../rules.ts'
import { readDemands } from './change-demands.ts'

/** What still keeps Selesai of a ticket from working, for every surface; empty = nothing. */
export async function missingOf(db: Db | Tx, ticketId: string): Promise<Missing[]> {
  const { rows } = await sql<{
    checkedIn: boolean
    before: number
    after: number
    handedOver: boolean
    proven: boolean
  }>`
    select
      exists (select 1 from attendance where ticket_id = ${ticketId}) as "checkedIn",
      (select count(*)::int from photos where ticket_id = ${ticketId} and kind = 'BEFORE' and removed_at is null) as before,
      (select count(*)::int from photos where ticket_id = ${ticketId} and kind = 'AFTER' and removed_at is null) as after,
      report.id is not null as "handedOver",
      coalesce(report.signature_file_id, report.paper_file_id) is not null
        or report.witness_name is not null or report.confirmed_at is not null as proven
    from (values (1)) as one
    left join handover_reports report on report.ticket_id = ${ticketId} and report.superseded_at is null`.execute(
    db,
  )
  const [facts] = rows
  return facts ? missingForDone(facts, await readDemands(db)) : []
}
