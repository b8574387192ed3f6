import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'
import { lockTicket } from '../find-crew.ts'

/**
 * The customer accepts by WhatsApp what he could not sign. The BAST itself stays as it was issued.
 * @returns id of the report. @throws NotFound without a BAST, Refused BAST_SIGNED (it needs no other proof), BAST_CONFIRMED
 */
export async function confirmHandover(db: Db, actor: Staff, ticketId: string, note: string): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    await lockTicket(tx, ticketId)
    const report = await tx
      .selectFrom('handoverReports')
      .innerJoin('tickets', 'tickets.id', 'handoverReports.ticketId')
      .select([
        'handoverReports.id',
        'handoverReports.signatureFileId',
        'handoverReports.paperFileId',
        'handoverReports.confirmedAt',
        'tickets.customerId',
      ])
      .where('handoverReports.ticketId', '=', ticketId)
      .where('handoverReports.supersededAt', 'is', null)
      .executeTakeFirst()
    if (!report) throw new NotFound()
    if (report.signatureFileId || report.paperFileId) throw new Refused('BAST_SIGNED')
    if (report.confirmedAt) throw new Refused('BAST_CONFIRMED')
    await tx
      .updateTable('handoverReports')
      .set({ confirmedAt: new Date(), confirmedBy: actor.id, confirmationNote: note })
      .where('id', '=', report.id)
      .execute()
    await recordEvent(tx, {
      name: 'handoverConfirmed',
      actor,
      ticketId,
      customerId: report.customerId,
      data: { handoverReportId: report.id },
    })
    return report.id
  })
}
