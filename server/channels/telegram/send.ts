import type { Api } from 'grammy'
import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Log } from '../../platform/log.ts'
import type { OutboxRow, Sent } from '../../platform/outbox.ts'
import { readInvoice } from '../../invoicing/index.ts'
import { setReachable, telegramOf } from '../../master-data/index.ts'
import { readJobSnapshot } from '../../scheduling/index.ts'
import { type ApiProblem, readApiError } from './api-errors.ts'
import { type CardMode, invoiceSubject, sendPlain, showCard } from './cards.ts'
import type { Flood } from './flood.ts'
import type { Links } from './html.ts'
import type { Pace } from './pace.ts'
import { showJobCard, updateJobCards } from './refresh-cards.ts'
import { renderInvoiceCard } from './render-invoice.ts'
import { renderNotice } from './render-notice.ts'

export type SendDeps = { api: Api; db: Db; log: Log; links: Links; flood: Flood; pace: Pace }
type To = { telegramId: number; staff: Staff }

/** A message waits this long for the end of a flood pause before it goes back to the outbox. */
const WAIT_FOR_FLOOD_MS = 20_000
/** Whoever has to wait this long from the start was held back for quiet hours. */
const HELD_MS = 10 * 60_000
/** Offers older than this help nobody any more. */
const GIVE_UP_MS = 24 * 3_600_000
/** Seeing a card twice does no harm; losing it may cost a technician the job. */
const HARMLESS_TWICE = new Set(['jobCard', 'jobCards', 'invoiceCard'])

/** Sends one message of the outbox, rendered from what is true at this moment. */
export async function sendTelegram(deps: SendDeps, row: OutboxRow): Promise<Sent> {
  const to = await telegramOf(deps.db, row.recipientId)
  if (!to) return { status: 'SKIPPED', error: { reason: 'not on Telegram' } }
  if (!(await deps.flood.over(WAIT_FOR_FLOOD_MS)))
    return { status: 'RETRY', afterSeconds: seconds(deps.flood.remainingMs()), error: { reason: 'flood' } }
  await deps.pace.turn(to.telegramId)
  try {
    return await deliver(deps, row, to)
  } catch (error) {
    return await afterError(deps, row, to, readApiError(error))
  }
}

async function deliver(deps: SendDeps, row: OutboxRow, to: To): Promise<Sent> {
  const params = row.params as Record<string, unknown>
  switch (row.intent) {
    case 'jobCard':
      return await deliverJobCard(deps, row, to, params)
    case 'jobCards':
      return await updateJobCards(jobPlace(deps, to), String(params['ticketId']))
    case 'invoiceCard':
      return await deliverInvoiceCard(deps, to, params, await isNewRound(deps.db, row))
    default:
      return await deliverNotice(deps, row, to, params)
  }
}

async function deliverJobCard(
  deps: SendDeps,
  row: OutboxRow,
  to: To,
  params: Record<string, unknown>,
): Promise<Sent> {
  const ticketId = String(params['ticketId'])
  const round = Number(params['round'])
  const job = await readJobSnapshot(deps.db, ticketId, to.staff.id)
  if (!job) return gone
  // it waited for the morning, and the job went in the night: nobody wants to read that first
  if (wasHeld(row) && !job.claimable && !job.mine) return gone
  // an offer that was overtaken by the next round is not sent any more, only edited where it stands
  const mode: CardMode = params['update'] === true || round < job.round ? 'update' : 'send'
  return (await showJobCard(jobPlace(deps, to), ticketId, round, mode)) ?? gone
}

const wasHeld = (row: OutboxRow) =>
  row.attempts <= 1 && row.notBefore.getTime() - row.createdAt.getTime() > HELD_MS

const jobPlace = ({ api, db, links }: SendDeps, { staff, telegramId }: To) => ({
  api,
  db,
  links,
  staff,
  chatId: telegramId,
})

async function deliverInvoiceCard(
  deps: SendDeps,
  to: To,
  params: Record<string, unknown>,
  fresh: boolean,
): Promise<Sent> {
  const invoiceId = String(params['invoiceId'])
  try {
    const invoice = await readInvoice(deps.db, to.staff, invoiceId)
    const message = renderInvoiceCard(invoice, deps.links)
    // what waits for a decision must ring; what was decided changes where it stands
    const mode: CardMode = fresh && invoice.state === 'PENDING_APPROVAL' ? 'renew' : 'update'
    return await showCard(place(deps, to, invoiceSubject(invoiceId)), message, mode)
  } catch (error) {
    if (error instanceof NotFound) return gone
    throw error
  }
}

/** Whether this message stands for a new request of approval; a second try of it renews nothing twice. */
async function isNewRound(db: Db, row: OutboxRow): Promise<boolean> {
  if (row.eventId === null) return false
  const event = await db.selectFrom('events').select('name').where('id', '=', row.eventId).executeTakeFirst()
  return event?.name === 'invoiceSubmitted'
}

async function deliverNotice(
  deps: SendDeps,
  row: OutboxRow,
  to: To,
  params: Record<string, unknown>,
): Promise<Sent> {
  const key = row.intent === 'notice' ? String(params['key']) : row.intent
  const message = await renderNotice(deps.db, to.staff, key, params, deps.links)
  if (!message) {
    deps.log.warn({ outboxId: row.id, key }, 'a notice has no text or its subject is gone')
    return gone
  }
  return { status: 'SENT', externalId: String(await sendPlain(deps.api, to.telegramId, message)) }
}

const gone: Sent = { status: 'SKIPPED', error: { reason: 'no longer true' } }

const place = (deps: SendDeps, to: To, subject: string) => ({
  api: deps.api,
  db: deps.db,
  staffId: to.staff.id,
  chatId: to.telegramId,
  subject,
})

async function afterError(deps: SendDeps, row: OutboxRow, to: To, problem: ApiProblem): Promise<Sent> {
  const context = { outboxId: row.id, intent: row.intent, problem: problem.kind }
  switch (problem.kind) {
    case 'flood':
      deps.flood.pause(problem.seconds)
      deps.log.warn({ ...context, seconds: problem.seconds }, 'Telegram asks for a pause')
      return { status: 'RETRY', afterSeconds: problem.seconds, error: problem }
    case 'unreachable':
      await setReachable(deps.db, to.telegramId, false)
      return { status: 'FAILED', error: problem }
    case 'revoked':
    case 'unreached':
      if (problem.kind === 'revoked')
        deps.log.error(context, 'the bot token is not valid; check TELEGRAM_BOT_TOKEN')
      return Date.now() - row.createdAt.getTime() < GIVE_UP_MS
        ? { status: 'RETRY', afterSeconds: Math.min(60, 2 ** row.attempts), error: problem }
        : { status: 'FAILED', error: problem }
    case 'uncertain':
      deps.log.warn(context, 'it is not known whether a message went out')
      return HARMLESS_TWICE.has(row.intent) && row.attempts < 2
        ? { status: 'RETRY', afterSeconds: 3, error: problem }
        : { status: 'UNKNOWN', error: problem }
    default:
      deps.log.error({ ...context, ...problem }, 'Telegram refused a message')
      return { status: 'FAILED', error: problem }
  }
}

const seconds = (ms: number) => Math.max(1, Math.ceil(ms / 1000))

/**
 * Cards that were on their way when a process died: one more try, because seeing one twice is better than never.
 * @returns how many
 */
export async function retryUncertainCards(db: Db): Promise<number> {
  const again = await db
    .updateTable('outbox')
    .set({ status: 'NEW' })
    .where('channel', '=', 'telegram')
    .where('status', '=', 'UNKNOWN')
    .where('intent', 'in', [...HARMLESS_TWICE])
    .where('attempts', '<', 2)
    .where('createdAt', '>', new Date(Date.now() - GIVE_UP_MS))
    .returning('id')
    .execute()
  return again.length
}
