import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { NotAllowed, NotFound } from '../../platform/errors.ts'
import { freeSeat, moveTicket } from '../../ticket/index.ts'
import { testDatabase } from '../../testing/index.ts'
import { eventsOf, newClientId, takeSeat, testFiles } from '../../testing/jobs.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { checkIn } from '../check-in.ts'
import { ensureLetter } from '../issue-letter.ts'
import { listExtensionRows } from './reads.ts'
import { approveExtension, rejectExtension, requestExtension } from './request-extension.ts'

const { db, pool } = await testDatabase()
const deps = { db, files: testFiles(), publicUrl: 'https://gss.example' }
const DAY = 24 * 3_600_000
let cs: Staff
let [andi, budi]: Staff[] = []
let customerId: string
let ticket: Awaited<ReturnType<typeof insertOpenTicket>>
let seats: string[]
let start = Date.now()
// a week of its own for each ticket, so that an extended one runs into no other
const insertTicket = () =>
  insertOpenTicket(db, cs, customerId, { quota: 2, start: new Date((start += 7 * DAY)) })
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db)
})
beforeEach(async () => {
  ticket = await insertTicket()
  seats = [await takeSeat(pool, andi!, ticket.id), await takeSeat(pool, budi!, ticket.id)]
})

const wish = { days: 2, reason: 'Pipa tertanam', remainingWork: 'Ganti pipa lantai 2' }
const ask = () => requestExtension(db, andi!, ticket.id, wish)
const stored = (id: string) =>
  db.selectFrom('extensions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const row = () => db.selectFrom('tickets').selectAll().where('id', '=', ticket.id).executeTakeFirstOrThrow()
const letters = () =>
  db
    .selectFrom('documents')
    .selectAll()
    .where('ticketId', '=', ticket.id)
    .where('type', '=', 'ST')
    .orderBy('seq')
    .execute()
const lastEvent = async () => (await eventsOf(db, ticket.id)).at(-1)
const pending = async () =>
  (await listExtensionRows(db, { status: 'PENDING', limit: 100 })).items.map((item) => item.id)

describe('asking for more days', () => {
  it('waits for CS and leaves an event', async () => {
    const id = await ask()
    expect(await stored(id)).toMatchObject({ ...wish, status: 'PENDING', requestedBy: andi!.id })
    expect(await lastEvent()).toEqual({
      name: 'extensionRequested',
      actorId: andi!.id,
      data: { extensionId: id, days: 2, reason: 'Pipa tertanam' },
    })
    expect((await row()).scheduledEnd).toEqual(ticket.scheduledEnd)
    expect(await pending()).toContain(id)
  })

  it('is one open request per ticket, whoever asks, also at once', async () => {
    const tries = await Promise.allSettled([ask(), requestExtension(db, budi!, ticket.id, wish)])
    expect(tries.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(ask()).rejects.toMatchObject({ code: 'EXTENSION_PENDING' })
  })

  it('is for the crew', async () => {
    const stranger = await insertStaff(db, 'technician')
    await expect(requestExtension(db, stranger, ticket.id, wish)).rejects.toBeInstanceOf(NotFound)
  })
})

describe('approval', () => {
  it('extends the visit, the time of the whole crew and their letters together', async () => {
    const old = [await ensureLetter(deps, seats[0]!), await ensureLetter(deps, seats[1]!)]
    const id = await ask()
    await approveExtension(deps, cs, id, { note: 'Oke' })
    const until = new Date(ticket.scheduledEnd.getTime() + 2 * DAY)
    expect(await row()).toMatchObject({ scheduledStart: ticket.scheduledStart, scheduledEnd: until })
    expect(await stored(id)).toMatchObject({
      status: 'APPROVED',
      approvedDays: 2,
      decisionNote: 'Oke',
      decidedBy: cs.id,
    })
    const busy = await insertOpenTicket(db, cs, customerId, { start: new Date(until.getTime() - 60_000) })
    await expect(takeSeat(pool, budi!, busy.id)).rejects.toThrow('SCHEDULE_CONFLICT')
    const papers = await letters()
    expect(papers.map((paper) => [paper.replacesId, paper.revokeReason])).toEqual([
      [null, 'EXTENDED'],
      [null, 'EXTENDED'],
      [old[0]!.id, null],
      [old[1]!.id, null],
    ])
    expect(papers[2]).toMatchObject({
      technicianId: andi!.id,
      snapshot: { extension: { number: old[0]!.number, days: 2 } },
    })
    expect(papers[2]!.validUntil!.getTime()).toBeGreaterThanOrEqual(until.getTime())
    expect(await lastEvent()).toEqual({
      name: 'extensionApproved',
      actorId: cs.id,
      data: { extensionId: id, days: 2, until: until.toISOString(), note: 'Oke' },
    })
  })

  it('may grant other days than were asked for', async () => {
    const id = await ask()
    await approveExtension(deps, cs, id, { days: 1 })
    expect((await row()).scheduledEnd).toEqual(new Date(ticket.scheduledEnd.getTime() + DAY))
    expect(await stored(id)).toMatchObject({ days: 2, approvedDays: 1 })
  })

  it('is refused when one of the crew has another visit then, and changes nothing', async () => {
    await ensureLetter(deps, seats[0]!)
    const id = await ask()
    const next = await insertOpenTicket(db, cs, customerId, {
      start: new Date(ticket.scheduledEnd.getTime() + DAY),
    })
    await takeSeat(pool, budi!, next.id)
    await expect(approveExtension(deps, cs, id, {})).rejects.toMatchObject({ code: 'CREW_COLLISION' })
    expect((await row()).scheduledEnd).toEqual(ticket.scheduledEnd)
    expect((await stored(id)).status).toBe('PENDING')
    expect((await letters()).map((paper) => paper.revokedAt)).toEqual([null])
    expect((await lastEvent())?.name).not.toBe('extensionApproved')
  })

  it('happens once, also when two of CS press at the same instant', async () => {
    const id = await ask()
    const tries = await Promise.allSettled([
      approveExtension(deps, cs, id, {}),
      approveExtension(deps, cs, id, {}),
      rejectExtension(db, cs, id, 'Tidak'),
    ])
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'EXTENSION_DECIDED' })
    const end = (await row()).scheduledEnd.getTime()
    expect([ticket.scheduledEnd.getTime(), ticket.scheduledEnd.getTime() + 2 * DAY]).toContain(end)
  })

  it('goes round with asking again at the same instant', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await requestExtension(db, andi!, ticket.id, { ...wish, days: 1 })
      const [decided] = await Promise.allSettled([
        rejectExtension(db, cs, id, 'Tidak'),
        requestExtension(db, budi!, ticket.id, { ...wish, days: 1 }),
      ])
      expect(decided.status).toBe('fulfilled')
      for (const open of await pending()) await rejectExtension(db, cs, open, 'Tidak')
    }
  })

  it('is for CS, of a request that exists, of a ticket that is not over', async () => {
    const id = await ask()
    await expect(approveExtension(deps, andi!, id, {})).rejects.toBeInstanceOf(NotAllowed)
    await expect(
      approveExtension(deps, cs, '0198c000-0000-7000-8000-000000000000', {}),
    ).rejects.toBeInstanceOf(NotFound)
    await db.transaction().execute(async (tx) => {
      await moveTicket(tx, { ticketId: ticket.id, move: 'checkIn', actor: andi!, event: null })
      await moveTicket(tx, { ticketId: ticket.id, move: 'markDone', actor: andi!, event: null })
    })
    await expect(approveExtension(deps, cs, id, {})).rejects.toMatchObject({ code: 'WRONG_STATE' })
  })
})

describe('rejection', () => {
  it('says why and changes nothing else', async () => {
    const id = await ask()
    await rejectExtension(db, cs, id, 'Kirim tim lain')
    expect(await stored(id)).toMatchObject({ status: 'REJECTED', decisionNote: 'Kirim tim lain' })
    expect((await row()).scheduledEnd).toEqual(ticket.scheduledEnd)
    expect(await lastEvent()).toEqual({
      name: 'extensionRejected',
      actorId: cs.id,
      data: { extensionId: id, reason: 'Kirim tim lain' },
    })
    await expect(rejectExtension(db, cs, id, 'lagi')).rejects.toMatchObject({ code: 'EXTENSION_DECIDED' })
    await ask()
  })

  it('is for CS', async () => {
    const id = await ask()
    await expect(rejectExtension(db, andi!, id, 'x')).rejects.toBeInstanceOf(NotAllowed)
  })

  it('is possible when the work was finished meanwhile; until then it waits for nobody', async () => {
    const id = await ask()
    await checkIn(db, andi!, ticket.id, { clientId: newClientId() })
    await db
      .transaction()
      .execute((tx) => moveTicket(tx, { ticketId: ticket.id, move: 'markDone', actor: andi!, event: null }))
    expect(await pending()).not.toContain(id)
    await rejectExtension(db, cs, id, 'Sudah selesai')
    expect((await stored(id)).status).toBe('REJECTED')
  })
})

describe('the list of requests', () => {
  it('shows the newest first, page by page', async () => {
    const ids = []
    for (let index = 0; index < 3; index += 1) {
      ticket = await insertTicket()
      await takeSeat(pool, andi!, ticket.id)
      await takeSeat(pool, budi!, ticket.id)
      ids.unshift(await ask())
    }
    const first = await listExtensionRows(db, { limit: 2 })
    expect(first.items.map((item) => item.id)).toEqual(ids.slice(0, 2))
    expect(first.items[0]).toMatchObject({ requestedBy: { name: 'Andi' }, ticketCode: expect.any(String) })
    const second = await listExtensionRows(db, { limit: 2, cursor: first.nextCursor ?? '' })
    expect(second.items[0]?.id).toBe(ids[2])
  })

  it('shows a request of a ticket whose crew has left, as long as the ticket is open', async () => {
    const id = await ask()
    await db.transaction().execute((tx) =>
      freeSeat(tx, {
        ticketId: ticket.id,
        assignment: { id: seats[0]! },
        move: 'requestReplacement',
        actor: cs,
        reason: 'x',
      }),
    )
    expect(await pending()).toContain(id)
  })
})
