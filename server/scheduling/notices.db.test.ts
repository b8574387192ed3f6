import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { openLog } from '../platform/log.ts'
import { type Notices, recordEvent, relayEvents } from '../ticket/index.ts'
import { testDatabase } from '../testing/index.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { cancelTicket } from './cancel-ticket.ts'
import { changeTicket } from './change-ticket.ts'
import { claimJob } from './claim-job.ts'
import { joinStandby } from './join-standby.ts'
import { schedulingNotices } from './notices.ts'
import { openTicket } from './open-ticket.ts'
import { readBroadcast } from './read-broadcast.ts'
import { releaseJob } from './release-job.ts'
import { requestReplacement } from './request-replacement.ts'
import { tendPool } from './tend-pool.ts'

const { db, pool } = await testDatabase()
let [cs, other, andi, budi, cahyo, blocked, stranger]: Staff[] = []
let customerId: string
let day = 0
let nextTelegramId = 900_000

// the other modules' notices are tested there
const notices = new Proxy(schedulingNotices, {
  get: (own, name) => own[name as keyof typeof own] ?? [],
}) as unknown as Notices

async function link(who: Staff, reachable = true): Promise<Staff> {
  nextTelegramId += 1
  await db
    .insertInto('telegramLinks')
    .values({ staffId: who.id, telegramId: nextTelegramId, reachable })
    .execute()
  return who
}

beforeAll(async () => {
  cs = await link(await insertStaff(db, 'cs', 'Citra'))
  other = await insertStaff(db, 'cs', 'Dewi')
  andi = await link(await insertStaff(db, 'technician', 'Andi'))
  budi = await link(await insertStaff(db, 'technician', 'Budi'))
  cahyo = await link(await insertStaff(db, 'technician', 'Cahyo'))
  blocked = await link(await insertStaff(db, 'technician', 'Dimas'), false)
  stranger = await insertStaff(db, 'technician', 'Eko')
  const banned = await link(await insertStaff(db, 'technician', 'Fajar'))
  await db.updateTable('staff').set({ banned: true }).where('id', '=', banned.id).execute()
})
beforeEach(async () => {
  day += 1
  customerId = await insertCustomer(db)
})

type Sent = { to: string; intent: string; params: Record<string, unknown>; priority: number }
let seen = new Set<string>()

/** Passes on what happened and returns the messages that are new since the last call. */
async function relay(): Promise<Sent[]> {
  while ((await relayEvents(db, notices, {}, openLog('silent'))) > 0);
  const rows = await db.selectFrom('outbox').selectAll().orderBy('id').execute()
  const fresh = rows.filter((row) => !seen.has(row.id))
  seen = new Set(rows.map((row) => row.id))
  return fresh.map((row) => ({
    to: row.recipientId,
    intent: row.intent,
    params: row.params as Record<string, unknown>,
    priority: row.priority,
  }))
}
const of = (sent: Sent[], name: string) =>
  sent.filter((message) => message.intent === name || message.params['key'] === name)
const receivers = (sent: Sent[]) => sent.map((message) => message.to).toSorted()
const people = (...staff: (Staff | undefined)[]) => staff.map((one) => one?.id ?? '').toSorted()

async function open(quota = 1, complaintId?: string): Promise<string> {
  const start = Date.now() + day * 48 * 3_600_000
  return await openTicket(db, cs!, {
    customerId,
    ...(complaintId && { complaintId }),
    title: 'AC tidak dingin',
    description: '',
    address: null,
    technicianQuota: quota,
    scheduledStart: new Date(start).toISOString(),
    scheduledEnd: new Date(start + 3_600_000).toISOString(),
    priority: 'NORMAL',
  })
}
async function claim(who: Staff, ticketId: string): Promise<string> {
  const answer = await claimJob(pool, who, ticketId, 'web')
  if (!answer.ok) throw answer.refusal
  return answer.assignmentId
}

describe('the broadcast', () => {
  it('goes to every technician whom Telegram reaches, once', async () => {
    const ticketId = await open()
    const sent = await relay()
    expect(receivers(sent)).toEqual(people(andi, budi, cahyo))
    expect(new Set(sent.map((message) => JSON.stringify(message.params)))).toEqual(
      new Set([JSON.stringify({ round: 1, ticketId })]),
    )
    expect(new Set(sent.map((message) => message.priority))).toEqual(new Set([5]))
    expect(await relay()).toEqual([])
    expect(await readBroadcast(db, ticketId, 1)).toMatchObject({
      waiting: 3,
      sent: 0,
      failed: 0,
      unreachable: [
        { name: 'Dimas', telegram: expect.stringMatching(/^(BLOCKED|NOT_LINKED)$/) },
        { name: 'Eko', telegram: expect.stringMatching(/^(BLOCKED|NOT_LINKED)$/) },
      ],
    })
  })

  it('tells CS when it reaches nobody', async () => {
    await db.updateTable('telegramLinks').set({ reachable: false }).where('staffId', '<>', cs!.id).execute()
    const ticketId = await open()
    expect(await relay()).toMatchObject([
      { to: cs!.id, intent: 'notice', params: { key: 'nobodyReached', ticketId } },
    ])
    await db
      .updateTable('telegramLinks')
      .set({ reachable: true })
      .where('staffId', 'in', [andi!.id, budi!.id, cahyo!.id])
      .execute()
  })
})

describe('a claim', () => {
  it('tells the winner at once, and everybody when the last seat is gone', async () => {
    const ticketId = await open(2)
    await relay()
    await claim(andi!, ticketId)
    const first = await relay()
    expect(first).toMatchObject([
      { to: andi!.id, intent: 'notice', params: { key: 'jobWon', ticketId }, priority: 3 },
      { to: andi!.id, intent: 'jobCard', params: { ticketId, round: 1, update: true } },
    ])
    await claim(budi!, ticketId)
    const second = await relay()
    expect(receivers(of(second, 'jobWon'))).toEqual(people(budi))
    expect(receivers(of(second, 'jobCard'))).toEqual(people(andi, budi, cahyo))
    expect(of(second, 'jobCard').every((message) => message.params['update'] === true)).toBe(true)
    expect(of(second, 'poolFilled')).toMatchObject([{ to: cs!.id }])
    expect(of(second, 'visitPlanned')).toMatchObject([{ params: { ticketId } }])
  })

  it('announces the visit to the customer once; a later crew is told as another technician', async () => {
    const ticketId = await open()
    const assignmentId = await claim(andi!, ticketId)
    const [planned] = of(await relay(), 'visitPlanned')
    const conversation = await db
      .selectFrom('conversations')
      .select('customerId')
      .where('id', '=', planned?.to ?? '')
      .executeTakeFirstOrThrow()
    expect(conversation.customerId).toBe(customerId)
    // as long as it waits to be sent it will say who comes then, and nothing more is needed
    await db.updateTable('outbox').set({ status: 'SENT' }).where('intent', '=', 'visitPlanned').execute()
    await requestReplacement(db, cs!, ticketId, { assignmentId, reason: 'Sakit' })
    expect(of(await relay(), 'technicianReplaced')).toEqual([])
    await claim(budi!, ticketId)
    const sent = await relay()
    expect(of(sent, 'visitPlanned')).toEqual([])
    expect(of(sent, 'technicianReplaced')).toMatchObject([{ to: planned?.to, params: { ticketId } }])
  })

  it('says nothing to a customer who cannot be reached', async () => {
    customerId = await insertCustomer(db, { phone: null })
    const ticketId = await open()
    await claim(andi!, ticketId)
    expect(of(await relay(), 'visitPlanned')).toEqual([])
  })
})

describe('a freed seat', () => {
  it('is offered to those on standby first, then to the rest, not to who left nor to the crew', async () => {
    const ticketId = await open(2)
    await relay()
    const assignmentId = await claim(andi!, ticketId)
    await claim(budi!, ticketId)
    await joinStandby(db, cahyo!, ticketId)
    const gilang = await link(await insertStaff(db, 'technician', 'Gilang'))
    await relay()
    await requestReplacement(db, cs!, ticketId, { assignmentId, reason: 'Sakit' })
    const sent = await relay()
    const offers = of(sent, 'jobCard').filter((message) => message.params['update'] === undefined)
    expect(offers).toMatchObject([{ to: cahyo!.id, priority: 1 }])
    // the cards of the first round are closed, so that no old button looks alive
    const edits = of(sent, 'jobCard').filter((message) => message.params['update'])
    expect(receivers(edits)).toEqual(people(andi, budi, cahyo))
    expect(edits.every((message) => message.params['round'] === 1)).toBe(true)
    expect(of(sent, 'replaced')).toMatchObject([{ to: andi!.id, params: { reason: 'Sakit' } }])
    // CS did it herself and need not be told
    expect(of(sent, 'jobReleased')).toEqual([])
    // the head start of the one on standby is over
    await db
      .updateTable('tickets')
      .set({ everyoneFrom: new Date(Date.now() - 1000) })
      .where('id', '=', ticketId)
      .execute()
    await tendPool(db, ticketId)
    expect(await relay()).toMatchObject([
      { to: gilang.id, intent: 'jobCard', priority: 2, params: { round: 2 } },
    ])
    await db.updateTable('staff').set({ banned: true }).where('id', '=', gilang.id).execute()
  })

  it('is told to CS when the technician gave it back', async () => {
    const ticketId = await open()
    await claim(andi!, ticketId)
    await relay()
    await releaseJob(db, andi!, ticketId, 'Motor mogok')
    const sent = await relay()
    expect(of(sent, 'jobReleased')).toMatchObject([
      { to: cs!.id, params: { ticketId, technicianId: andi!.id, reason: 'Motor mogok' } },
    ])
    const offers = of(sent, 'jobCard').filter((message) => message.params['round'] === 2)
    expect(receivers(offers)).toEqual(people(budi, cahyo))
  })
})

describe('changes by CS', () => {
  it('bring the cards up to date and are told to a customer who expects a visit', async () => {
    const ticketId = await open()
    const later = new Date(Date.now() + (day * 48 + 2) * 3_600_000).toISOString()
    await relay()
    await changeTicket(db, cs!, ticketId, { scheduledEnd: later })
    const sent = await relay()
    expect(receivers(sent)).toEqual(people(andi, budi, cahyo))
    expect(sent.every((message) => message.params['update'])).toBe(true)
  })

  it('reach crew and customer when the ticket is cancelled', async () => {
    const ticketId = await open()
    await relay()
    await claim(andi!, ticketId)
    await relay()
    await cancelTicket(db, other!, ticketId, 'Pelanggan batal')
    const sent = await relay()
    expect(of(sent, 'jobCancelled')).toMatchObject([
      { to: andi!.id, params: { ticketId, reason: 'Pelanggan batal' } },
    ])
    expect(of(sent, 'visitCancelled')).toHaveLength(1)
    expect(receivers(of(sent, 'jobCard'))).toEqual(people(andi, budi, cahyo))
  })

  it('do not bother a customer who never heard of the visit, unless he reported the problem himself', async () => {
    await cancelTicket(db, cs!, await open(), 'Dobel')
    expect(of(await relay(), 'visitCancelled')).toEqual([])
    const complaint = await db
      .insertInto('complaints')
      .values({ customerId, text: 'AC bocor' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await cancelTicket(db, cs!, await open(1, complaint.id), 'Dobel')
    expect(of(await relay(), 'visitCancelled')).toHaveLength(1)
  })
})

it('never writes to people who are not linked, blocked the bot or have left', async () => {
  const rows = await db.selectFrom('outbox').select('recipientId').execute()
  const addressed = new Set(rows.map((row) => row.recipientId))
  for (const who of [blocked, stranger, other]) expect(addressed.has(who!.id)).toBe(false)
})

it('passes an event on even when nobody has to hear of it', async () => {
  await db
    .transaction()
    .execute((tx) =>
      recordEvent(tx, { name: 'standbyJoined', actor: andi!, data: { technicianId: andi!.id } }),
    )
  expect(await relay()).toEqual([])
  const left = await db.selectFrom('events').select('id').where('relayedAt', 'is', null).execute()
  expect(left).toEqual([])
})
