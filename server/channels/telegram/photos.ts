import { Refused } from '../../platform/errors.ts'
import { say } from '../../platform/texts.ts'
import { addPhoto } from '../../field-work/index.ts'
import { listOwnJobs } from '../../scheduling/index.ts'
import { readApiError } from './api-errors.ts'
import { advance, type Dialogue, endDialogue, openDialogue, type SentFile } from './dialogue.ts'
import { escapeHtml, sayHtml } from './html.ts'
import { ask, type Choice } from './prompt.ts'
import { readVisit } from './read-visit.ts'
import { reply, sayRefusal } from './reply.ts'
import type { From, Input } from './speaker.ts'
import { showVisit, telegramTime } from './show-visit.ts'

const KINDS = ['BEFORE', 'AFTER', 'WORK', 'PAPER_BAST'] as const
type Kind = (typeof KINDS)[number]
const DONE = 'selesai'
/** More jobs than this at work at the same time is nobody's day. */
const MOST_JOBS = 6

const kindChoices = (): Choice[] =>
  KINDS.map((kind) => ({ text: say(`labels:photoKind.${kind}`), value: kind }))

/** Foto: asks what the photos show, then takes as many as are sent. */
export async function startPhotos(from: From, ticketId: string): Promise<void> {
  const found = await readVisit(from.db, from.staff, ticketId, from.links.publicUrl)
  if (!found?.visit.moves.includes('handOver')) throw new Refused('WRONG_STATE')
  const dialogue = await openDialogue(from.db, from.staff.id, {
    about: 'photos',
    subjectId: ticketId,
    step: 'kind',
  })
  await ask(from, dialogue, 'chat:photos.askKind', { code: found.job.code }, kindChoices())
}

/** A photo out of the blue: kept until it is known for which job, and what it shows. */
export async function offerPhoto(from: From, file: SentFile): Promise<void> {
  const { db, staff, ctx } = from
  const { items } = await listOwnJobs(db, staff, { limit: MOST_JOBS, when: 'active' })
  const jobs = items.filter((job) => job.state === 'IN_PROGRESS')
  const [first] = jobs
  if (!first) return await reply(ctx, 'chat:photos.nowhere')
  const only = jobs.length === 1
  const dialogue = await openDialogue(db, staff.id, {
    about: 'photos',
    subjectId: first.id,
    step: only ? 'kind' : 'job',
    data: { files: [file], jobs: jobs.map((job) => job.id) },
  })
  if (only) return await ask(from, dialogue, 'chat:photos.askKind', { code: first.code }, kindChoices())
  const choices = jobs.map((job, index) => ({ text: job.code, value: String(index) }))
  await ask(from, dialogue, 'chat:photos.askJob', {}, choices)
}

export async function answerPhotos(from: From, dialogue: Dialogue, input: Input): Promise<void> {
  if (input.kind === 'photo') return await takePhoto(from, dialogue, input.file, input.album)
  if (input.kind !== 'choice') return await reply(from.ctx, 'chat:photos.sendPhotos')
  if (input.value === DONE) {
    if (await endDialogue(from.db, dialogue)) await showVisit(from, dialogue.subjectId)
    return
  }
  if (dialogue.step === 'job') return await chooseJob(from, dialogue, Number(input.value))
  const kind = KINDS.find((one) => one === input.value)
  if (dialogue.step === 'kind' && kind) await chooseKind(from, dialogue, kind)
}

async function chooseJob(from: From, dialogue: Dialogue, index: number): Promise<void> {
  const jobId = dialogue.data.jobs?.[index]
  if (!jobId || !(await endDialogue(from.db, dialogue))) return
  const found = await readVisit(from.db, from.staff, jobId, from.links.publicUrl)
  const data = { files: dialogue.data.files ?? [] }
  const next = await openDialogue(from.db, from.staff.id, {
    about: 'photos',
    subjectId: jobId,
    step: 'kind',
    data,
  })
  await ask(from, next, 'chat:photos.askKind', { code: found?.job.code ?? '' }, kindChoices())
}

/** Stores what waited for this answer, and goes on collecting. */
async function chooseKind(from: From, dialogue: Dialogue, kind: Kind): Promise<void> {
  const next = await advance(from.db, dialogue, 'collect', { kind })
  if (!next) return
  const waiting = dialogue.data.files ?? []
  if (waiting.length === 0)
    return await ask(from, next, 'chat:photos.collect', { kind: say(`labels:photoKind.${kind}`) }, [
      doneChoice(),
    ])
  for (const file of waiting) await store(from, next, file)
  await receipt(from, next, waiting.length, null)
}

const doneChoice = (): Choice => ({ text: say('chat:photos.done'), value: DONE })

async function takePhoto(
  from: From,
  dialogue: Dialogue,
  file: SentFile,
  album: string | null,
): Promise<void> {
  if (dialogue.step !== 'collect') {
    // more of the same album, or more before it was said what for: they wait together
    await advance(from.db, dialogue, dialogue.step, { files: [...(dialogue.data.files ?? []), file] })
    return
  }
  if (!(await store(from, dialogue, file))) return
  await receipt(from, dialogue, (dialogue.data.count ?? 0) + 1, album)
}

/** The same use-case as the camera of the web app; the original as it came. @returns whether it was taken */
async function store(from: From, dialogue: Dialogue, file: SentFile): Promise<boolean> {
  const { db, staff, files, ctx } = from
  try {
    await addPhoto({ db, files }, staff, dialogue.subjectId, {
      clientId: photoClientId(ctx.chat?.id ?? 0, file),
      kind: dialogue.data.kind as Kind,
      bytes: await from.download(file.fileId),
      name: file.name,
      ...telegramTime(ctx),
    })
    return true
  } catch (error) {
    await ctx.reply(escapeHtml(sayRefusal(error)), { parse_mode: 'HTML' })
    return false
  }
}

/** Read again after a crash it is the same photo. */
export const photoClientId = (chatId: number, file: SentFile): string =>
  `telegram:${chatId}:${file.messageId}`

/** One receipt for an album, brought up to date with each of its photos; else one for each photo. */
async function receipt(from: From, dialogue: Dialogue, count: number, album: string | null): Promise<void> {
  const { ctx } = from
  const { data } = dialogue
  const text = sayHtml('chat:photos.stored', { count, kind: say(`labels:photoKind.${data.kind}`) })
  const reply_markup = {
    inline_keyboard: [[{ text: say('chat:photos.done'), callback_data: `a:${dialogue.id}:${DONE}` }]],
  }
  const same = album !== null && album === data.album ? data.receipt : undefined
  let receipt = same
  if (same !== undefined && ctx.chat)
    await ctx.api
      .editMessageText(ctx.chat.id, same, text, { parse_mode: 'HTML', reply_markup })
      // a receipt that was deleted is not worth a word
      .catch((error: unknown) => void readApiError(error))
  else receipt = (await ctx.reply(text, { parse_mode: 'HTML', reply_markup })).message_id
  await advance(from.db, dialogue, 'collect', { count, ...(album && { album }), ...(receipt && { receipt }) })
}
