import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { ROLES, type Role } from '../platform/roles.ts'
import { freeSeat, revokeDocuments } from '../ticket/index.ts'
import { formOf, testHttp } from '../testing/http.ts'
import { testDatabase } from '../testing/index.ts'
import {
  drawnSignature,
  eventsOf,
  insertTicketApart,
  newClientId,
  phonePhoto,
  takeSeat,
  testFiles,
} from '../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { fieldWorkRoutes } from './routes.ts'

const { db, pool } = await testDatabase()
const files = testFiles()
let changes = 0
const { call } = await testHttp((app) =>
  fieldWorkRoutes(
    { app, db, changed: () => (changes += 1) },
    { db, files, publicUrl: 'https://gss.example' },
  ),
)
const staff = {} as Record<Role, Staff>
let [andi, budi]: Staff[] = []
let customerId: string
let ticketId: string
let url: string
let seat: string
beforeAll(async () => {
  for (const role of ROLES) staff[role] = await insertStaff(db, role)
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db, { name: 'Ratna Dewi' })
})
beforeEach(async () => {
  ticketId = (await insertTicketApart(db, staff.cs, customerId, { quota: 2 })).id
  url = `/api/v1/tickets/${ticketId}`
  seat = await takeSeat(pool, andi!, ticketId)
  changes = 0
})

const attend = () => ({ clientId: newClientId() })
const bast = (fields: Record<string, string | Buffer> = {}) =>
  formOf({ clientId: newClientId(), workDone: 'Cuci AC', noSignatureReason: 'Tidak di tempat', ...fields })
async function replace() {
  await db.transaction().execute(async (tx) => {
    await freeSeat(tx, {
      ticketId,
      assignment: { id: seat },
      move: 'requestReplacement',
      actor: staff.cs,
      reason: 'Sakit',
    })
    await revokeDocuments(tx, { assignmentId: seat, type: 'ST' }, 'Sakit')
  })
}

describe('a day of a technician over HTTP', () => {
  it('goes from letter to Selesai, and CS may reopen', async () => {
    const letter = await call(andi!, 'GET', `${url}/assignment-letter.pdf`)
    expect(letter).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } })
    expect(letter.bytes.subarray(0, 5).toString()).toBe('%PDF-')

    const location = { lat: -6.9175, lng: 107.6191, accuracy: 8, at: new Date().toISOString() }
    const arrived = await call(andi!, 'POST', `${url}/check-in`, { ...attend(), at: location.at, location })
    expect(arrived.status).toBe(200)
    expect(arrived.json()).toMatchObject({
      grade: 'ON_SITE',
      distance: 0,
      accuracy: 8,
      technician: { id: andi!.id, name: 'Andi' },
      customerName: 'Ratna Dewi',
      checkOutAt: null,
    })
    const photo = await call(
      andi!,
      'POST',
      `${url}/photos`,
      formOf({ clientId: newClientId(), kind: 'BEFORE', photo: await phonePhoto() }),
    )
    expect(photo).toMatchObject({ status: 201 })
    const stored = await db
      .selectFrom('photos')
      .selectAll()
      .where('ticketId', '=', ticketId)
      .executeTakeFirstOrThrow()
    // screens only ever learn of the copy
    expect(photo.json()).toMatchObject({ kind: 'BEFORE', fileId: stored.viewFileId })

    expect((await call(andi!, 'POST', `${url}/done`)).json()).toMatchObject({ code: 'DONE_NEEDS_BAST' })
    const report = await call(
      andi!,
      'POST',
      `${url}/bast`,
      bast({
        signerName: 'Ratna Dewi',
        signature: await drawnSignature(),
        consent: 'true',
        location: JSON.stringify(location),
        parts: JSON.stringify([{ description: 'Pipa', quantity: 2.5, unit: 'm', serialNumber: '' }]),
      }),
    )
    expect(report.status).toBe(201)
    expect(report.json()).toMatchObject({
      parts: [{ description: 'Pipa', quantity: 2.5, unit: 'm', serialNumber: null }],
    })
    const wrong = await call(andi!, 'POST', `${url}/bast`, bast({ parts: '[{"quantity":0}]' }))
    expect(wrong.status).toBe(422)
    expect(report.json()).toMatchObject({ signed: true, number: expect.stringContaining('/BAST/') })
    expect((await call(andi!, 'POST', `${url}/done`)).json()).toEqual({ ok: true, state: 'DONE' })
    expect(changes).toBe(4)

    const seen = (await call(staff.cs, 'GET', `${url}/field-work`)).json()
    expect(seen).toMatchObject({
      attendance: [{ checkOutAt: expect.any(String) }],
      photos: [{ kind: 'BEFORE' }],
      bast: { number: report.json()['number'] },
      letters: [{ status: 'EXPIRED', verifyUrl: expect.stringMatching(/^https:\/\/gss\.example\/verify\//) }],
      missingForDone: [],
    })
    const paper = await call(staff.sales, 'GET', `${url}/bast.pdf`)
    expect(paper.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const reopened = await call(staff.cs, 'POST', `${url}/reopen`, { reason: 'Masih bocor' })
    expect(reopened.json()).toEqual({ ok: true, state: 'IN_PROGRESS' })
    expect((await call(staff.sales, 'GET', `${url}/bast.pdf`)).status).toBe(404)
  })

  it('asks for days and is answered', async () => {
    const wish = { days: 2, reason: 'Pipa tertanam', remainingWork: 'Lantai 2' }
    // somebody who has nothing else on the following days
    const gita = await insertStaff(db, 'technician', 'Gita')
    await replace()
    await takeSeat(pool, gita, ticketId)
    await call(gita, 'POST', `${url}/check-in`, attend())
    const asked = await call(gita, 'POST', `${url}/extensions`, wish)
    expect(asked).toMatchObject({ status: 201 })
    const { id } = asked.json()
    expect((await call(gita, 'POST', `${url}/extensions`, wish)).json()).toMatchObject({
      code: 'EXTENSION_PENDING',
    })
    const listed = (await call(staff.cs, 'GET', '/api/v1/extensions?status=PENDING')).json()
    expect((listed['items'] as { id: string }[]).map((item) => item.id)).toContain(id)
    const approved = await call(staff.cs, 'POST', `/api/v1/extensions/${id}/approve`)
    expect(approved.json()).toMatchObject({
      status: 'APPROVED',
      approvedDays: 2,
      decidedBy: { id: staff.cs.id },
    })
    expect(
      (await call(staff.cs, 'POST', `/api/v1/extensions/${id}/reject`, { reason: 'x' })).json(),
    ).toMatchObject({ code: 'EXTENSION_DECIDED' })
  })

  it('answers the same for a repeated call, with one event', async () => {
    const body = attend()
    const [one, two] = await Promise.all([
      call(andi!, 'POST', `${url}/check-in`, body),
      call(andi!, 'POST', `${url}/check-in`, body),
    ])
    expect([one.status, two.status]).toEqual([200, 200])
    expect(one.json()).toEqual(two.json())
    expect((await eventsOf(db, ticketId)).filter((event) => event.name === 'checkedIn')).toHaveLength(1)
  })
})

describe('what is refused', () => {
  it.each([
    ['check-in without a client id', 'check-in', {}],
    ['check-in with a short client id', 'check-in', { clientId: 'x' }],
    [
      'check-in beyond the pole',
      'check-in',
      { clientId: 'device-0001', location: { lat: 91, lng: 0, accuracy: 1, at: '2026-01-01T00:00:00Z' } },
    ],
    ['no days', 'extensions', { days: 0, reason: 'x', remainingWork: 'x' }],
    ['31 days', 'extensions', { days: 31, reason: 'x', remainingWork: 'x' }],
    ['days without a reason', 'extensions', { days: 1, reason: ' ', remainingWork: 'x' }],
  ])('%s is 422 and names the field', async (_, path, body) => {
    const answer = await call(andi!, 'POST', `${url}/${path}`, body)
    expect(answer).toMatchObject({ status: 422 })
    expect(answer.json()).toMatchObject({ code: 'INVALID_INPUT', errors: [{ path: expect.any(String) }] })
  })

  it('a broken photo is 422 in plain words, and the next one works', async () => {
    await call(andi!, 'POST', `${url}/check-in`, attend())
    const send = (photo: Buffer) =>
      call(andi!, 'POST', `${url}/photos`, formOf({ clientId: newClientId(), kind: 'AFTER', photo }))
    const broken = await send((await phonePhoto(400, 300)).subarray(0, 800))
    expect(broken).toMatchObject({ status: 422 })
    expect(broken.json()).toMatchObject({
      errors: [{ path: 'photo', message: expect.stringContaining('JPG') }],
    })
    expect((await send(await phonePhoto())).status).toBe(201)
  })

  it('a form without the photo, with an unknown file, or that is no form is 422', async () => {
    const photos = `${url}/photos`
    const kind = { clientId: newClientId(), kind: 'AFTER' }
    expect((await call(andi!, 'POST', photos, formOf(kind))).status).toBe(422)
    expect((await call(andi!, 'POST', photos, formOf({ ...kind, virus: Buffer.from('x') }))).status).toBe(422)
    expect((await call(andi!, 'POST', photos, kind)).status).toBe(422)
  })

  it('a photo of 16 MB is 413', async () => {
    const photo = Buffer.alloc(16 * 1024 * 1024, 1)
    const answer = await call(
      andi!,
      'POST',
      `${url}/photos`,
      formOf({ clientId: newClientId(), kind: 'AFTER', photo }),
    )
    expect(answer).toMatchObject({ status: 413 })
    expect(answer.json()).toMatchObject({ code: 'FILE_TOO_LARGE' })
  })

  it('nobody, and the wrong role', async () => {
    expect((await call(null, 'POST', `${url}/check-in`, attend())).status).toBe(401)
    for (const role of ['admin', 'cs', 'sales', 'manager'] as const)
      expect([role, (await call(staff[role], 'POST', `${url}/check-in`, attend())).status]).toEqual([
        role,
        403,
      ])
    for (const role of ['technician', 'sales', 'manager'] as const) {
      const reopen = await call(staff[role], 'POST', `${url}/reopen`, { reason: 'x' })
      const list = await call(staff[role], 'GET', '/api/v1/extensions')
      expect([role, reopen.status, list.status]).toEqual([role, 403, 403])
    }
    expect((await call(staff.sales, 'GET', '/api/v1/attendance')).status).toBe(403)
  })
})

describe('what a technician may see', () => {
  it('is nothing of a ticket in which he never had a seat', async () => {
    for (const path of ['field-work', 'bast.pdf', 'assignment-letter.pdf'])
      expect([path, (await call(budi!, 'GET', `${url}/${path}`)).status]).toEqual([path, 404])
  })

  it('is his own letter, not that of a colleague', async () => {
    await takeSeat(pool, budi!, ticketId)
    for (const who of [andi!, budi!]) await call(who, 'GET', `${url}/assignment-letter.pdf`)
    const own = (await call(budi!, 'GET', `${url}/field-work`)).json()
    expect(own['letters']).toMatchObject([{ technician: { name: 'Budi' }, status: 'VALID' }])
    const all = (await call(staff.cs, 'GET', `${url}/field-work`)).json()['letters'] as { id: string }[]
    expect(all).toHaveLength(2)
    const ofAndi = `${url}/assignment-letter.pdf?documentId=${all[0]!.id}`
    expect((await call(andi!, 'GET', ofAndi)).status).toBe(200)
    expect((await call(budi!, 'GET', ofAndi)).status).toBe(404)
    expect((await call(staff.cs, 'GET', ofAndi)).status).toBe(200)
    const elsewhere = (await insertTicketApart(db, staff.cs, customerId)).id
    expect(
      (
        await call(
          staff.cs,
          'GET',
          `/api/v1/tickets/${elsewhere}/assignment-letter.pdf?documentId=${all[0]!.id}`,
        )
      ).status,
    ).toBe(404)
  })

  it('is his revoked letter once he was replaced, marked as such', async () => {
    const before = await call(andi!, 'GET', `${url}/assignment-letter.pdf`)
    await replace()
    const after = await call(andi!, 'GET', `${url}/assignment-letter.pdf`)
    expect(after.status).toBe(200)
    expect(after.bytes.equals(before.bytes)).toBe(false)
    expect((await call(andi!, 'GET', `${url}/field-work`)).json()['letters']).toMatchObject([
      { status: 'REVOKED' },
    ])
  })

  it('is a ticket without any letter as 404 for the office', async () => {
    const fresh = (await insertTicketApart(db, staff.cs, customerId)).id
    expect((await call(staff.cs, 'GET', `/api/v1/tickets/${fresh}/assignment-letter.pdf`)).status).toBe(404)
    expect((await call(staff.cs, 'GET', `/api/v1/tickets/not-an-id/field-work`)).status).toBe(404)
  })

  it('is only himself on the board', async () => {
    await takeSeat(pool, budi!, ticketId)
    await call(andi!, 'POST', `${url}/check-in`, attend())
    await call(budi!, 'POST', `${url}/check-in`, attend())
    const names = async (who: Staff) =>
      (
        (await call(who, 'GET', '/api/v1/attendance')).json()['items'] as { technician: { name: string } }[]
      ).map((item) => item.technician.name)
    expect(new Set(await names(andi!))).toEqual(new Set(['Andi']))
    expect(await names(staff.manager)).toEqual(expect.arrayContaining(['Andi', 'Budi']))
    expect((await call(staff.cs, 'GET', '/api/v1/attendance?date=2026-13-40')).status).toBe(422)
  })
})
