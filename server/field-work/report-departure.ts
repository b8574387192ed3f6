import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { Refused } from '../platform/errors.ts'
import { workDate } from '../platform/indonesian-date.ts'
import { moveTicket, recordEvent } from '../ticket/index.ts'
import { lockTicket, mySeat } from './find-crew.ts'

/**
 * Berangkat: the technician is on the way. Once per seat and day of the site; said again it is the same departure. The
 * first of the crew on that day is what the customer hears of.
 * @throws NotFound (no seat here), Refused WRONG_STATE, ALREADY_CHECKED_IN
 */
export async function reportDeparture(
  db: Db,
  actor: Staff,
  ticketId: string,
  via: 'web' | 'telegram' = 'web',
  now = new Date(),
): Promise<Date> {
  return await db.transaction().execute(async (tx) => {
    await lockTicket(tx, ticketId)
    const { assignmentId } = await mySeat(tx, actor, ticketId)
    const ticket = await moveTicket(tx, { ticketId, move: 'depart', actor, event: null })
    const day = workDate(now, ticket.timeZone)
    const before = await departuresOf(tx, ticketId, day)
    const mine = before.find((one) => one.assignmentId === assignmentId)
    if (mine) return mine.at
    if (await hasArrived(tx, assignmentId, day)) throw new Refused('ALREADY_CHECKED_IN')
    await tx
      .insertInto('departures')
      .values({ assignmentId, workDate: day, ticketId, technicianId: actor.id, at: now, via })
      .execute()
    await recordEvent(tx, {
      name: 'departed',
      actor,
      ticketId,
      customerId: ticket.customerId,
      data: { technicianId: actor.id, first: before.length === 0 },
    })
    return now
  })
}

const departuresOf = (tx: Tx, ticketId: string, day: string) =>
  tx
    .selectFrom('departures')
    .select(['assignmentId', 'at'])
    .where('ticketId', '=', ticketId)
    .where('workDate', '=', day)
    .execute()

async function hasArrived(tx: Tx, assignmentId: string, day: string): Promise<boolean> {
  const row = await tx
    .selectFrom('attendance')
    .select('id')
    .where('assignmentId', '=', assignmentId)
    .where('workDate', '=', day)
    .executeTakeFirst()
  return row !== undefined
}

/** When somebody set out for this ticket today, by the clock of the site; null when he has not. */
export async function departureOf(
  db: Db,
  actor: Staff,
  ticketId: string,
  zone: string,
  now = new Date(),
): Promise<string | null> {
  const row = await db
    .selectFrom('departures')
    .select('at')
    .where('ticketId', '=', ticketId)
    .where('technicianId', '=', actor.id)
    .where('workDate', '=', workDate(now, zone))
    .executeTakeFirst()
  return row?.at.toISOString() ?? null
}
