import type { Api } from 'grammy'
import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Sent } from '../../platform/outbox.ts'
import { readApiError } from './api-errors.ts'
import { type CardMode, jobRounds, jobSubject, showCard } from './cards.ts'
import type { Links, Rendered } from './html.ts'
import { readVisit } from './read-visit.ts'
import { faceOf, renderJobCard } from './render-job.ts'
import { renderOwnCard } from './render-visit.ts'
import type { From } from './speaker.ts'
import { readJobSnapshot } from '../../scheduling/index.ts'

type Place = { api: Api; db: Db; staff: Staff; chatId: number; links: Links }

/** The card of a job as it is now for this person. @returns null when there is no such job */
async function jobCard(place: Place, ticketId: string, round: number): Promise<Rendered | null> {
  const { db, staff, links } = place
  const job = await readJobSnapshot(db, ticketId, staff.id)
  if (!job) return null
  if (faceOf(job, round) !== 'mine') return renderJobCard(job, round, links)
  const own = await readVisit(db, staff, ticketId, links.publicUrl)
  return own && renderOwnCard(own.job, own.visit, staff.id, links)
}

/** Sends the card of a round or brings it up to date. Null when there is no such job. */
export async function showJobCard(
  place: Place,
  ticketId: string,
  round: number,
  mode: CardMode,
): Promise<Sent | null> {
  const message = await jobCard(place, ticketId, round)
  const { api, db, staff, chatId } = place
  const subject = jobSubject(ticketId, round)
  return message && (await showCard({ api, db, staffId: staff.id, chatId, subject }, message, mode))
}

/** Every card of this job in this person's chat as it is now; whoever has none gets none. */
export async function updateJobCards(place: Place, ticketId: string): Promise<Sent> {
  let last: Sent = { status: 'SKIPPED', error: { reason: 'no card to update' } }
  for (const round of await jobRounds(place.db, place.staff.id, ticketId))
    last = (await showJobCard(place, ticketId, round, 'update')) ?? last
  return last
}

/** The presser's own cards at once; should Telegram not take it now, the outbox brings it later. */
export async function refreshOwnCards({ ctx, db, staff, links }: From, ticketId: string): Promise<void> {
  if (!ctx.chat) return
  try {
    await updateJobCards({ api: ctx.api, db, staff, chatId: ctx.chat.id, links }, ticketId)
  } catch (error) {
    readApiError(error)
  }
}
