import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { NotFound } from '../../platform/errors.ts'
import { freeSeat } from '../../ticket/index.ts'
import { testDatabase } from '../../testing/index.ts'
import { eventsOf, insertTicketApart, newClientId, takeSeat } from '../../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../../testing/people.ts'
import { notesOf, writeNote } from './write-note.ts'

const { db, pool } = await testDatabase()
let cs: Staff
let [andi, budi]: Staff[] = []
let customerId: string
let ticketId: string
let seat: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db)
})
beforeEach(async () => {
  ticketId = (await insertTicketApart(db, cs, customerId, { quota: 2 })).id
  seat = await takeSeat(pool, andi!, ticketId)
})
const noted = async () => (await eventsOf(db, ticketId)).filter((event) => event.name === 'fieldNoted')

it('is there for the crew and on the timeline, once, also when it is sent again at the same instant', async () => {
  const note = { clientId: newClientId(), text: 'Kompresor bocor di sambungan kedua' }
  const both = await Promise.all([writeNote(db, andi!, ticketId, note), writeNote(db, andi!, ticketId, note)])
  expect(both[0]).toBe(both[1])
  expect(await notesOf(db, { ticketId })).toEqual([
    expect.objectContaining({ id: both[0], text: note.text, technician: { id: andi!.id, name: 'Andi' } }),
  ])
  expect(await noted()).toEqual([
    { name: 'fieldNoted', actorId: andi!.id, data: { noteId: both[0], text: note.text } },
  ])
})

it('written without a signal has the time at which it was written', async () => {
  const now = Date.now()
  const iso = (ms: number) => new Date(now - ms).toISOString()
  await writeNote(db, andi!, ticketId, {
    clientId: newClientId(),
    text: 'x',
    at: iso(3_600_000),
    sentAt: iso(0),
  })
  const [note] = await notesOf(db, { ticketId })
  expect(Math.abs(Date.parse(note!.at) - (now - 3_600_000))).toBeLessThan(60_000)
  expect((await noted())[0]?.data).toHaveProperty('doneAt')
})

it('is possible for whoever has given the seat back, and for nobody else', async () => {
  await db.transaction().execute((tx) =>
    freeSeat(tx, {
      ticketId,
      assignment: { id: seat },
      move: 'requestReplacement',
      actor: cs,
      reason: 'Sakit',
    }),
  )
  await writeNote(db, andi!, ticketId, { clientId: newClientId(), text: 'Kunci ada di satpam' })
  await expect(writeNote(db, budi!, ticketId, { clientId: newClientId(), text: 'x' })).rejects.toBeInstanceOf(
    NotFound,
  )
  const mine = { clientId: newClientId(), text: 'milik Andi' }
  await writeNote(db, andi!, ticketId, mine)
  await takeSeat(pool, budi!, ticketId)
  await expect(writeNote(db, budi!, ticketId, mine)).rejects.toBeInstanceOf(NotFound)
})
