import { createHash } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { NotFound } from '../platform/errors.ts'
import { writeSetting } from '../platform/settings.ts'
import { readCompany } from '../master-data/index.ts'
import { freeSeat, readDocument, recordEvent, reschedule, revokeDocuments } from '../ticket/index.ts'
import { testDatabase } from '../testing/index.ts'
import { documentText } from '../testing/document-text.ts'
import { drawnSignature, eventsOf, insertTicketApart, takeSeat, testFiles } from '../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { ensureLetter, letterPdf } from './issue-letter.ts'
import { type AssignmentLetterSnapshot, defineAssignmentLetter } from './print-assignment-letter.ts'
import { fieldWorkTasks } from './tasks.ts'

const { db, pool } = await testDatabase()
const files = testFiles()
const deps = { db, files, publicUrl: 'https://gss.example' }
let cs: Staff
let andi: Staff
let customerId: string
let ticket: Awaited<ReturnType<typeof insertTicketApart>>
let seat: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  andi = await insertStaff(db, 'technician', 'Andi Saputra')
  customerId = await insertCustomer(db, { name: 'Ratna Dewi', phone: '+6281234567890' })
})
beforeEach(async () => {
  ticket = await insertTicketApart(db, cs, customerId)
  seat = await takeSeat(pool, andi, ticket.id)
})

const letters = () =>
  db
    .selectFrom('documents')
    .selectAll()
    .where('ticketId', '=', ticket.id)
    .where('type', '=', 'ST')
    .orderBy('seq')
    .execute()
const replace = () =>
  db.transaction().execute(async (tx) => {
    await freeSeat(tx, {
      ticketId: ticket.id,
      assignment: { id: seat },
      move: 'requestReplacement',
      actor: cs,
      reason: 'Sakit',
    })
    await revokeDocuments(tx, { assignmentId: seat, type: 'ST' }, 'Sakit')
  })

describe('signature and stamp of the company', () => {
  it('are on letters from then on, also when such a letter is revoked; older ones stay without', async () => {
    const images = async (document: NonNullable<Awaited<ReturnType<typeof readDocument>>>) =>
      (await letterPdf(deps, document)).bytes.toString('latin1').split('/Subtype /Image').length - 1
    const before = await ensureLetter(deps, seat)
    const bytes = await drawnSignature()
    const file = await files.store(db, { name: 'ttd.png', bytes, mime: 'image/png' })
    const company = await readCompany(db)
    await writeSetting(db, 'company', { ...company, signatureFileId: file.id, stampFileId: file.id })
    const other = await insertTicketApart(db, cs, customerId)
    const after = await ensureLetter(deps, await takeSeat(pool, andi, other.id))
    expect([await images(before), await images(after)]).toEqual([0, 1])
    for (const { ticketId } of [before, after])
      await revokeDocuments(db as never, { ticketId: ticketId!, type: 'ST' }, 'Sakit')
    const again = async (id: string) => await images((await readDocument(db, id))!)
    expect([await again(before.id), await again(after.id)]).toEqual([0, 1])
    await writeSetting(db, 'company', company)
  })
})

describe('Surat Tugas', () => {
  it('names who goes where and when, is printed with its hash, and leaves an event', async () => {
    await db.updateTable('tickets').set({ purchaseOrder: 'PO-7/2026' }).where('id', '=', ticket.id).execute()
    const letter = await ensureLetter(deps, seat)
    expect(documentText(defineAssignmentLetter(letter.snapshot as never))).toContain('PO-7/2026')
    expect(letter).toMatchObject({
      type: 'ST',
      technicianId: andi.id,
      assignmentId: seat,
      validFrom: ticket.scheduledStart,
      snapshot: {
        number: letter.number,
        technician: { name: 'Andi Saputra' },
        place: { customer: 'Ratna Dewi', address: ticket.address, contact: expect.stringContaining('812') },
        ticket: { code: ticket.code },
        period: { zone: 'Asia/Jakarta' },
        extension: null,
      },
    })
    expect(letter.validUntil!.getTime()).toBeGreaterThan(ticket.scheduledEnd.getTime())
    const pdf = await letterPdf(deps, letter)
    expect(pdf.name).toBe(`${letter.number.replaceAll('/', '-')}.pdf`)
    expect(createHash('sha256').update(pdf.bytes).digest('hex')).toBe(letter.sha256)
    expect((await eventsOf(db, ticket.id)).at(-1)).toMatchObject({
      name: 'assignmentLetterIssued',
      actorId: null,
      data: { documentId: letter.id, technicianId: andi.id, number: letter.number },
    })
  })

  it('is one per assignment, however often and however parallel it is asked for', async () => {
    const all = await Promise.all([
      ensureLetter(deps, seat),
      ensureLetter(deps, seat),
      ensureLetter(deps, seat),
    ])
    expect(new Set(all.map((letter) => letter.id)).size).toBe(1)
    expect(await letters()).toHaveLength(1)
  })

  it('follows from the claim as a task, also when the task runs twice', async () => {
    const event = await db
      .selectFrom('events')
      .select('id')
      .where('ticketId', '=', ticket.id)
      .where('name', '=', 'jobClaimed')
      .executeTakeFirstOrThrow()
    const task = fieldWorkTasks(deps)['issueAssignmentLetter'] as unknown as (
      payload: object,
    ) => Promise<void>
    await task({ eventId: String(event.id) })
    await task({ eventId: String(event.id) })
    expect(await letters()).toHaveLength(1)
  })

  it('is not issued for a job that was given back within the second', async () => {
    await replace()
    const id = await recordEvent(db, {
      name: 'jobClaimed',
      actor: andi,
      ticketId: ticket.id,
      data: { assignmentId: seat, technicianId: andi.id, seat: 1, full: true },
    })
    const task = fieldWorkTasks(deps)['issueAssignmentLetter'] as unknown as (
      payload: object,
    ) => Promise<void>
    await task({ eventId: String(id) })
    await task({ eventId: '999999999' })
    expect(await letters()).toEqual([])
    await expect(ensureLetter(deps, seat)).rejects.toBeInstanceOf(NotFound)
  })

  it('does not run into a deadlock with a release at the same instant', async () => {
    for (let round = 0; round < 5; round += 1) {
      ticket = await insertTicketApart(db, cs, customerId)
      seat = await takeSeat(pool, andi, ticket.id)
      const [letter, released] = await Promise.allSettled([ensureLetter(deps, seat), replace()])
      expect(released.status).toBe('fulfilled')
      if (letter.status === 'rejected') expect(letter.reason).toBeInstanceOf(NotFound)
      expect((await letters()).filter((paper) => !paper.revokedAt)).toEqual([])
    }
  })

  it('of a visit that moved is replaced by one that names the old and says the new time', async () => {
    const old = await ensureLetter(deps, seat)
    const start = new Date(ticket.scheduledStart.getTime() + 24 * 3_600_000)
    const end = new Date(ticket.scheduledEnd.getTime() + 24 * 3_600_000)
    const id = await db.transaction().execute(async (tx) => {
      await reschedule(tx, ticket.id, start, end)
      await revokeDocuments(tx, { ticketId: ticket.id, type: 'ST' }, 'RESCHEDULED')
      const times = { start: start.toISOString(), end: end.toISOString(), oldStart: '', oldEnd: '' }
      return await recordEvent(tx, {
        name: 'visitRescheduled',
        actor: cs,
        ticketId: ticket.id,
        data: { ...times, reason: 'Pelanggan minta besok', released: [] },
      })
    })
    const task = fieldWorkTasks(deps)['renewAssignmentLetters'] as unknown as (
      payload: object,
    ) => Promise<void>
    await task({ eventId: String(id) })
    await task({ eventId: String(id) })
    const [first, second, ...more] = await letters()
    expect(more).toEqual([])
    expect(first).toMatchObject({ id: old.id, revokeReason: 'RESCHEDULED' })
    expect(second).toMatchObject({
      replacesId: old.id,
      revokedAt: null,
      validFrom: start,
      snapshot: { replaces: { number: old.number }, period: { start: start.toISOString() } },
    })
    const snapshot = second!.snapshot as unknown as AssignmentLetterSnapshot
    expect(documentText(defineAssignmentLetter(snapshot))).toContain(
      `menggantikan Surat Tugas Nomor ${old.number}`,
    )
  })

  it('of a replaced technician is revoked and says so, and the next one has a new number', async () => {
    const old = await ensureLetter(deps, seat)
    await replace()
    const budi = await insertStaff(db, 'technician', 'Budi Hartono')
    const fresh = await ensureLetter(deps, await takeSeat(pool, budi, ticket.id))
    const revoked = await readDocument(db, old.id)
    expect(revoked).toMatchObject({ revokedAt: expect.any(Date), revokeReason: 'Sakit' })
    expect(fresh).toMatchObject({ technicianId: budi.id, revokedAt: null, seq: old.seq + 1 })
    const pdf = await letterPdf(deps, revoked!)
    expect(createHash('sha256').update(pdf.bytes).digest('hex')).not.toBe(old.sha256)
  })
})
