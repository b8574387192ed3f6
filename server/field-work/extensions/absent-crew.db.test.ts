import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { testDatabase } from '../../testing/index.ts'
import { takeSeat, testFiles } from '../../testing/jobs.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { readCollisions } from './reads.ts'
import { approveExtension, requestExtension } from './request-extension.ts'

const { db, pool } = await testDatabase()
const deps = { db, files: testFiles(), publicUrl: 'https://gss.example' }
const DAY = 24 * 3_600_000
let cs: Staff
let [andi, budi]: Staff[] = []
let customerId: string
let ticket: Awaited<ReturnType<typeof insertOpenTicket>>
let seats: { andi: string; budi: string }
let id: string
let start = Date.now()
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db)
})
beforeEach(async () => {
  // weeks of their own for each test, so that an extended visit runs into no other
  start += 21 * DAY
  ticket = await insertOpenTicket(db, cs, customerId, { quota: 2, start: new Date(start) })
  seats = { andi: await takeSeat(pool, andi!, ticket.id), budi: await takeSeat(pool, budi!, ticket.id) }
  id = await requestExtension(db, andi!, ticket.id, { days: 3, reason: 'Hujan', remainingWork: 'Cat' })
})

const approve = (choice: Parameters<typeof approveExtension>[3]) => approveExtension(deps, cs, id, choice)
const row = () => db.selectFrom('tickets').selectAll().where('id', '=', ticket.id).executeTakeFirstOrThrow()
const stored = () => db.selectFrom('extensions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const seat = (which: string) =>
  db.selectFrom('assignments').selectAll().where('id', '=', which).executeTakeFirstOrThrow()

describe('an absence of the crew', () => {
  const isAbsent = async (technician: Staff, fromDays: number, untilDays: number) => {
    const at = (days: number) => new Date(ticket.scheduledEnd.getTime() + days * DAY)
    await db
      .insertInto('absences')
      .values({
        technicianId: technician.id,
        kind: 'LEAVE',
        startsAt: at(fromDays),
        endsAt: at(untilDays),
        wholeDays: false,
        createdBy: cs.id,
      })
      .execute()
  }
  it('is in the way of the days that are new, and named', async () => {
    await isAbsent(andi!, 1, 5)
    const { items, freeDays } = await readCollisions(db, id, undefined)
    expect(items).toMatchObject([
      {
        assignmentId: seats.andi,
        what: 'ABSENCE',
        absence: 'LEAVE',
        ticketId: null,
        technician: { name: 'Andi' },
      },
    ])
    expect(freeDays).toBe(1)
    await expect(approve({})).rejects.toMatchObject({
      code: 'CREW_COLLISION',
      params: { jobs: 'Andi: Cuti' },
    })
    await approve({ days: 1 })
  })

  it('is no news when it was before the old end', async () => {
    await isAbsent(andi!, -2, 0)
    expect((await readCollisions(db, id, undefined)).items).toEqual([])
    await approve({})
  })

  it('does not count for who comes all the same', async () => {
    await isAbsent(andi!, 1, 5)
    await approve({ override: true })
    expect(await row()).toMatchObject({ freeSeats: [] })
    expect((await stored()).status).toBe('APPROVED')
  })

  it('lets him go when CS wants it so', async () => {
    await isAbsent(andi!, 1, 5)
    await approve({ release: [seats.andi] })
    expect(await seat(seats.andi)).toMatchObject({
      endReason: 'REPLACED',
      endNote: 'Tambah Hari bentrok dengan jadwal tidak masuk Anda',
    })
  })

  it('overridden, another job still is in the way', async () => {
    const third = await insertOpenTicket(db, cs, customerId, {
      start: new Date(ticket.scheduledEnd.getTime() + 2 * DAY),
    })
    await takeSeat(pool, budi!, third.id)
    await isAbsent(andi!, 1, 5)
    await expect(approve({ override: true })).rejects.toMatchObject({
      params: { jobs: expect.stringMatching(/^Budi: TKT-\d+ [^;]+$/) },
    })
    await approve({ release: [seats.budi], override: true })
    expect(await row()).toMatchObject({ freeSeats: [2] })
  })
})
