import { Refused } from '../../platform/errors.ts'
import { requestExtension } from '../../field-work/index.ts'
import { advance, type Dialogue, endDialogue, openDialogue } from './dialogue.ts'
import { sayHtml } from './html.ts'
import { ask } from './prompt.ts'
import { readVisit } from './read-visit.ts'
import { refusalOf, reply, replyWith } from './reply.ts'
import type { From, Input } from './speaker.ts'
import { showVisit } from './show-visit.ts'

const USUAL_DAYS = ['1', '2', '3', '4', '5', '7']
const MOST_DAYS = 30
const MOST_REASON = 500
const MOST_REMAINING = 1000

/** Tambah Hari by questions: how many days, why, and what is left to do. */
export async function startExtension(from: From, ticketId: string): Promise<void> {
  const { db, staff, links } = from
  const found = await readVisit(db, staff, ticketId, links.publicUrl)
  if (!found?.visit.moves.includes('requestExtension')) {
    const waiting = found?.visit.work.extensions.some((one) => one.status === 'PENDING')
    throw new Refused(waiting ? 'EXTENSION_PENDING' : 'WRONG_STATE')
  }
  const dialogue = await openDialogue(db, staff.id, { about: 'extension', subjectId: ticketId, step: 'days' })
  await askDays(from, dialogue)
}

const askDays = (from: From, dialogue: Dialogue) =>
  ask(
    from,
    dialogue,
    'chat:extension.askDays',
    { most: MOST_DAYS },
    USUAL_DAYS.map((value) => ({ text: value, value })),
  )

export async function answerExtension(from: From, dialogue: Dialogue, input: Input): Promise<void> {
  const { db } = from
  const text = input.kind === 'text' ? input.text : input.kind === 'choice' ? input.value : ''
  if (dialogue.step === 'days') {
    const days = /^\d{1,2}(\s*hari)?$/i.test(text) ? Number.parseInt(text, 10) : 0
    if (days < 1 || days > MOST_DAYS) return await askDays(from, dialogue)
    const next = await advance(db, dialogue, 'reason', { days })
    if (next) await ask(from, next, 'chat:extension.askReason', { days })
    return
  }
  const most = dialogue.step === 'reason' ? MOST_REASON : MOST_REMAINING
  if (input.kind !== 'text') return await reply(from.ctx, 'chat:telegram.inWords')
  if (text.length > most) return await reply(from.ctx, 'chat:telegram.tooLong', { most })
  if (dialogue.step === 'reason') {
    const next = await advance(db, dialogue, 'remaining', { reason: text })
    if (next) await ask(from, next, 'chat:extension.askRemaining')
    return
  }
  await request(from, dialogue, text)
}

async function request(from: From, dialogue: Dialogue, remainingWork: string): Promise<void> {
  const { days = 1, reason = '' } = dialogue.data
  const problem = await refusalOf(
    requestExtension(from.db, from.staff, dialogue.subjectId, { days, reason, remainingWork }),
  )
  await endDialogue(from.db, dialogue)
  await replyWith(from.ctx, { text: problem ?? sayHtml('chat:extension.asked', { days }), rows: [] })
  await showVisit(from, dialogue.subjectId)
}
