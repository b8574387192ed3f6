import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'
import { GOOD_ACCURACY } from '../rules.ts'

/**
 * Where a site has no coordinates, the first good check-in proposes them and CS confirms: then the ticket has them, and
 * the customer as well when he had none.
 * @throws NotFound; Refused SITE_KNOWN, POSITION_TOO_ROUGH
 */
export async function confirmSite(db: Db, actor: Staff, attendanceId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const entry = await tx
      .selectFrom('attendance')
      .innerJoin('tickets', 'tickets.id', 'attendance.ticketId')
      .select([
        'attendance.ticketId',
        'attendance.checkInLat as lat',
        'attendance.checkInLng as lng',
        'attendance.checkInAccuracy as accuracy',
        'tickets.customerId',
        'tickets.lat as siteLat',
      ])
      .where('attendance.id', '=', attendanceId)
      .forUpdate('tickets')
      .executeTakeFirst()
    if (!entry) throw new NotFound()
    if (entry.siteLat !== null) throw new Refused('SITE_KNOWN')
    const { lat, lng, ticketId, customerId } = entry
    if (lat === null || lng === null || (entry.accuracy ?? Infinity) > GOOD_ACCURACY)
      throw new Refused('POSITION_TOO_ROUGH')
    await tx
      .updateTable('tickets')
      .set({ lat, lng, updatedAt: new Date() })
      .where('id', '=', ticketId)
      .execute()
    await recordEvent(tx, {
      name: 'ticketChanged',
      actor,
      ticketId,
      customerId,
      data: { fields: ['location'] },
    })
    const learnt = await tx
      .updateTable('customers')
      .set({ lat, lng, updatedAt: new Date() })
      .where('id', '=', customerId)
      .where('lat', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (learnt)
      await recordEvent(tx, { name: 'customerChanged', actor, customerId, data: { fields: ['location'] } })
  })
}
