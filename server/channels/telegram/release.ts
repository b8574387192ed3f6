import { Refused } from '../../platform/errors.ts'
import { releaseJob } from '../../scheduling/index.ts'
import { type Dialogue, endDialogue, openDialogue } from './dialogue.ts'
import { sayHtml } from './html.ts'
import { ask } from './prompt.ts'
import { readVisit } from './read-visit.ts'
import { refreshOwnCards } from './refresh-cards.ts'
import { refusalOf, reply, replyWith } from './reply.ts'
import type { From, Input } from './speaker.ts'

const MOST_REASON = 500

/** Lepas Job: asks why, because CS and the others read it. */
export async function startRelease(from: From, ticketId: string): Promise<void> {
  const { db, staff, links } = from
  const found = await readVisit(db, staff, ticketId, links.publicUrl)
  if (!found?.visit.moves.includes('releaseJob'))
    throw new Refused(found?.job.mine ? 'RELEASE_AFTER_CHECK_IN' : 'NOT_FOUND')
  const dialogue = await openDialogue(db, staff.id, { about: 'release', subjectId: ticketId, step: 'reason' })
  await ask(from, dialogue, 'chat:release.askReason', { code: found.job.code, title: found.job.title })
}

export async function answerRelease(from: From, dialogue: Dialogue, input: Input): Promise<void> {
  if (input.kind !== 'text') return await reply(from.ctx, 'chat:telegram.inWords')
  if (input.text.length > MOST_REASON)
    return await reply(from.ctx, 'chat:telegram.tooLong', { most: MOST_REASON })
  const problem = await refusalOf(releaseJob(from.db, from.staff, dialogue.subjectId, input.text))
  await endDialogue(from.db, dialogue)
  await replyWith(from.ctx, { text: problem ?? sayHtml('chat:release.done'), rows: [] })
  await refreshOwnCards(from, dialogue.subjectId)
}
