import type { Context } from 'grammy'
import { InputFile } from 'grammy'
import { Refused } from '../../platform/errors.ts'
import { timeOfDay } from '../../platform/indonesian-date.ts'
import { say } from '../../platform/texts.ts'
import { findLetter, letterPdf, markDone, readFieldWork, reportDeparture } from '../../field-work/index.ts'
import { askForPlace } from './attend.ts'
import { startExtension } from './extension.ts'
import { startHandover } from './handover.ts'
import { sayHtml } from './html.ts'
import { startPhotos } from './photos.ts'
import { readVisit } from './read-visit.ts'
import { refreshOwnCards } from './refresh-cards.ts'
import { startRelease } from './release.ts'
import { visitData } from './render-visit.ts'
import { alert, reply, replyWith, sayRefusal, settlePress } from './reply.ts'
import { showVisit } from './show-visit.ts'
import type { From } from './speaker.ts'

const matched = (ctx: Context, group: number): string => ctx.match?.[group] ?? ''

const VERBS: Record<string, (from: From, ticketId: string) => Promise<void>> = {
  job: showVisit,
  go: depart,
  in: (from, ticketId) => askForPlace(from, ticketId, 'checkIn'),
  out: (from, ticketId) => askForPlace(from, ticketId, 'checkOut'),
  foto: startPhotos,
  bast: startHandover,
  more: startExtension,
  drop: startRelease,
  done: askDone,
  fin: finish,
  st: sendLetter,
}

/** A button of an own job. What is refused now is said in the same words as on the web. */
export async function pressVisit(from: From): Promise<void> {
  const { ctx } = from
  try {
    await VERBS[matched(ctx, 1)]?.(from, matched(ctx, 2))
    await settlePress(ctx)
  } catch (error) {
    await alert(ctx, sayRefusal(error))
    await refreshOwnCards(from, matched(ctx, 2))
  }
}

async function depart(from: From, ticketId: string): Promise<void> {
  const at = await reportDeparture(from.db, from.staff, ticketId, 'telegram')
  await alert(from.ctx, say('chat:visit.departureNoted', { time: timeOfDay(at) }))
  await showVisit(from, ticketId)
}

/** Selesai says what is missing, and asks once before it is final. */
async function askDone(from: From, ticketId: string): Promise<void> {
  const { db, staff, links, ctx } = from
  const found = await readVisit(db, staff, ticketId, links.publicUrl)
  if (!found) return await reply(ctx, 'chat:visit.gone')
  const { missingForDone } = found.visit.work
  if (missingForDone.length > 0) {
    const what = missingForDone.map((name) => say(`labels:missingForDone.${name}`)).join(', ')
    await alert(ctx, say('chat:visit.missing', { what }))
    return
  }
  if (!found.visit.moves.includes('markDone')) throw new Refused('WRONG_STATE')
  const rows = [
    [
      { text: say('chat:visit.button.fin'), callback_data: visitData('fin', ticketId) },
      { text: say('chat:visit.notYet'), callback_data: visitData('job', ticketId) },
    ],
  ]
  await replyWith(ctx, { text: sayHtml('chat:visit.askDone', { code: found.job.code }), rows })
}

async function finish(from: From, ticketId: string): Promise<void> {
  const { db, staff, links, ctx } = from
  await markDone(db, staff, ticketId)
  await alert(ctx, say('chat:visit.finished'))
  const { bast } = await readFieldWork(db, staff, links.publicUrl, ticketId)
  await reply(ctx, 'chat:visit.thanks', { number: bast?.number ?? '-' })
  await refreshOwnCards(from, ticketId)
}

/** The Surat Tugas as a paper in the chat: the customer may scan it from there. */
async function sendLetter(from: From, ticketId: string): Promise<void> {
  const deps = { db: from.db, files: from.files, publicUrl: from.links.publicUrl }
  const letter = await findLetter(deps, from.staff, ticketId, undefined)
  const { bytes, name } = await letterPdf(deps, letter)
  await from.ctx.replyWithDocument(new InputFile(bytes, name), {
    caption: sayHtml('chat:visit.letter', { number: letter.number }),
    parse_mode: 'HTML',
  })
}
