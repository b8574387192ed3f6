import type { Context } from 'grammy'
import { timeOfDay } from '../../platform/indonesian-date.ts'
import { say } from '../../platform/texts.ts'
import { readBoard } from '../../field-work/index.ts'
import { createSignInLink, staffByTelegram, takeTelegramLink } from '../../master-data/index.ts'
import { listOwnJobs, listPoolJobs, readJobSnapshot } from '../../scheduling/index.ts'
import { forLog } from './api-errors.ts'
import { type Button, escapeHtml, type Rendered, sayHtml, withLink } from './html.ts'
import type { From, InboundDeps } from './speaker.ts'
import { claimData, when } from './render-job.ts'
import { visitData } from './render-visit.ts'
import { reply, replyWith } from './reply.ts'

/** What the menu of the bot shows. */
export const COMMANDS = ['pool', 'jobku', 'hari_ini', 'masuk', 'bantuan'] as const
/** A list in a chat is a glance; the app shows the rest. */
const MOST_JOBS = 8

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

/** /jobku: my jobs to do and at work, each with its buttons one press away. */
export async function ownJobs({ ctx, staff, db }: From): Promise<void> {
  if (staff.role !== 'technician') return await reply(ctx, 'chat:telegram.techniciansOnly')
  const jobs = await listOwnJobs(db, staff, { limit: MOST_JOBS, when: 'active' })
  if (jobs.items.length === 0) return await reply(ctx, 'chat:telegram.noJobs')
  const texts = await Promise.all(jobs.items.map((job) => jobLine(db, job.id, staff.id, null)))
  const rows = jobs.items.map((job) => [{ text: job.code, callback_data: visitData('job', job.id) }])
  await replyWith(ctx, { text: [sayHtml('chat:telegram.jobsHead'), ...texts].join('\n\n'), rows })
}

/** /hari_ini: where I should be today, when, and how far I am. */
export async function today({ ctx, staff, db }: From): Promise<void> {
  if (staff.role !== 'technician') return await reply(ctx, 'chat:telegram.techniciansOnly')
  const { items } = await readBoard(db, staff, undefined)
  const visits = items
    .toSorted((a, b) => a.scheduledStart.localeCompare(b.scheduledStart))
    .slice(0, MOST_JOBS)
  if (visits.length === 0) return await reply(ctx, 'chat:telegram.noVisits')
  const lines = visits.map((visit) =>
    sayHtml('chat:telegram.visitLine', {
      code: visit.ticketCode,
      title: visit.ticketTitle,
      customer: visit.customerName,
      address: visit.address,
      time: timeOfDay(visit.scheduledStart, visit.timeZone),
      status: say(`chat:telegram.visitStatus.${visit.status}`),
    }),
  )
  const rows = visits.map((visit) => [
    { text: visit.ticketCode, callback_data: visitData('job', visit.ticketId) },
  ])
  await replyWith(ctx, { text: [sayHtml('chat:telegram.todayHead'), ...lines].join('\n\n'), rows })
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
  const shown = kind === 'technician' ? COMMANDS.filter((command) => command !== 'bantuan') : []
  await replyWith(ctx, {
    text: sayHtml(`chat:telegram.help.${kind}`, { name: staff.name }),
    rows: shown.map((command) => [
      { text: say(`chat:telegram.command.${command}`), callback_data: `cmd:${command}` },
    ]),
  })
}
