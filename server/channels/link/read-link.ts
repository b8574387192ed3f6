import type { Db } from '../../platform/db.ts'
import { bastFile, customerPhotos } from '../../field-work/index.ts'
import { readTicketRating, whyCannotRate } from '../../feedback/index.ts'
import { customerInvoice } from '../../invoicing/index.ts'
import { readCompany } from '../../master-data/index.ts'
import { ticketByLink, visitFacts } from '../../ticket/index.ts'

export type Link = NonNullable<Awaited<ReturnType<typeof readLink>>>

/** Everything the holder of a living link may see, as it is now; null for an unknown token. */
export async function readLink(db: Db, token: string) {
  const found = await ticketByLink(db, token)
  const visit = found && (await visitFacts(db, found.id))
  if (!visit || !found) return null
  const rating = await readTicketRating(db, found.id)
  return {
    token,
    visit,
    company: await readCompany(db),
    invoice: await customerInvoice(db, found.id),
    bast: await bastFile(db, found.id),
    photos: await customerPhotos(db, found.id),
    rating: rating && {
      technicianScore: rating.technicianScore,
      csScore: rating.csScore,
      comment: rating.comment,
    },
    mayRate:
      whyCannotRate({ state: visit.state, closedAt: found.closedAt }, rating !== null, new Date()) === null,
  }
}
