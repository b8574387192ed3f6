import type { Context } from 'grammy'
import { readVisit } from './read-visit.ts'
import { refreshOwnCards } from './refresh-cards.ts'
import { renderVisit } from './render-visit.ts'
import { reply, replyWith } from './reply.ts'
import type { From } from './speaker.ts'

/** Telegram tells whole seconds, and a message takes a moment: only one that came later than this has a time of its own. */
const ON_ITS_WAY_MS = 60_000

/**
 * When something was done, when it reached us late, because the server was away or Telegram was: by Telegram's clock,
 * which nobody can turn. Otherwise the arrival counts.
 */
export function telegramTime(ctx: Context): { at?: string; sentAt?: string } {
  const message = ctx.message ?? ctx.editedMessage
  if (!message) return {}
  const at = (('edit_date' in message ? message.edit_date : undefined) ?? message.date) * 1000
  const now = Date.now()
  if (now - at < ON_ITS_WAY_MS) return {}
  return { at: new Date(at).toISOString(), sentAt: new Date(now).toISOString() }
}

/** Shows an own job at the end of the chat, with everything that can be done on it now; his cards follow. */
export async function showVisit(from: From, ticketId: string): Promise<void> {
  const { db, staff, links, ctx } = from
  const found = await readVisit(db, staff, ticketId, links.publicUrl)
  if (!found) return await reply(ctx, 'chat:visit.gone')
  await replyWith(ctx, renderVisit(found.job, found.visit, staff.id, links))
  await refreshOwnCards(from, ticketId)
}
