import { InputFile } from 'grammy'
import { Refused } from '../../platform/errors.ts'
import { say } from '../../platform/texts.ts'
import { addPhoto, bastFile, handOver, readReport } from '../../field-work/index.ts'
import { advance, type Answers, type Dialogue, endDialogue, openDialogue } from './dialogue.ts'
import { cut, escapeHtml, sayHtml } from './html.ts'
import { photoClientId } from './photos.ts'
import { ask, type Choice } from './prompt.ts'
import { readVisit } from './read-visit.ts'
import { reply, sayRefusal } from './reply.ts'
import type { From, Input } from './speaker.ts'
import { showVisit, telegramTime } from './show-visit.ts'

/** The questions of a BAST in their order; what a button may answer beside words, and how long words may be. */
const STEPS: Record<string, { most: number; choices: readonly string[] }> = {
  workDone: { most: 3500, choices: [] },
  openItems: { most: 2000, choices: ['none'] },
  signer: { most: 100, choices: ['absent'] },
  paper: { most: 0, choices: ['noPaper'] },
  morePaper: { most: 0, choices: ['enough'] },
  reason: { most: 500, choices: [] },
  confirm: { most: 0, choices: ['send'] },
}

/** BAST by questions: what was done, what is open, who accepted it, and the signed paper. */
export async function startHandover(from: From, ticketId: string): Promise<void> {
  const { db, staff, links } = from
  const found = await readVisit(db, staff, ticketId, links.publicUrl)
  if (found?.visit.work.bast) throw new Refused('BAST_EXISTS')
  if (!found?.visit.moves.includes('handOver')) throw new Refused('WRONG_STATE')
  const dialogue = await openDialogue(db, staff.id, {
    about: 'handover',
    subjectId: ticketId,
    step: 'workDone',
  })
  await question(from, dialogue)
}

async function question(from: From, dialogue: Dialogue): Promise<void> {
  const step = STEPS[dialogue.step]
  const choices = (step?.choices ?? []).map((value): Choice => ({
    text: say(`chat:handover.choice.${value}`),
    value,
  }))
  const { data } = dialogue
  await ask(
    from,
    dialogue,
    `chat:handover.ask.${dialogue.step}`,
    {
      workDone: cut(data.workDone ?? '', 1000),
      openItems: cut(data.openItems || '-', 600),
      signer: data.signerName ?? say('chat:handover.choice.absent'),
      paper: data.files?.length ?? 0,
      reason: data.noSignatureReason ?? '-',
    },
    choices,
  )
}

/** What an answer fills in and where it leads; null when it does not answer this question. */
function follow(step: string, input: Input, data: Answers): { next: string; data: Answers } | null {
  const text = input.kind === 'text' ? input.text : null
  const choice = input.kind === 'choice' ? input.value : null
  switch (step) {
    case 'workDone':
      return text ? { next: 'openItems', data: { workDone: text } } : null
    case 'openItems':
      if (choice === 'none') return { next: 'signer', data: { openItems: '' } }
      return text ? { next: 'signer', data: { openItems: text } } : null
    case 'signer':
      if (choice === 'absent') return { next: 'reason', data: {} }
      return text ? { next: 'paper', data: { signerName: text } } : null
    case 'paper':
    case 'morePaper':
      if (input.kind === 'photo')
        return { next: 'morePaper', data: { files: [...(data.files ?? []), input.file] } }
      if (choice === 'enough') return { next: 'confirm', data: {} }
      return choice === 'noPaper' ? { next: 'reason', data: {} } : null
    case 'reason':
      return text ? { next: 'confirm', data: { noSignatureReason: text } } : null
    default:
      return null
  }
}

export async function answerHandover(from: From, dialogue: Dialogue, input: Input): Promise<void> {
  const { step, data } = dialogue
  if (step === 'confirm' && input.kind === 'choice' && input.value === 'send')
    return await send(from, dialogue)
  const most = STEPS[step]?.most ?? 0
  if (input.kind === 'text' && most > 0 && input.text.length > most)
    return await reply(from.ctx, 'chat:telegram.tooLong', { most })
  const answered = follow(step, input, data)
  if (!answered) return await question(from, dialogue)
  const next = await advance(from.db, dialogue, answered.next, answered.data)
  if (!next) return
  // the pages of an album come one by one: the first asks whether that was all
  if (step !== 'morePaper' || answered.next !== 'morePaper') await question(from, next)
}

/** The same use-case as the form of the web app: the first photo is the signed paper, further pages go with the photos. */
async function send(from: From, dialogue: Dialogue): Promise<void> {
  const { db, staff, files, links, ctx } = from
  const { data, subjectId } = dialogue
  const deps = { db, files, publicUrl: links.publicUrl }
  try {
    const [first, ...pages] = data.files ?? []
    for (const page of pages)
      await addPhoto(deps, staff, subjectId, {
        clientId: photoClientId(ctx.chat?.id ?? 0, page),
        kind: 'PAPER_BAST',
        bytes: await from.download(page.fileId),
        name: page.name,
      })
    const id = await handOver(deps, staff, subjectId, {
      // pressed twice, or read again after a crash, it is the same BAST
      clientId: `telegram:${dialogue.id}`,
      workDone: data.workDone ?? '',
      openItems: data.openItems || null,
      signerName: data.signerName ?? null,
      signerPosition: null,
      noSignatureReason: data.noSignatureReason ?? null,
      signature: null,
      paper: first ? { bytes: await from.download(first.fileId), name: first.name } : null,
      ...telegramTime(ctx),
    })
    await endDialogue(db, dialogue)
    await sendReport(from, subjectId, (await readReport(db, id)).number ?? '')
  } catch (error) {
    await ctx.reply(escapeHtml(sayRefusal(error)), { parse_mode: 'HTML' })
  }
  await showVisit(from, subjectId)
}

async function sendReport({ db, files, ctx }: From, ticketId: string, number: string): Promise<void> {
  const bast = await bastFile(db, ticketId)
  const file = bast && (await files.read(db, bast.fileId))
  const caption = sayHtml('chat:handover.issued', { number })
  if (file) await ctx.replyWithDocument(new InputFile(file.bytes, file.name), { caption, parse_mode: 'HTML' })
  else await ctx.reply(caption, { parse_mode: 'HTML' })
}
