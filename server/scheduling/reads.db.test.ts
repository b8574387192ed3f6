import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { recordEvent } from '../ticket/index.ts'
import { testDatabase } from '../testing/index.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../testing/people.ts'
import { cancelTicket } from './cancel-ticket.ts'
import { claimJob } from './claim-job.ts'
import { joinStandby } from './join-standby.ts'
import { listClaimAttempts } from './list-claims.ts'
import { listPoolJobs } from './list-pool.ts'
import { listTicketCards } from './list/reads.ts'
import { listOwnJobs } from './reads.ts'
import { requestReplacement } from './request-replacement.ts'
import { showTicket } from './show-ticket.ts'

const { db, pool } = await testDatabase()
let [cs, sales, manager, andi, budi]: Staff[] = []
let customerId: string
let hour = 1

beforeAll(async () => {
  cs = await insertStaff(db, 'cs', 'Citra Lestari')
  sales = await insertStaff(db, 'sales', 'Sari')
  manager = await insertStaff(db, 'manager', 'Hendra')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db, { name: 'Toko Sinar_Jaya', phone: '+6281234567890' })
})

const page = { limit: 25 }
async function open(title: string, quota = 1, whose = customerId) {
  hour += 10
  return await insertOpenTicket(db, cs!, whose, {
    title,
    quota,
    start: new Date(Date.now() + hour * 3_600_000),
  })
}
async function claim(who: Staff, ticketId: string): Promise<string> {
  const answer = await claimJob(pool, who, ticketId, 'web')
  if (!answer.ok) throw answer.refusal
  return answer.assignmentId
}
const titles = async (viewer: Staff, query: Partial<Parameters<typeof listTicketCards>[2]> = {}) =>
  (await listTicketCards(db, viewer, { ...page, ...query })).items.map((card) => card.title)
const show = (viewer: Staff, id: string) => showTicket(db, viewer, id, 'https://gss.test')
const setState = (id: string, state: string) =>
  pool.query('update tickets set state = $2 where id = $1', [id, state])

describe('who sees which ticket', () => {
  it('office everything, technicians their own and the pool, sales what is done or invoiced', async () => {
    const taken = await open('Diambil Andi')
    await claim(andi!, taken.id)
    const inPool = await open('Di pool')
    const done = await open('Sudah selesai')
    await claim(andi!, done.id)
    await setState(done.id, 'DONE')
    for (const viewer of [cs!, manager!])
      expect(await titles(viewer)).toEqual(['Sudah selesai', 'Di pool', 'Diambil Andi'])
    expect(await titles(andi!)).toEqual(['Sudah selesai', 'Di pool', 'Diambil Andi'])
    expect(await titles(budi!)).toEqual(['Di pool'])
    expect(await titles(sales!)).toEqual(['Sudah selesai'])

    await expect(show(budi!, taken.id)).rejects.toMatchObject({ status: 404 })
    await expect(show(sales!, inPool.id)).rejects.toMatchObject({ status: 404 })
    await db
      .insertInto('invoices')
      .values({ ticketId: taken.id, lines: '[]', subtotal: 0, total: 0, taxRule: '{}', createdBy: cs!.id })
      .execute()
    expect((await show(sales!, taken.id)).code).toBe(taken.code)
  })

  it('still shows a replaced technician what he had, and one on standby what he waits for', async () => {
    const job = await open('Pengganti')
    const assignmentId = await claim(andi!, job.id)
    await expect(show(budi!, job.id)).rejects.toMatchObject({ status: 404 })
    await joinStandby(db, budi!, job.id)
    expect((await show(budi!, job.id)).standbys).toEqual([{ id: budi!.id, name: 'Budi' }])
    await requestReplacement(db, cs!, job.id, { assignmentId, reason: 'Sakit' })
    await claim(budi!, job.id)
    const seen = await show(andi!, job.id)
    expect(seen.seats).toMatchObject([
      { endReason: 'REPLACED', endNote: 'Sakit', seat: 1, technician: { name: 'Andi' } },
      { endReason: null, seat: 1, technician: { name: 'Budi' } },
    ])
    expect(seen.crew).toEqual([{ id: budi!.id, name: 'Budi' }])
    expect(seen.allowedMoves).toEqual([])
  })
})

describe('the list', () => {
  it('finds by code, number, words, customer and phone; a pattern sign is only a sign', async () => {
    const other = await insertCustomer(db, { name: 'Rumah Melati' })
    const job = await open('Kulkas mati total', 1, other)
    const number = String(Number(job.code?.slice(4)))
    for (const q of [job.code ?? '', number, 'KULKAS', 'melati'])
      expect(await titles(cs!, { q })).toContain('Kulkas mati total')
    expect(await titles(cs!, { q: '234567890' })).not.toContain('Kulkas mati total')
    expect(await titles(cs!, { q: 'sinar_j' })).toContain('Di pool')
    expect(await titles(cs!, { q: 'sinar%j' })).toEqual([])
    expect(await titles(cs!, { customerId: other })).toEqual(['Kulkas mati total'])
  })

  it('filters by states and emergency', async () => {
    const job = await open('Mau dibatalkan')
    await cancelTicket(db, cs!, job.id, 'Dobel')
    expect(await titles(cs!, { state: 'CANCELLED' })).toEqual(['Mau dibatalkan'])
    expect(await titles(cs!, { state: 'CANCELLED, DONE' })).toEqual(['Mau dibatalkan', 'Sudah selesai'])
    await expect(titles(cs!, { state: 'CANCELED' })).rejects.toMatchObject({ status: 422 })
    const urgent = await open('Darurat', 2)
    const assignmentId = await claim(andi!, urgent.id)
    await requestReplacement(db, cs!, urgent.id, { assignmentId, reason: 'x' })
    expect(await titles(cs!, { emergency: true })).toEqual(['Darurat'])
  })

  it('pages without loss or doubles, also when many were made in the same microsecond', async () => {
    const same = new Date('2026-01-01T00:00:00.123Z')
    const rows = await Promise.all(Array.from({ length: 7 }, (_, index) => open(`Massal ${index}`)))
    for (const row of rows)
      await pool.query("update tickets set created_at = $2::timestamptz + interval '456 us' where id = $1", [
        row.id,
        same,
      ])
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const part = await listTicketCards(db, cs!, { limit: 3, q: 'massal', ...(cursor && { cursor }) })
      seen.push(...part.items.map((card) => card.id))
      cursor = part.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toHaveLength(7)
    expect(new Set(seen)).toEqual(new Set(rows.map((row) => row.id)))
    await expect(listTicketCards(db, cs!, { limit: 3, cursor: 'x' })).rejects.toMatchObject({ status: 422 })
  })
})

describe('one ticket', () => {
  it('tells the story with names, and offers what may be done now', async () => {
    const job = await open('Cerita', 2)
    await claim(andi!, job.id)
    await db.transaction().execute((tx) =>
      recordEvent(tx, {
        name: 'invoiceDrafted',
        actor: cs!,
        ticketId: job.id,
        data: { total: 500_000 },
      }),
    )
    const asCs = await show(cs!, job.id)
    expect(asCs).toMatchObject({
      seatsTaken: 1,
      technicianQuota: 2,
      state: 'OPEN',
      customerLink: `https://gss.test/t/${job.linkToken}`,
      createdBy: { name: 'Citra Lestari' },
      allowedMoves: [
        'correctDetails',
        'notePurchaseOrder',
        'rescheduleVisit',
        'broadcastAgain',
        'assignTechnician',
        'requestReplacement',
        'cancel',
      ],
    })
    expect(asCs.timeline.map((entry) => [entry.name, entry.actor.name])).toEqual([
      ['jobClaimed', 'Andi'],
      ['invoiceDrafted', 'Citra Lestari'],
    ])
    expect(asCs.timeline[0]?.data).toMatchObject({ seat: 1, technician: 'Andi', full: false })
    const asAndi = await show(andi!, job.id)
    expect(asAndi.timeline.map((entry) => entry.name)).toEqual(['jobClaimed'])
    expect(asAndi).toMatchObject({ customerLink: null, broadcast: null, conversationId: null })
    expect(asAndi.allowedMoves).toEqual(['releaseJob', 'depart', 'checkIn'])
    expect((await show(budi!, job.id)).allowedMoves).toEqual(['claimJob'])
  })

  it('gives the customer’s number to the crew, not to everybody who looks at the pool', async () => {
    const job = await open('Nomor', 2)
    await claim(andi!, job.id)
    expect((await show(andi!, job.id)).customer.phone).toBe('+6281234567890')
    expect((await show(budi!, job.id)).customer.phone).toBeNull()
    expect((await show(cs!, job.id)).customer.phone).toBe('+6281234567890')
  })
})

describe('the pool', () => {
  it('shows emergencies first and why a job cannot be taken', async () => {
    await pool.query("update tickets set state = 'CLOSED' where state <> 'CANCELLED'")
    await db
      .updateTable('assignments')
      .set({ endedAt: new Date(), endReason: 'DONE' })
      .where('endedAt', 'is', null)
      .execute()
    const plain = await open('Biasa', 2)
    const clash = await insertOpenTicket(db, cs!, customerId, {
      title: 'Bentrok',
      start: plain.scheduledStart,
      end: plain.scheduledEnd,
    })
    const urgent = await open('Darurat lagi')
    const assignmentId = await claim(budi!, urgent.id)
    await requestReplacement(db, cs!, urgent.id, { assignmentId, reason: 'x' })
    await claim(andi!, plain.id)
    const pooled = await listPoolJobs(db, andi!, page)
    expect(pooled.items.map((job) => [job.title, job.mine, job.refusal])).toEqual([
      ['Darurat lagi', false, null],
      ['Biasa', true, 'ALREADY_CLAIMED'],
      ['Bentrok', false, 'SCHEDULE_CONFLICT'],
    ])
    const first = await listPoolJobs(db, andi!, { limit: 1 })
    const rest = await listPoolJobs(db, andi!, { limit: 5, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...rest.items].map((job) => job.id)).toEqual([urgent.id, plain.id, clash.id])
    expect((await listPoolJobs(db, cs!, page)).items.map((job) => job.refusal)).toEqual([
      'NOT_ALLOWED',
      'NOT_ALLOWED',
      'NOT_ALLOWED',
    ])
  })

  it('finds jobs of the pool by words; a technician cannot try out which customer is behind one', async () => {
    const whose = await insertCustomer(db, { name: 'Toko Rahasia', phone: '+628115550001' })
    const job = await insertOpenTicket(db, cs!, whose, { title: 'Pompa Kedondong' })
    const found = async (viewer: Staff, q: string) =>
      (await listPoolJobs(db, viewer, { ...page, q })).items.map(({ id }) => id)
    expect(await found(andi!, 'kedondong')).toEqual([job.id])
    expect(await found(andi!, job.code ?? '')).toEqual([job.id])
    expect(await found(andi!, '8115550001')).toEqual([])
    expect(await found(cs!, '8115550001')).toEqual([job.id])
    expect(await found(cs!, 'rahasia')).toEqual([job.id])
    expect(await found(cs!, 'tidak ada begini')).toEqual([])
  })

  it('shows nothing that is full, over or finished', async () => {
    const full = await open('Penuh')
    await claim(budi!, full.id)
    const over = await insertOpenTicket(db, cs!, customerId, {
      title: 'Lewat',
      start: new Date(Date.now() - 7_200_000),
      end: new Date(Date.now() - 3_600_000),
    })
    const seen = (await listPoolJobs(db, andi!, page)).items.map((job) => job.id)
    expect(seen).not.toContain(full.id)
    expect(seen).not.toContain(over.id)
  })

  it('lists my jobs to do by time and finished ones latest first', async () => {
    const mine = await insertStaff(db, 'technician', 'Eko')
    const later = await open('Nanti')
    const sooner = await insertOpenTicket(db, cs!, customerId, { title: 'Sebentar lagi' })
    await claim(mine, later.id)
    await claim(mine, sooner.id)
    const active = async () =>
      (await listOwnJobs(db, mine, { ...page, when: 'active' })).items.map((job) => job.title)
    expect(await active()).toEqual(['Sebentar lagi', 'Nanti'])
    await cancelTicket(db, cs!, sooner.id, 'Batal')
    expect(await active()).toEqual(['Nanti'])
    const finished = await listOwnJobs(db, mine, { ...page, when: 'finished' })
    expect(finished.items.map((job) => [job.title, job.state])).toEqual([['Sebentar lagi', 'CANCELLED']])
  })
})

describe('the race receipt', () => {
  it('numbers the attempts of each round and says how far behind', async () => {
    const job = await open('Rebutan')
    const assignmentId = await claim(andi!, job.id)
    await claimJob(pool, budi!, job.id, 'telegram')
    await requestReplacement(db, cs!, job.id, { assignmentId, reason: 'x' })
    await claim(budi!, job.id)
    const rows = async (viewer: Staff) => (await listClaimAttempts(db, viewer, job.id, page)).items
    expect(await rows(budi!)).toMatchObject([
      { round: 1, order: 1, technician: { name: 'Andi' }, outcome: 'WON', seat: 1, behindWinnerMs: null },
      { round: 1, order: 2, technician: { name: 'Budi' }, outcome: 'POOL_FULL', via: 'telegram' },
      { round: 2, order: 1, technician: { name: 'Budi' }, outcome: 'WON', behindWinnerMs: null },
    ])
    expect((await rows(cs!))[1]?.behindWinnerMs).toBeGreaterThanOrEqual(0)
    const first = await listClaimAttempts(db, cs!, job.id, { limit: 2 })
    const rest = await listClaimAttempts(db, cs!, job.id, { limit: 2, cursor: first.nextCursor ?? '' })
    expect(rest.items).toMatchObject([{ round: 2, order: 1 }])
    expect(rest.nextCursor).toBeNull()
  })

  it('is open to whoever raced, and to nobody else among the technicians', async () => {
    const job = await open('Kalah')
    await claim(andi!, job.id)
    await expect(listClaimAttempts(db, budi!, job.id, page)).rejects.toMatchObject({ status: 404 })
    await claimJob(pool, budi!, job.id, 'web')
    expect((await listClaimAttempts(db, budi!, job.id, page)).items).toHaveLength(2)
    await expect(show(budi!, job.id)).rejects.toMatchObject({ status: 404 })
  })
})
