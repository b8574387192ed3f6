import { requestRevision } from '../../invoicing/index.ts'
import { say } from '../../platform/texts.ts'
import { answerPlace } from './attend.ts'
import { type About, type Dialogue, endDialogue, openWith } from './dialogue.ts'
import { answerExtension } from './extension.ts'
import { answerHandover } from './handover.ts'
import { sayHtml } from './html.ts'
import { answerPhotos, offerPhoto } from './photos.ts'
import { CANCEL } from './prompt.ts'
import { readInput } from './read-input.ts'
import { answerRelease } from './release.ts'
import { alert, refusalOf, reply, replyWith, settlePress } from './reply.ts'
import type { From, Input } from './speaker.ts'

const REASON_LIMIT = 500

const ANSWERS: Record<About, (from: From, dialogue: Dialogue, input: Input) => Promise<void>> = {
  revision: answerRevision,
  attend: answerPlace,
  photos: answerPhotos,
  handover: answerHandover,
  extension: answerExtension,
  release: answerRelease,
}

/** Any message that is no command: the answer to what the bot asked, a photo to put somewhere, or a request for help. */
export async function answerMessage(from: From): Promise<void> {
  const input = readInput(from.ctx)
  if (input.kind === 'text' && input.text.startsWith('/')) {
    await leaveForCommand(from)
    return await reply(from.ctx, 'chat:telegram.notUnderstood')
  }
  const dialogue = await openWith(from.db, from.staff.id)
  if (input.kind === 'text' && /^batal$/i.test(input.text)) return await leave(from, dialogue)
  if (dialogue) return await ANSWERS[dialogue.about](from, dialogue, input)
  if (input.kind === 'photo' && from.staff.role === 'technician') return await offerPhoto(from, input.file)
  if (input.kind === 'place') return await reply(from.ctx, 'chat:visit.placeUnasked')
  await reply(from.ctx, 'chat:telegram.notUnderstood')
}

/** A live position that moved on counts while somebody is asked where he is; any other edit changes nothing. */
export async function answerEdit(from: From): Promise<void> {
  const input = readInput(from.ctx)
  if (input.kind !== 'place') return
  const dialogue = await openWith(from.db, from.staff.id)
  if (dialogue?.about === 'attend') await answerPlace(from, dialogue, input)
}

/** A button below a question. Those of another question, or of one that was left, say so. */
export async function pressAnswer(from: From): Promise<void> {
  const { ctx, db, staff } = from
  const [, id, value = ''] = (ctx.match ?? []) as string[]
  const dialogue = await openWith(db, staff.id)
  if (!dialogue || dialogue.id !== id) return await alert(ctx, say('chat:telegram.oldQuestion'))
  if (value === CANCEL) await leave(from, dialogue)
  else await ANSWERS[dialogue.about](from, dialogue, { kind: 'choice', value })
  await settlePress(ctx)
}

/** /batal, "batal" and the button of the same name. */
async function leave(from: From, dialogue: Dialogue | null): Promise<void> {
  const left = dialogue !== null && (await endDialogue(from.db, dialogue))
  await from.ctx.reply(say(`chat:telegram.${left ? 'questionDropped' : 'nothingOpen'}`), {
    reply_markup: { remove_keyboard: true },
  })
}

export const cancelOpen = async (from: From): Promise<void> =>
  leave(from, await openWith(from.db, from.staff.id))

/** A command is a new wish: what was being asked is left, and said to be left. */
export async function leaveForCommand(from: From): Promise<void> {
  const dialogue = await openWith(from.db, from.staff.id)
  if (!dialogue || !(await endDialogue(from.db, dialogue))) return
  await from.ctx.reply(sayHtml('chat:telegram.leftFor', { what: say(`chat:about.${dialogue.about}`) }), {
    parse_mode: 'HTML',
    reply_markup: { remove_keyboard: true },
  })
}

/** Why an invoice needs a revision. Only a reply to the question counts when it is a reply at all. */
async function answerRevision(from: From, dialogue: Dialogue, input: Input): Promise<void> {
  const { ctx, db, staff } = from
  const repliedTo = ctx.message?.reply_to_message?.message_id
  if (repliedTo !== undefined && repliedTo !== dialogue.messageId)
    return await reply(ctx, 'chat:telegram.notUnderstood')
  if (input.kind !== 'text') return await reply(ctx, 'chat:telegram.inWords')
  if (input.text.length > REASON_LIMIT)
    return await reply(ctx, 'chat:telegram.tooLong', { most: REASON_LIMIT })
  if (!(await endDialogue(db, dialogue))) return
  const problem = await refusalOf(requestRevision(db, staff, dialogue.subjectId, input.text))
  await replyWith(ctx, { text: problem ?? sayHtml('chat:telegram.revisionSent'), rows: [] })
}
