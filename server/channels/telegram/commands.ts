import type { Context } from 'grammy'
import { say } from '../../platform/texts.ts'
import { requestRevision } from '../../invoicing/index.ts'
import { createSignInLink, staffByTelegram, takeTelegramLink } from '../../master-data/index.ts'
import { listOwnJobs, listPoolJobs, readJobSnapshot } from '../../scheduling/index.ts'
import { forLog } from './api-errors.ts'
import { type Button, escapeHtml, type Rendered, sayHtml, withLink } from './html.ts'
import type { From, InboundDeps } from './speaker.ts'
import { takeQuestion } from './questions.ts'
import { claimData, fieldJob, when } from './render-job.ts'
import { reply, replyWith, sayRefusal } from './reply.ts'

/** What the menu of the bot shows. */
export const COMMANDS = ['pool', 'jobku', 'masuk', 'bantuan'] as const
/** A list in a chat is a glance; the app shows the rest. */
const MOST_JOBS = 8
const REASON_LIMIT = 500

/** /start with a token ties this chat to a member of staff; without one it says how to get one. */
export async function start(deps: InboundDeps, ctx: Context, token: string): Promise<void> {
  if (!ctx.from) return
  const { id, first_name: first, last_name: last } = ctx.from
  const already = await staffByTelegram(deps.db, id)
  if (!/^[\w-]{16,64}$/.test(token)) {
    if (already) await help({ ...deps, ctx, staff: already })
    else await reply(ctx, 'chat:telegram.notLinked')
    return
  }
  const linked = await takeTelegramLink(deps.db, token, { id, name: [first, last].filter(Boolean).join(' ') })
  if (!linked) {
    await reply(ctx, already ? 'chat:telegram.linkUsedAlready' : 'chat:telegram.linkInvalid', {
      name: already?.name,
    })
    return
  }
  const { staff, previous } = linked
  await reply(ctx, `chat:telegram.linked.${staff.role === 'technician' ? 'technician' : 'office'}`, {
    name: staff.name,
    role: say(`labels:role.${staff.role}`),
  })
  // whoever had the account before must see that it moved, in case it was not him who moved it
  if (previous !== null)
    await ctx.api
      .sendMessage(previous, sayHtml('chat:telegram.movedAway', { name: staff.name }), { parse_mode: 'HTML' })
      .catch((error: unknown) => deps.log.info({ err: forLog(error) }, 'the earlier account was not told'))
}

/** /pool: what can be taken now. */
export async function openJobs({ ctx, staff, db, links }: From): Promise<void> {
  if (staff.role !== 'technician') return await reply(ctx, 'chat:telegram.techniciansOnly')
  const pool = await listPoolJobs(db, staff, { limit: MOST_JOBS })
  const buttons: Button[][] = []
  const texts: string[] = []
  for (const job of pool.items) {
    texts.push(await jobLine(db, job.id, staff.id, job.refusal && !job.mine ? job.refusal : null))
    if (!job.refusal)
      buttons.push([{ text: `${say('chat:jobCard.take')} ${job.code}`, callback_data: claimData(job.id) }])
  }
  if (texts.length === 0) return await reply(ctx, 'chat:telegram.poolEmpty')
  const list: Rendered = { text: [sayHtml('chat:telegram.poolHead'), ...texts].join('\n\n'), rows: buttons }
  await replyWith(ctx, withLink(list, links, say('chat:jobCard.openApp'), '/field/'))
}

/** /jobku: my jobs to do and at work. */
export async function ownJobs({ ctx, staff, db, links }: From): Promise<void> {
  if (staff.role !== 'technician') return await reply(ctx, 'chat:telegram.techniciansOnly')
  const jobs = await listOwnJobs(db, staff, { limit: MOST_JOBS, when: 'active' })
  if (jobs.items.length === 0) return await reply(ctx, 'chat:telegram.noJobs')
  const texts = await Promise.all(jobs.items.map((job) => jobLine(db, job.id, staff.id, null)))
  let list: Rendered = { text: [sayHtml('chat:telegram.jobsHead'), ...texts].join('\n\n'), rows: [] }
  for (const job of jobs.items) list = withLink(list, links, job.code, fieldJob(job.id))
  await replyWith(ctx, list)
}

async function jobLine(
  db: From['db'],
  ticketId: string,
  staffId: string,
  refusal: string | null,
): Promise<string> {
  const job = await readJobSnapshot(db, ticketId, staffId)
  if (!job) return ''
  const line = sayHtml(`chat:telegram.${job.emergency ? 'jobLineEmergency' : 'jobLine'}`, {
    code: job.code,
    title: job.title,
    when: when(job),
    address: job.address,
  })
  return refusal ? `${line}\n<i>${escapeHtml(say(`labels:claimOutcome.${refusal}`))}</i>` : line
}

/** /masuk: a link that signs a technician in on this phone, once. */
export async function signInLink({ ctx, staff, db, links }: From): Promise<void> {
  if (staff.role !== 'technician')
    return await reply(ctx, 'chat:telegram.signInOffice', { url: links.publicUrl })
  const token = await createSignInLink(db, staff.id)
  const message: Rendered = { text: sayHtml('chat:telegram.signIn'), rows: [] }
  await replyWith(
    ctx,
    withLink(message, links, say('chat:telegram.signInButton'), `/field/masuk?token=${token}`),
  )
}

export async function help({ ctx, staff }: From): Promise<void> {
  const kind = staff.role === 'technician' ? 'technician' : staff.role === 'sales' ? 'sales' : 'office'
  await reply(ctx, `chat:telegram.help.${kind}`, { name: staff.name })
}

/** Any other message: the answer to something the bot asked, or a request for help. */
export async function answerText(from: From): Promise<void> {
  const { ctx, staff, db } = from
  const text = ctx.message?.text?.trim()
  if (!text || text.startsWith('/')) return await reply(ctx, 'chat:telegram.notUnderstood')
  if (text.length > REASON_LIMIT) return await reply(ctx, 'chat:telegram.tooLong', { most: REASON_LIMIT })
  const question = await takeQuestion(db, staff.id, ctx.message?.reply_to_message?.message_id ?? null)
  if (!question) return await reply(ctx, 'chat:telegram.notUnderstood')
  if (/^batal$/i.test(text)) return await reply(ctx, 'chat:telegram.questionDropped')
  try {
    await requestRevision(db, staff, question.subjectId, text)
    await reply(ctx, 'chat:telegram.revisionSent')
  } catch (error) {
    await replyWith(ctx, { text: escapeHtml(sayRefusal(error)), rows: [] })
  }
}
