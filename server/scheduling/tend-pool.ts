import { sql } from 'kysely'
import { SYSTEM } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { recordEvent } from '../ticket/index.ts'
import { readPolicy } from './read-policy.ts'

type Due = { ticketId: string; customerId: string; round: number }
type Step = 'widened_at' | 'reminded_at' | 'alerted_at'

/**
 * What the clock does to jobs that nobody has taken: the head start ends and all are offered it; technicians are
 * reminded; CS is alerted. Each once per round, however often and on however many nodes this runs.
 * @returns how many steps were taken
 */
export async function tendPool(db: Db, ticketId: string | null = null): Promise<number> {
  const policy = await readPolicy(db)
  const { remindMinutes, alertMinutes } = policy
  let steps = 0
  await db.transaction().execute(async (tx) => {
    for (const due of await take(tx, 'widened_at', ticketId, sql`t.everyone_from <= clock_timestamp()`)) {
      steps += 1
      await tell(tx, due, 'offerWidened', { round: due.round })
    }
    if (remindMinutes > 0)
      for (const due of await take(tx, 'reminded_at', ticketId, waited(remindMinutes))) {
        steps += 1
        await tell(tx, due, 'poolReminded', { round: due.round, minutes: remindMinutes })
      }
    if (alertMinutes > 0)
      for (const due of await take(tx, 'alerted_at', ticketId, waited(alertMinutes))) {
        steps += 1
        await tell(tx, due, 'poolUnclaimed', { round: due.round, minutes: alertMinutes })
      }
  })
  return steps
}

/** Counted from when everybody could have taken it. */
const waited = (minutes: number) =>
  sql`greatest(r.started_at, t.everyone_from) <= clock_timestamp() - make_interval(mins => ${minutes})`

/** Rounds whose job still waits in the pool and for which this step has not been taken; marks them as taken. */
async function take(
  tx: Tx,
  step: Step,
  ticketId: string | null,
  when: ReturnType<typeof sql>,
): Promise<Due[]> {
  const column = sql.ref(step)
  const taken = await sql<Due>`
    update pool_rounds p set ${column} = clock_timestamp() from (
      select r.ticket_id, r.round, t.customer_id from pool_rounds r join tickets t on t.id = r.ticket_id and t.pool_round = r.round
      where r.${column} is null and (${ticketId}::uuid is null or r.ticket_id = ${ticketId}::uuid) and ${when}
        and t.state in ('OPEN', 'IN_PROGRESS') and cardinality(t.free_seats) > 0 and t.scheduled_end > now()
      order by r.started_at limit 200 for update of r skip locked) due
    where p.ticket_id = due.ticket_id and p.round = due.round
    returning p.ticket_id, due.customer_id, p.round`.execute(tx)
  return taken.rows
}

const tell = <N extends 'offerWidened' | 'poolReminded' | 'poolUnclaimed'>(
  tx: Tx,
  due: Due,
  name: N,
  data: Parameters<typeof recordEvent<N>>[1]['data'],
) => recordEvent(tx, { name, actor: SYSTEM, ticketId: due.ticketId, customerId: due.customerId, data })
