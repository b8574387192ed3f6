import { databaseError, type Db } from '../platform/db.ts'
import { NotFound, Refused } from '../platform/errors.ts'
import { recordEvent } from '../ticket/index.ts'
import { whyCannotRate } from './rules.ts'

export type Scores = { technicianScore: number; csScore: number; comment: string | null }

/**
 * The customer's rating of technicians and CS, 1 to 5 each. The first one counts; the database allows no second.
 * @throws Refused RATING_NOT_YET, RATING_TOO_LATE, ALREADY_RATED
 */
export async function rateTicket(db: Db, ticketId: string, scores: Scores): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const ticket = await tx
      .selectFrom('tickets')
      .select(['state', 'closedAt', 'customerId', 'createdBy'])
      .where('id', '=', ticketId)
      .forUpdate()
      .executeTakeFirst()
    if (!ticket) throw new NotFound()
    const before = await tx
      .selectFrom('ratings')
      .select('id')
      .where('ticketId', '=', ticketId)
      .executeTakeFirst()
    const why = whyCannotRate(ticket, before !== undefined, new Date())
    if (why)
      throw new Refused(
        why === 'ALREADY_RATED' ? 'ALREADY_RATED' : why === 'NOT_YET' ? 'RATING_NOT_YET' : 'RATING_TOO_LATE',
      )
    try {
      const made = await tx
        .insertInto('ratings')
        .values({
          ticketId,
          customerId: ticket.customerId,
          csId: ticket.createdBy,
          technicianScore: scores.technicianScore,
          csScore: scores.csScore,
          comment: scores.comment,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const crew = await tx
        .selectFrom('assignments')
        .select('technicianId')
        .distinct()
        .where('ticketId', '=', ticketId)
        .where('endReason', '=', 'DONE')
        .execute()
      if (crew.length > 0)
        await tx
          .insertInto('ratedTechnicians')
          .values(crew.map((member) => ({ ratingId: made.id, technicianId: member.technicianId })))
          .execute()
    } catch (error) {
      if (databaseError(error)?.code === '23505') throw new Refused('ALREADY_RATED')
      throw error
    }
    await recordEvent(tx, {
      name: 'ratingReceived',
      actor: { kind: 'customer', id: ticket.customerId },
      ticketId,
      customerId: ticket.customerId,
      data: { technicianScore: scores.technicianScore, csScore: scores.csScore },
    })
  })
}
