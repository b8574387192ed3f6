import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { testDatabase } from '../testing/index.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { cancelTicket } from './cancel-ticket.ts'
import { changeTicket } from './change-ticket.ts'
import { claimJob } from './claim-job.ts'
import { type NewTicket, openTicket } from './open-ticket.ts'

const { db, pool } = await testDatabase()
let cs: Staff
let technician: Staff
let customerId: string

beforeAll(async () => {
  cs = await insertStaff(db, 'cs', 'Citra')
  technician = await insertStaff(db, 'technician', 'Andi')
  customerId = await insertCustomer(db)
})

const inHours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString()
const wish = (change: Partial<NewTicket> = {}): NewTicket => ({
  customerId,
  title: 'AC tidak dingin',
  description: 'Sejak kemarin',
  address: null,
  technicianQuota: 2,
  scheduledStart: inHours(2),
  scheduledEnd: inHours(5),
  priority: 'NORMAL',
  ...change,
})
const ticket = (id: string) =>
  db.selectFrom('tickets').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const eventsOf = (id: string) =>
  db
    .selectFrom('events')
    .select(['name', 'actorId', 'data'])
    .where('ticketId', '=', id)
    .orderBy('id')
    .execute()
const complain = async (whose: string) => {
  const row = await db
    .insertInto('complaints')
    .values({ customerId: whose, text: 'AC bocor', lat: -6.2, lng: 106.8 })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

describe('open a ticket', () => {
  it('is in the pool at once, with its event', async () => {
    const id = await openTicket(db, cs, wish())
    expect(await ticket(id)).toMatchObject({
      state: 'OPEN',
      freeSeats: [1, 2],
      address: 'Jl. Merdeka No. 10, Bandung',
      createdBy: cs.id,
    })
    expect(await eventsOf(id)).toEqual([
      { name: 'ticketOpened', actorId: cs.id, data: { quota: 2, title: 'AC tidak dingin' } },
    ])
  })

  it('takes the address CS wrote over that of the customer, without his pin', async () => {
    await db.updateTable('customers').set({ lat: -6.9, lng: 107.6 }).where('id', '=', customerId).execute()
    const own = await ticket(await openTicket(db, cs, wish()))
    expect([own.lat, own.lng]).toEqual([-6.9, 107.6])
    const other = await ticket(await openTicket(db, cs, wish({ address: 'Jl. Braga 5, Bandung' })))
    expect([other.address, other.lat]).toEqual(['Jl. Braga 5, Bandung', null])
    const pinned = await ticket(await openTicket(db, cs, wish({ location: { lat: -6.5, lng: 107 } })))
    expect([pinned.lat, pinned.lng]).toEqual([-6.5, 107])
  })

  it('has the clock of its site: said by CS, the pin, the words of the address, the customer', async () => {
    const zone = async (change: Partial<NewTicket>) =>
      (await ticket(await openTicket(db, cs, wish(change)))).timeZone
    const bali = await insertCustomer(db, { address: 'Jl. Teuku Umar 88, Denpasar' })
    expect(await zone({ customerId: bali })).toBe('Asia/Makassar')
    expect(await zone({ customerId: bali, address: 'Jl. Baru 1' })).toBe('Asia/Makassar')
    expect(await zone({ customerId: bali, location: { lat: -2.53, lng: 140.7 } })).toBe('Asia/Jayapura')
    expect(await zone({ customerId: bali, timeZone: 'Asia/Jakarta' })).toBe('Asia/Jakarta')
    await db.updateTable('customers').set({ timeZone: 'Asia/Jayapura' }).where('id', '=', bali).execute()
    expect(await zone({ customerId: bali })).toBe('Asia/Jayapura')
  })

  it('asks for skills out of the catalogue, which keep up with it', async () => {
    await db
      .insertInto('skills')
      .values([{ name: 'AC' }, { name: 'Listrik' }])
      .execute()
    const id = await openTicket(
      db,
      cs,
      wish({ requiredSkills: ['AC', 'Listrik', 'AC'], area: 'Bandung Utara' }),
    )
    expect(await ticket(id)).toMatchObject({ requiredSkills: ['AC', 'Listrik'], area: 'Bandung Utara' })
    await expect(openTicket(db, cs, wish({ requiredSkills: ['Sulap'] }))).rejects.toMatchObject({
      fields: [{ path: 'requiredSkills', message: 'unknownSkill' }],
    })
    await db.updateTable('skills').set({ name: 'AC split' }).where('name', '=', 'AC').execute()
    await db.deleteFrom('skills').where('name', '=', 'Listrik').execute()
    expect((await ticket(id)).requiredSkills).toEqual(['AC split'])
  })

  it('makes the complaint TICKETED and takes its pin', async () => {
    const complaintId = await complain(customerId)
    const id = await openTicket(db, cs, wish({ complaintId, address: 'Jl. Asia Afrika 1' }))
    expect(await ticket(id)).toMatchObject({ complaintId, lat: -6.2, lng: 106.8 })
    const complaint = await db
      .selectFrom('complaints')
      .selectAll()
      .where('id', '=', complaintId)
      .executeTakeFirstOrThrow()
    expect(complaint).toMatchObject({ status: 'TICKETED', ticketId: id, decidedBy: cs.id })
    // the same complaint cannot become two tickets
    await expect(openTicket(db, cs, wish({ complaintId }))).rejects.toMatchObject({
      code: 'COMPLAINT_DECIDED',
    })
  })

  it('refuses a complaint of somebody else and leaves nothing behind', async () => {
    const complaintId = await complain(await insertCustomer(db))
    const before = await db.selectFrom('tickets').select('id').execute()
    await expect(openTicket(db, cs, wish({ complaintId }))).rejects.toMatchObject({ status: 404 })
    expect(await db.selectFrom('tickets').select('id').execute()).toHaveLength(before.length)
    const complaint = await db
      .selectFrom('complaints')
      .select('status')
      .where('id', '=', complaintId)
      .executeTakeFirstOrThrow()
    expect(complaint.status).toBe('OPEN')
  })

  it('needs an active customer, an address and a sensible time', async () => {
    const gone = await insertCustomer(db)
    await db
      .updateTable('customers')
      .set({ status: 'INACTIVE', deactivatedAt: new Date() })
      .where('id', '=', gone)
      .execute()
    await expect(openTicket(db, cs, wish({ customerId: gone }))).rejects.toMatchObject({
      code: 'CUSTOMER_INACTIVE',
    })
    await expect(openTicket(db, cs, wish({ customerId: randomUUID() }))).rejects.toMatchObject({
      fields: [{ path: 'customerId', message: 'customerUnknown' }],
    })
    const homeless = await insertCustomer(db)
    await db.updateTable('customers').set({ address: null }).where('id', '=', homeless).execute()
    await expect(openTicket(db, cs, wish({ customerId: homeless }))).rejects.toMatchObject({
      fields: [{ path: 'address', message: 'required' }],
    })
    await expect(openTicket(db, cs, wish({ scheduledEnd: inHours(1) }))).rejects.toMatchObject({
      fields: [{ path: 'scheduledEnd', message: 'endBeforeStart' }],
    })
    await expect(openTicket(db, technician, wish())).rejects.toMatchObject({ status: 403 })
  })
})

describe('change a ticket', () => {
  it('changes what is different, in one event', async () => {
    const id = await openTicket(db, cs, wish())
    const start = inHours(24)
    await changeTicket(db, cs, id, {
      title: 'AC bocor',
      description: 'Sejak kemarin',
      technicianQuota: 3,
      scheduledStart: start,
      scheduledEnd: inHours(26),
      location: null,
    })
    expect(await ticket(id)).toMatchObject({
      title: 'AC bocor',
      technicianQuota: 3,
      freeSeats: [1, 2, 3],
      scheduledStart: new Date(start),
      lat: null,
    })
    const [, changed] = await eventsOf(id)
    expect(changed).toMatchObject({ name: 'ticketChanged' })
    expect((changed!.data as { fields: string[] }).fields.toSorted()).toEqual([
      'location',
      'scheduledEnd',
      'scheduledStart',
      'technicianQuota',
      'title',
    ])
  })

  it('leaves no event when nothing is different', async () => {
    const id = await openTicket(db, cs, wish())
    const { scheduledStart } = await ticket(id)
    await changeTicket(db, cs, id, {
      title: 'AC tidak dingin',
      scheduledStart: scheduledStart.toISOString(),
    })
    expect(await eventsOf(id)).toHaveLength(1)
  })

  it('is refused once somebody took it, and possible again when nobody has it', async () => {
    const id = await openTicket(db, cs, wish({ scheduledStart: inHours(50), scheduledEnd: inHours(51) }))
    expect(await claimJob(pool, technician, id, 'web')).toMatchObject({ ok: true })
    await expect(changeTicket(db, cs, id, { title: 'Lain' })).rejects.toMatchObject({
      code: 'TICKET_TAKEN',
    })
    expect((await ticket(id)).title).toBe('AC tidak dingin')
  })

  it('checks the schedule as it will be, and who asks', async () => {
    const id = await openTicket(db, cs, wish())
    await expect(changeTicket(db, cs, id, { scheduledStart: inHours(6) })).rejects.toMatchObject({
      fields: [{ path: 'scheduledEnd', message: 'endBeforeStart' }],
    })
    expect(await eventsOf(id)).toHaveLength(1)
    await expect(changeTicket(db, technician, id, { title: 'Lain' })).rejects.toMatchObject({ status: 403 })
    await expect(changeTicket(db, cs, randomUUID(), { title: 'Lain' })).rejects.toMatchObject({ status: 404 })
  })
})

describe('cancel a ticket', () => {
  it('frees the crew and keeps the reason', async () => {
    const id = await openTicket(
      db,
      cs,
      wish({ technicianQuota: 1, scheduledStart: inHours(70), scheduledEnd: inHours(71) }),
    )
    const claim = await claimJob(pool, technician, id, 'web')
    if (!claim.ok) throw claim.refusal
    await db
      .insertInto('documents')
      .values({
        type: 'ST',
        year: 2026,
        seq: 1,
        number: `001/ST/${id}`,
        token: id,
        ticketId: id,
        assignmentId: claim.assignmentId,
        validFrom: new Date(),
        snapshot: '{}',
      })
      .execute()
    await cancelTicket(db, cs, id, 'Pelanggan batal')
    expect(await ticket(id)).toMatchObject({ state: 'CANCELLED', cancelReason: 'Pelanggan batal' })
    const seat = await db
      .selectFrom('assignments')
      .select(['endReason', 'endedAt'])
      .where('ticketId', '=', id)
      .executeTakeFirstOrThrow()
    expect(seat.endReason).toBe('CANCELLED')
    const letter = await db
      .selectFrom('documents')
      .select('revokeReason')
      .where('ticketId', '=', id)
      .executeTakeFirstOrThrow()
    expect(letter.revokeReason).toBe('Pelanggan batal')
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      name: 'ticketCancelled',
      data: { reason: 'Pelanggan batal' },
    })
    // his calendar is free again
    const same = await openTicket(
      db,
      cs,
      wish({ technicianQuota: 1, scheduledStart: inHours(70), scheduledEnd: inHours(71) }),
    )
    expect(await claimJob(pool, technician, same, 'web')).toMatchObject({ ok: true })
  })

  it('is refused twice and for technicians', async () => {
    const id = await openTicket(db, cs, wish())
    await expect(cancelTicket(db, technician, id, 'x')).rejects.toMatchObject({ status: 403 })
    await cancelTicket(db, cs, id, 'Dobel')
    await expect(cancelTicket(db, cs, id, 'Dobel')).rejects.toMatchObject({ code: 'WRONG_STATE' })
  })
})
