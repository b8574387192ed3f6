import { createHash } from 'node:crypto'
import fc from 'fast-check'
import sharp from 'sharp'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { InvalidInput, NotFound } from '../platform/errors.ts'
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
import { addPhoto } from './add-photo.ts'
import { checkIn } from './check-in.ts'
import { partsUsed } from './evidence/read-report.ts'
import { handOver, type Report } from './hand-over.ts'
import { ensureLetter } from './issue-letter.ts'
import { markDone } from './mark-done.ts'

const { db, pool } = await testDatabase()
const files = testFiles()
const deps = { db, files, publicUrl: 'https://gss.example' }
let cs: Staff
let [andi, budi]: Staff[] = []
let customerId: string
let ticketId: string
let letterNumber: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db, { name: 'Ratna Dewi' })
})
beforeEach(async () => {
  ticketId = (await insertTicketApart(db, cs, customerId, { quota: 2 })).id
  letterNumber = (await ensureLetter(deps, await takeSeat(pool, andi!, ticketId))).number
  await takeSeat(pool, budi!, ticketId)
  await checkIn(db, andi!, ticketId, { clientId: newClientId() })
})

const PIPE = { description: 'Pipa AC 1/4', quantity: 2.5, unit: 'm', serialNumber: null }
const report = (fields: Partial<Report> = {}): Report => ({
  clientId: newClientId(),
  workDone: 'Cuci AC dan isi freon',
  openItems: 'Ganti kapasitor bulan depan',
  signerName: null,
  signerPosition: null,
  noSignatureReason: 'Pelanggan di luar kota',
  signature: null,
  paper: null,
  ...fields,
})
const signed = async (fields: Partial<Report> = {}) =>
  report({
    signature: await drawnSignature(),
    signerName: 'Ratna Dewi',
    signerPosition: 'Pemilik',
    noSignatureReason: null,
    ...fields,
  })
const stored = (id: string) =>
  db
    .selectFrom('handoverReports')
    .leftJoin('documents', 'documents.id', 'handoverReports.documentId')
    .selectAll('handoverReports')
    .select(['documents.number', 'documents.fileId', 'documents.sha256', 'documents.snapshot'])
    .where('handoverReports.id', '=', id)
    .executeTakeFirstOrThrow()
const reported = async () =>
  (await eventsOf(db, ticketId)).filter((event) => event.name === 'handoverReported')

describe('BAST', () => {
  it('is numbered, printed with its hash, and says what was handed over to whom', async () => {
    await addPhoto(deps, andi!, ticketId, {
      clientId: newClientId(),
      kind: 'AFTER',
      name: 'a.jpg',
      bytes: await phonePhoto(),
    })
    await db.updateTable('tickets').set({ purchaseOrder: 'SPK 12' }).where('id', '=', ticketId).execute()
    const id = await handOver(deps, andi!, ticketId, await signed())
    const row = await stored(id)
    expect(row.number).toMatch(/^\d{3}\/BAST\/GSS\/[IVX]+\/\d{4}$/)
    expect(row.snapshot).toMatchObject({
      number: row.number,
      verifyUrl: expect.stringMatching(/^https:\/\/gss\.example\/verify\/[\w-]{27}$/),
      workDone: 'Cuci AC dan isi freon',
      openItems: 'Ganti kapasitor bulan depan',
      firstParty: { name: 'Andi' },
      secondParty: { name: 'Ratna Dewi', position: 'Pemilik' },
      references: { letters: [letterNumber], contract: 'SPK 12' },
      signing: { kind: 'DRAWN', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      visits: [{ technician: 'Andi', checkOutAt: null }],
      photos: [{ kind: 'AFTER', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    })
    const pdf = await files.read(db, row.fileId as string)
    expect(pdf?.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(row.sha256).toBe(
      createHash('sha256')
        .update(pdf?.bytes as Buffer)
        .digest('hex'),
    )
    expect((await reported()).at(-1)).toEqual({
      name: 'handoverReported',
      actorId: andi!.id,
      data: { handoverReportId: id, number: row.number },
    })
  })

  it('says where a photo was taken only when that is the site itself', async () => {
    const shot = async (location?: { lat: number; lng: number; accuracy: number; at: string }) =>
      await addPhoto(deps, andi!, ticketId, {
        clientId: newClientId(),
        kind: 'WORK',
        name: 'a.jpg',
        bytes: await phonePhoto(),
        location,
      })
    const at = new Date().toISOString()
    await shot({ lat: -6.9176, lng: 107.6192, accuracy: 10, at })
    await shot({ lat: -6.98, lng: 107.6192, accuracy: 10, at })
    const row = await stored(await handOver(deps, andi!, ticketId, await signed()))
    const { photos } = row.snapshot as unknown as { photos: { note: string | null }[] }
    expect(photos.map((photo) => photo.note)).toEqual(['Di lokasi: -6.91760, 107.61920', null])
  })

  it('does not carry the paper of the version whose place it takes', async () => {
    const paper = { bytes: await phonePhoto(), name: 'bast.jpg' }
    const first = await stored(await handOver(deps, andi!, ticketId, report({ paper })))
    const second = await stored(await handOver(deps, andi!, ticketId, await signed()))
    expect(first.snapshot).toMatchObject({ photos: [{ kind: 'PAPER_BAST' }] })
    expect(second.snapshot).toMatchObject({ photos: [] })
  })

  it('keeps the signature as it was drawn', async () => {
    const given = await signed()
    const row = await stored(await handOver(deps, andi!, ticketId, given))
    const kept = await files.read(db, row.signatureFileId as string)
    expect(kept?.mime).toBe('image/png')
    expect(kept?.bytes.equals(given.signature as Buffer)).toBe(true)
  })

  it('may be signed with a JPEG', async () => {
    const signature = await sharp(await drawnSignature())
      .flatten({ background: '#fff' })
      .jpeg()
      .toBuffer()
    const row = await stored(await handOver(deps, andi!, ticketId, await signed({ signature })))
    expect(await files.read(db, row.signatureFileId as string)).toMatchObject({
      mime: 'image/jpeg',
      name: 'tanda-tangan.jpg',
    })
  })

  it('may go without a signature when it says why', async () => {
    const row = await stored(await handOver(deps, andi!, ticketId, report()))
    expect(row).toMatchObject({ signatureFileId: null, noSignatureReason: 'Pelanggan di luar kota' })
    expect(row.snapshot).toMatchObject({
      signing: { kind: 'ABSENT', reason: 'Pelanggan di luar kota' },
      secondParty: { name: 'Ratna Dewi' },
    })
  })

  it('may be a photo of the paper, which is evidence like any other photo', async () => {
    const bytes = await phonePhoto()
    const row = await stored(
      await handOver(
        deps,
        andi!,
        ticketId,
        report({ noSignatureReason: null, paper: { bytes, name: 'bast.jpg' } }),
      ),
    )
    expect(row.snapshot).toMatchObject({ signing: { kind: 'PAPER' }, photos: [{ kind: 'PAPER_BAST' }] })
    const photo = await db
      .selectFrom('photos')
      .selectAll()
      .where('ticketId', '=', ticketId)
      .executeTakeFirstOrThrow()
    expect(photo).toMatchObject({ kind: 'PAPER_BAST', fileId: row.paperFileId })
    expect((await files.read(db, photo.fileId))?.bytes.equals(bytes)).toBe(true)
    expect(photo.viewFileId).not.toBe(photo.fileId)
  })

  it('is refused with neither signature nor reason nor paper, and with a signature of nobody', async () => {
    await expect(handOver(deps, andi!, ticketId, report({ noSignatureReason: null }))).rejects.toMatchObject({
      status: 422,
      fields: [{ path: 'signature' }],
    })
    await expect(handOver(deps, andi!, ticketId, await signed({ signerName: null }))).rejects.toMatchObject({
      fields: [{ path: 'signerName' }],
    })
    expect(await reported()).toEqual([])
  })

  it.each([
    ['a text', async () => Buffer.from('signed')],
    ['a PNG that ends in the middle', async () => (await drawnSignature()).subarray(0, 200)],
    [
      'a canvas on which nobody has drawn',
      async () =>
        await sharp({
          create: { width: 300, height: 120, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
        })
          .png()
          .toBuffer(),
    ],
  ])('is refused when the signature is %s', async (_, make) => {
    const failed = handOver(deps, andi!, ticketId, await signed({ signature: await make() }))
    await expect(failed).rejects.toBeInstanceOf(InvalidInput)
    await expect(failed).rejects.toMatchObject({ fields: [{ path: 'signature' }] })
  })

  it('is refused when the photo of the paper is broken', async () => {
    const paper = { bytes: (await phonePhoto(400, 300)).subarray(0, 900), name: 'bast.jpg' }
    await expect(
      handOver(deps, andi!, ticketId, report({ noSignatureReason: null, paper })),
    ).rejects.toBeInstanceOf(InvalidInput)
  })

  it('sent twice with the same client id is one, also at once', async () => {
    const given = await signed()
    const both = await Promise.all([
      handOver(deps, andi!, ticketId, given),
      handOver(deps, andi!, ticketId, given),
    ])
    expect(both[0]).toBe(both[1])
    await expect(handOver(deps, budi!, ticketId, given)).rejects.toBeInstanceOf(NotFound)
    expect(await reported()).toHaveLength(1)
  })

  it('of two of the crew at once is the later one; the other is kept as its older version', async () => {
    const ids = await Promise.all([
      handOver(deps, andi!, ticketId, report()),
      handOver(deps, budi!, ticketId, report()),
    ])
    const rows = await Promise.all(ids.map(stored))
    expect(rows.filter((row) => row.supersededAt === null)).toHaveLength(1)
    const [old] = rows.filter((row) => row.supersededAt !== null)
    expect(rows.find((row) => row.supersededAt === null)?.replacesId).toBe(old?.id)
  })

  it('is corrected by a new version that names the old one; the old one is kept, revoked with the reason', async () => {
    const first = await stored(await handOver(deps, andi!, ticketId, report()))
    const second = await stored(
      await handOver(
        deps,
        budi!,
        ticketId,
        await signed({ correctionReason: 'Nama penerima salah', parts: [PIPE] }),
      ),
    )
    expect(second).toMatchObject({ supersededAt: null, replacesId: first.id })
    expect(second.snapshot).toMatchObject({
      replaces: { number: first.number, reason: 'Nama penerima salah' },
      parts: [PIPE],
    })
    expect(await stored(first.id)).toMatchObject({
      supersededAt: expect.any(Date),
      supersedeReason: 'Nama penerima salah',
    })
    const papers = await db
      .selectFrom('documents')
      .select(['id', 'revokeReason', 'replacesId', 'fileId'])
      .where('ticketId', '=', ticketId)
      .where('type', '=', 'BAST')
      .orderBy('seq')
      .execute()
    expect(papers).toEqual([
      {
        id: first.documentId,
        revokeReason: 'Nama penerima salah',
        replacesId: null,
        fileId: expect.any(String),
      },
      {
        id: second.documentId,
        revokeReason: null,
        replacesId: first.documentId,
        fileId: expect.any(String),
      },
    ])
    expect((await reported()).at(-1)?.data).toMatchObject({ replaces: first.number })
    expect(await partsUsed(db, ticketId)).toEqual([PIPE])
  })

  it('stands after Selesai: only then a new one is refused', async () => {
    await handOver(deps, andi!, ticketId, report())
    await markDone(db, andi!, ticketId)
    await expect(handOver(deps, budi!, ticketId, report())).rejects.toMatchObject({ code: 'BAST_EXISTS' })
    expect(await reported()).toHaveLength(1)
  })

  it('keeps when, where and on what it was signed, and that the signer agreed', async () => {
    const sentAt = new Date()
    const drawn = new Date(sentAt.getTime() - 20 * 60_000)
    const row = await stored(
      await handOver(
        deps,
        andi!,
        ticketId,
        await signed({
          at: sentAt.toISOString(),
          sentAt: sentAt.toISOString(),
          signedAt: drawn.toISOString(),
          device: 'Kamera Lapangan 5',
          location: { lat: -6.9, lng: 107.6, accuracy: 12 },
          consent: true,
          signerPhone: '081234567890',
        }),
      ),
    )
    expect(row).toMatchObject({
      consented: true,
      signedDevice: 'Kamera Lapangan 5',
      signedLat: -6.9,
      signedAccuracy: 12,
      signerPhone: '081234567890',
    })
    expect(Math.abs((row.signedAt as Date).getTime() - drawn.getTime())).toBeLessThan(60_000)
    // nobody signed: nothing is said about a signature
    const unsigned = await stored(
      await handOver(deps, andi!, ticketId, report({ consent: true, device: 'x' })),
    )
    expect(unsigned).toMatchObject({ consented: false, signedAt: null, signedDevice: null })
  })

  it('gives back the quantities that were written, to the hundredth', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            description: fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ]{0,30}$/),
            quantity: fc.integer({ min: 1, max: 10_000_000 }).map((hundredths) => hundredths / 100),
            unit: fc.constantFrom('pcs', 'm', 'kg'),
            serialNumber: fc.option(fc.stringMatching(/^SN[0-9]{1,8}$/)),
          }),
          { maxLength: 8 },
        ),
        async (parts) => {
          await handOver(deps, andi!, ticketId, report({ parts }))
          expect(await partsUsed(db, ticketId)).toEqual(parts)
        },
      ),
      { numRuns: 12 },
    )
  })

  it('needs somebody at work here', async () => {
    const other = (await insertTicketApart(db, cs, customerId)).id
    await expect(handOver(deps, andi!, other, report())).rejects.toBeInstanceOf(NotFound)
    await takeSeat(pool, andi!, other)
    await expect(handOver(deps, andi!, other, report())).rejects.toMatchObject({ code: 'WRONG_STATE' })
  })
})
