import { timeOfDay } from '../../platform/indonesian-date.ts'
import { Refused } from '../../platform/errors.ts'
import { say } from '../../platform/texts.ts'
import { checkIn, checkOut, readAttendance } from '../../field-work/index.ts'
import { type Dialogue, endDialogue, openDialogue } from './dialogue.ts'
import { escapeHtml, sayHtml } from './html.ts'
import { readVisit } from './read-visit.ts'
import { sayRefusal } from './reply.ts'
import type { From, Input, SharedPlace } from './speaker.ts'
import { showVisit, telegramTime } from './show-visit.ts'

type Kind = 'checkIn' | 'checkOut'

/** Asks for the position with the keys of the phone; nobody is kept out for having none. */
export async function askForPlace(from: From, ticketId: string, kind: Kind): Promise<void> {
  const { db, staff, links, ctx } = from
  const found = await readVisit(db, staff, ticketId, links.publicUrl)
  if (!found?.visit.moves.includes(kind))
    throw new Refused(kind === 'checkOut' ? 'NOT_CHECKED_IN' : refusalOf(found?.visit.work.attendance.length))
  await openDialogue(db, staff.id, { about: 'attend', subjectId: ticketId, step: 'place', data: { kind } })
  await ctx.reply(sayHtml(`chat:visit.ask.${kind}`, { code: found.job.code }), {
    parse_mode: 'HTML',
    reply_markup: {
      keyboard: [
        [{ text: say('chat:visit.key.place'), request_location: true }],
        [{ text: say('chat:visit.key.noPlace') }, { text: say('chat:telegram.cancel') }],
      ],
      resize_keyboard: true,
      one_time_keyboard: true,
    },
  })
}

const refusalOf = (visits: number | undefined) => (visits ? 'ALREADY_CHECKED_IN' : 'WRONG_STATE')

/** The answer to "where are you": a position of any kind, or the choice to go on without. */
export async function answerPlace(from: From, dialogue: Dialogue, input: Input): Promise<void> {
  const place = input.kind === 'place' ? input.place : null
  const without = input.kind === 'text' && input.text === say('chat:visit.key.noPlace')
  if (!place && !without) return await tell(from, sayHtml('chat:visit.ask.placeAgain'), false)
  const said = await attend(from, dialogue, place).catch((error: unknown) => escapeHtml(sayRefusal(error)))
  await endDialogue(from.db, dialogue)
  await tell(from, said, true)
  await showVisit(from, dialogue.subjectId)
}

async function attend(from: From, dialogue: Dialogue, place: SharedPlace | null): Promise<string> {
  const { db, staff, ctx } = from
  const kind: Kind = dialogue.data.kind === 'checkOut' ? 'checkOut' : 'checkIn'
  const act = kind === 'checkOut' ? checkOut : checkIn
  const id = await act(db, staff, dialogue.subjectId, {
    // read again after a crash it is the same check-in
    clientId: `telegram:${dialogue.id}`,
    ...telegramTime(ctx),
    location: place && {
      lat: place.lat,
      lng: place.lng,
      accuracy: place.accuracy,
      at: place.sent.toISOString(),
      source: place.source,
    },
    via: 'telegram',
  })
  const entry = await readAttendance(db, id)
  const time = timeOfDay(entry.checkOutAt ?? entry.checkInAt, entry.timeZone)
  if (kind === 'checkOut') return sayHtml('chat:visit.checkOutNoted', { time })
  return [
    sayHtml('chat:visit.checkInNoted', { time, grade: say(`labels:grade.${entry.grade}`) }),
    ...(place?.source === 'live' || entry.grade === 'ON_SITE' ? [] : [sayHtml('chat:visit.weakPlace')]),
  ].join('\n')
}

/** The keys for the position go away with the answer. */
async function tell({ ctx }: From, text: string, done: boolean): Promise<void> {
  await ctx.reply(text, { parse_mode: 'HTML', ...(done && { reply_markup: { remove_keyboard: true } }) })
}
