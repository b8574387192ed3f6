import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { NotAllowed, NotFound } from '../platform/errors.ts'
import { testDatabase } from '../testing/index.ts'
import { eventsOf, insertTicketApart, newClientId, phonePhoto, takeSeat, testFiles } from '../testing/jobs.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../testing/people.ts'
import { addPhoto } from './add-photo.ts'
import { checkIn, checkOut } from './check-in.ts'
import { changeDemands } from './evidence/change-demands.ts'
import { confirmHandover } from './evidence/confirm-handover.ts'
import { missingOf } from './evidence/find-missing.ts'
import { handOver } from './hand-over.ts'
import { markDone, reopenTicket } from './mark-done.ts'

const { db, pool } = await testDatabase()
const deps = { db, files: testFiles(), publicUrl: 'https://gss.example' }
let cs: Staff
let [andi, budi]: Staff[] = []
let customerId: string
let ticket: { id: string; scheduledStart: Date; scheduledEnd: Date }
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db)
})
beforeEach(async () => {
  ticket = await insertTicketApart(db, cs, customerId, { quota: 2 })
  await takeSeat(pool, andi!, ticket.id)
  await takeSeat(pool, budi!, ticket.id)
})

const arrive = (who: Staff) => checkIn(db, who, ticket.id, { clientId: newClientId() })
const photo = async (kind: 'BEFORE' | 'AFTER') =>
  addPhoto(deps, andi!, ticket.id, {
    clientId: newClientId(),
    kind,
    name: 'a.jpg',
    bytes: await phonePhoto(),
  })
const report = (fields: { witnessName?: string } = {}) =>
  handOver(deps, andi!, ticket.id, {
    clientId: newClientId(),
    workDone: 'Cuci AC',
    openItems: null,
    signerName: null,
    signerPosition: null,
    noSignatureReason: 'Pelanggan di luar kota',
    signature: null,
    paper: null,
    ...fields,
  })
async function finish() {
  await arrive(andi!)
  await report()
  await markDone(db, andi!, ticket.id)
}
const crew = async () =>
  (
    await db
      .selectFrom('assignments')
      .select(['endReason', 'endedAt'])
      .where('ticketId', '=', ticket.id)
      .orderBy('seat')
      .execute()
  ).map((row) => row.endReason)
const row = () => db.selectFrom('tickets').selectAll().where('id', '=', ticket.id).executeTakeFirstOrThrow()
const names = async () => (await eventsOf(db, ticket.id)).map((event) => event.name)

describe('Selesai', () => {
  it('needs a check-in first, then a BAST', async () => {
    await expect(markDone(db, andi!, ticket.id)).rejects.toMatchObject({ code: 'DONE_NEEDS_CHECK_IN' })
    await arrive(andi!)
    await expect(markDone(db, andi!, ticket.id)).rejects.toMatchObject({ code: 'DONE_NEEDS_BAST' })
    expect((await row()).state).toBe('IN_PROGRESS')
    expect(await names()).not.toContain('workDone')
  })

  it('needs what admin asks for: photos, and a second proof of what nobody signed', async () => {
    await changeDemands(db, cs, { photosBefore: 1, photosAfter: 1, secondProofNeeded: true })
    try {
      expect(await missingOf(db, ticket.id)).toEqual(['CHECK_IN', 'PHOTO_BEFORE', 'PHOTO_AFTER', 'BAST'])
      await arrive(andi!)
      await photo('BEFORE')
      await expect(markDone(db, andi!, ticket.id)).rejects.toMatchObject({ code: 'DONE_NEEDS_PHOTO_AFTER' })
      await photo('AFTER')
      await report()
      expect(await missingOf(db, ticket.id)).toEqual(['SECOND_PROOF'])
      await expect(markDone(db, andi!, ticket.id)).rejects.toMatchObject({ code: 'DONE_NEEDS_SECOND_PROOF' })
      await confirmHandover(db, cs, ticket.id, 'Bu Ratna membalas: sudah beres')
      await expect(confirmHandover(db, cs, ticket.id, 'lagi')).rejects.toMatchObject({
        code: 'BAST_CONFIRMED',
      })
      expect((await eventsOf(db, ticket.id)).at(-1)).toMatchObject({
        name: 'handoverConfirmed',
        actorId: cs.id,
      })
      // a correction is a new BAST: the word was for the old one
      await report()
      expect(await missingOf(db, ticket.id)).toEqual(['SECOND_PROOF'])
      await report({ witnessName: 'Pak RT' })
      expect(await markDone(db, andi!, ticket.id)).toBe('DONE')
    } finally {
      await changeDemands(db, cs, { photosBefore: 0, photosAfter: 0, secondProofNeeded: false })
    }
  })

  it('ends the work: state, crew, attendance, event', async () => {
    await arrive(andi!)
    await arrive(budi!)
    await checkOut(db, budi!, ticket.id, { clientId: newClientId() })
    await report()
    expect(await markDone(db, andi!, ticket.id)).toBe('DONE')
    expect(await row()).toMatchObject({ state: 'DONE', doneAt: expect.any(Date) })
    expect(await crew()).toEqual(['DONE', 'DONE'])
    const open = await db
      .selectFrom('attendance')
      .select('id')
      .where('ticketId', '=', ticket.id)
      .where('checkOutAt', 'is', null)
      .execute()
    expect(open).toEqual([])
    const events = await eventsOf(db, ticket.id)
    expect(events.find((event) => event.name === 'workDone')).toMatchObject({
      actorId: andi!.id,
      data: { technicianId: andi!.id },
    })
    expect(events.filter((event) => event.name === 'checkedOut')).toHaveLength(2)
  })

  it('does not make up when somebody went who forgot to check out days ago', async () => {
    const id = await arrive(andi!)
    await sql`update attendance set check_in_at = now() - interval '2 days', work_date = work_date - 2 where id = ${id}`.execute(
      db,
    )
    await report()
    await markDone(db, andi!, ticket.id)
    const entry = await db
      .selectFrom('attendance')
      .select('checkOutAt')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(entry.checkOutAt).toBeNull()
    expect(await names()).not.toContain('checkedOut')
  })

  it('pressed twice, by one or by two of the crew, is one', async () => {
    await arrive(andi!)
    await report()
    expect(await Promise.all([markDone(db, andi!, ticket.id), markDone(db, budi!, ticket.id)])).toEqual([
      'DONE',
      'DONE',
    ])
    expect(await markDone(db, andi!, ticket.id)).toBe('DONE')
    expect((await names()).filter((name) => name === 'workDone')).toHaveLength(1)
  })

  it('is for the crew only', async () => {
    const stranger = await insertStaff(db, 'technician')
    await arrive(andi!)
    await report()
    await expect(markDone(db, stranger, ticket.id)).rejects.toBeInstanceOf(NotFound)
    await markDone(db, andi!, ticket.id)
    await expect(markDone(db, stranger, ticket.id)).rejects.toBeInstanceOf(NotFound)
  })

  it('frees the crew for other jobs at the same time', async () => {
    await finish()
    const other = await insertOpenTicket(db, cs, customerId, {
      start: ticket.scheduledStart,
      end: ticket.scheduledEnd,
    })
    await takeSeat(pool, andi!, other.id)
  })
})

describe('Buka Kembali', () => {
  it('recalls the crew and asks for a new BAST; the old one is revoked and stays', async () => {
    await finish()
    expect(await reopenTicket(db, cs, ticket.id, 'Masih bocor')).toBe('IN_PROGRESS')
    expect(await row()).toMatchObject({ state: 'IN_PROGRESS', doneAt: null })
    expect(await crew()).toEqual([null, null])
    await expect(markDone(db, andi!, ticket.id)).rejects.toMatchObject({ code: 'DONE_NEEDS_BAST' })
    expect((await eventsOf(db, ticket.id)).at(-1)).toMatchObject({
      name: 'ticketReopened',
      actorId: cs.id,
      data: { reason: 'Masih bocor' },
    })
    await report()
    expect(await markDone(db, andi!, ticket.id)).toBe('DONE')
    const papers = await db
      .selectFrom('documents')
      .select(['revokeReason'])
      .where('ticketId', '=', ticket.id)
      .where('type', '=', 'BAST')
      .orderBy('seq')
      .execute()
    expect(papers).toEqual([{ revokeReason: 'REOPENED' }, { revokeReason: null }])
  })

  it('is refused when one of the crew has another job at that time', async () => {
    await finish()
    const other = await insertOpenTicket(db, cs, customerId, {
      start: ticket.scheduledStart,
      end: ticket.scheduledEnd,
    })
    await takeSeat(pool, budi!, other.id)
    await expect(reopenTicket(db, cs, ticket.id, 'Masih bocor')).rejects.toMatchObject({ code: 'CREW_TAKEN' })
    expect((await row()).state).toBe('DONE')
    expect(await crew()).toEqual(['DONE', 'DONE'])
    expect(await names()).not.toContain('ticketReopened')
  })

  it('is refused once there is an invoice, unless that is void', async () => {
    await finish()
    const invoice = await db
      .insertInto('invoices')
      .values({ ticketId: ticket.id, lines: '[]', subtotal: 0, total: 0, taxRule: '{}', createdBy: cs.id })
      .returning('id')
      .executeTakeFirstOrThrow()
    await expect(reopenTicket(db, cs, ticket.id, 'Masih bocor')).rejects.toMatchObject({
      code: 'REOPEN_HAS_INVOICE',
    })
    await sql`update invoices set state = 'VOID', void_reason = 'x' where id = ${invoice.id}`.execute(db)
    expect(await reopenTicket(db, cs, ticket.id, 'Masih bocor')).toBe('IN_PROGRESS')
  })

  it('is for CS, and only from Done', async () => {
    await expect(reopenTicket(db, cs, ticket.id, 'x')).rejects.toMatchObject({ code: 'WRONG_STATE' })
    await finish()
    await expect(reopenTicket(db, andi!, ticket.id, 'x')).rejects.toBeInstanceOf(NotAllowed)
  })
})
