import { createHash } from 'node:crypto'
import type { Api } from 'grammy'
import type { Db } from '../../platform/db.ts'
import type { Sent } from '../../platform/outbox.ts'
import { readApiError } from './api-errors.ts'
import type { Rendered } from './html.ts'

/**
 * send: a message, or the card that is there already is brought up to date; update: only a card that is there;
 * renew: always a new message, and the old one loses its buttons.
 */
export type CardMode = 'send' | 'update' | 'renew'
type Place = { api: Api; db: Db; staffId: string; chatId: number; subject: string }

export const jobSubject = (ticketId: string, round: number) => `job:${ticketId}:${round}`
export const invoiceSubject = (invoiceId: string) => `invoice:${invoiceId}`

const hashOf = (message: Rendered) =>
  createHash('sha256')
    .update(JSON.stringify([message.text, message.rows]))
    .digest('hex')

const extras = (message: Rendered) => ({
  parse_mode: 'HTML' as const,
  link_preview_options: { is_disabled: true },
  ...(message.rows.length > 0 && { reply_markup: { inline_keyboard: message.rows } }),
})

/** A plain message. @throws GrammyError, HttpError */
export async function sendPlain(api: Api, chatId: number, message: Rendered): Promise<number> {
  const sent = await api.sendMessage(chatId, message.text, extras(message))
  return sent.message_id
}

/**
 * Shows a card: one message per subject in a person's chat, edited in place as its subject changes. Not the slightest
 * call is made when the chat shows this already.
 * @throws GrammyError, HttpError for what the caller has to decide
 */
export async function showCard(place: Place, message: Rendered, mode: CardMode): Promise<Sent> {
  const card = await findCard(place)
  if (!card || card.chatId !== place.chatId) {
    if (mode === 'update') return { status: 'SKIPPED', error: { reason: 'no card to update' } }
    return await sendCard(place, message)
  }
  if (mode === 'renew') {
    const sent = await sendCard(place, message)
    await stripButtons(place.api, card)
    return sent
  }
  if (card.renderedHash === hashOf(message)) return sentAs(card.messageId)
  return await editCard(place, card, message, mode)
}

async function editCard(
  place: Place,
  card: { chatId: number; messageId: number },
  message: Rendered,
  mode: CardMode,
): Promise<Sent> {
  try {
    await place.api.editMessageText(card.chatId, card.messageId, message.text, extras(message))
  } catch (error) {
    const { kind } = readApiError(error)
    if (kind === 'message-gone') {
      await forgetCard(place)
      return mode === 'send'
        ? await sendCard(place, message)
        : { status: 'SKIPPED', error: { reason: 'card was deleted' } }
    }
    // somebody was faster with the same text: that is what we wanted
    if (kind !== 'not-modified') throw error
  }
  await keepCard(place, card.messageId, message)
  return sentAs(card.messageId)
}

async function sendCard(place: Place, message: Rendered): Promise<Sent> {
  const messageId = await sendPlain(place.api, place.chatId, message)
  await keepCard(place, messageId, message)
  return sentAs(messageId)
}

async function stripButtons(api: Api, card: { chatId: number; messageId: number }): Promise<void> {
  try {
    await api.editMessageReplyMarkup(card.chatId, card.messageId)
  } catch (error) {
    // the old message is not worth a second try; its buttons are checked when pressed anyway
    readApiError(error)
  }
}

const sentAs = (messageId: number): Sent => ({ status: 'SENT', externalId: String(messageId) })

const findCard = (place: Place) =>
  place.db
    .selectFrom('telegramCards')
    .select(['chatId', 'messageId', 'renderedHash'])
    .where('staffId', '=', place.staffId)
    .where('subject', '=', place.subject)
    .executeTakeFirst()

/** The rounds of which this person has a card of the job in the chat. */
export async function jobRounds(db: Db, staffId: string, ticketId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('telegramCards')
    .select('subject')
    .where('staffId', '=', staffId)
    .where('subject', 'like', `job:${ticketId}:%`)
    .execute()
  return rows.map((row) => Number(row.subject.split(':').at(-1)))
}

async function keepCard(place: Place, messageId: number, message: Rendered): Promise<void> {
  const card = {
    chatId: place.chatId,
    messageId,
    renderedHash: hashOf(message),
    updatedAt: new Date(),
  }
  await place.db
    .insertInto('telegramCards')
    .values({ staffId: place.staffId, subject: place.subject, ...card })
    .onConflict((on) => on.columns(['staffId', 'subject']).doUpdateSet(card))
    .execute()
}

async function forgetCard(place: Place): Promise<void> {
  await place.db
    .deleteFrom('telegramCards')
    .where('staffId', '=', place.staffId)
    .where('subject', '=', place.subject)
    .execute()
}
