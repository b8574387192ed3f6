import { createHash } from 'node:crypto'
import { readCompany, readLogo } from '../../master-data/index.ts'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { shortDateTime } from '../../platform/indonesian-date.ts'
import { heading, rows, sectionTitle } from '../../platform/pdf-blocks.ts'
import { PAGE } from '../../platform/pdf-look.ts'
import { plainTexts } from '../../platform/pdf-text.ts'
import { paper, renderPdf } from '../../platform/pdf.ts'
import { say } from '../../platform/texts.ts'
import type { ZipEntry } from '../../platform/zip.ts'
import type { LetterDeps } from '../issue-letter.ts'
import { fingerprints, type HandoverPhoto, photoPages } from '../print-photo-pages.ts'

const t = (key: string, params: Record<string, unknown> = {}) => say(`documents:pack.${key}`, params)

/**
 * Everything that proves a visit, for an auditor or a customer who asks: every BAST and letter as it was issued, a list
 * with the photos and their captions, the originals as they came from the phones, and the hashes of all of it.
 * @returns name of the archive, and its files one after the other @throws NotFound
 */
export async function packEvidence(
  deps: LetterDeps,
  ticketId: string,
): Promise<{ name: string; entries: AsyncGenerator<ZipEntry> }> {
  const ticket = await deps.db
    .selectFrom('tickets')
    .select(['id', 'code', 'title', 'timeZone'])
    .where('id', '=', ticketId)
    .executeTakeFirst()
  if (!ticket) throw new NotFound()
  const given = {
    ticket,
    papers: await papersOf(deps.db, ticketId),
    photos: await originalsOf(deps.db, ticketId),
  }
  return { name: `bukti-${ticket.code}.zip`, entries: entriesOf(deps, given) }
}

type Given = {
  ticket: { id: string; code: string | null; title: string; timeZone: string }
  papers: Awaited<ReturnType<typeof papersOf>>
  photos: Awaited<ReturnType<typeof originalsOf>>
}

async function* entriesOf(deps: LetterDeps, given: Given): AsyncGenerator<ZipEntry> {
  const sums: string[] = []
  const entry = (name: string, bytes: Buffer): ZipEntry => {
    sums.push(`${createHash('sha256').update(bytes).digest('hex')}  ${name}`)
    return { name, bytes }
  }
  yield entry('daftar-bukti.pdf', await printList(deps, given))
  for (const one of given.papers) {
    const file = one.fileId ? await deps.files.read(deps.db, one.fileId) : null
    if (file) yield entry(`dokumen/${one.number.replaceAll('/', '-')}.pdf`, file.bytes)
  }
  for (const [index, photo] of given.photos.entries()) {
    const file = await deps.files.read(deps.db, photo.fileId)
    const end = file?.mime.split('/')[1] ?? 'jpeg'
    const number = String(index + 1).padStart(2, '0')
    if (file) yield entry(`foto-asli/${number}-${photo.kind}.${end}`, file.bytes)
  }
  yield { name: 'SHA256SUMS.txt', bytes: Buffer.from(`${sums.join('\n')}\n`) }
}

const papersOf = (db: Db, ticketId: string) =>
  db
    .selectFrom('documents')
    .leftJoin('staff', 'staff.id', 'documents.technicianId')
    .select([
      'documents.number',
      'documents.type',
      'documents.issuedAt',
      'documents.revokedAt',
      'documents.fileId',
      'staff.name',
    ])
    .where('documents.ticketId', '=', ticketId)
    .where('documents.type', 'in', ['ST', 'BAST'])
    .orderBy('documents.type')
    .orderBy('documents.issuedAt')
    .execute()

const originalsOf = (db: Db, ticketId: string) =>
  db
    .selectFrom('photos')
    .innerJoin('files', 'files.id', 'photos.fileId')
    .select(['photos.kind', 'photos.fileId', 'photos.viewFileId', 'photos.takenAt', 'photos.createdAt'])
    .select(['photos.lat', 'photos.lng', 'files.sha256'])
    .where('photos.ticketId', '=', ticketId)
    .where('photos.removedAt', 'is', null)
    .orderBy('photos.createdAt')
    .execute()

async function printList(deps: LetterDeps, { ticket, papers, photos }: Given): Promise<Buffer> {
  const company = await readCompany(deps.db)
  const copies: (Buffer | null)[] = []
  for (const { viewFileId } of photos)
    copies.push((await deps.files.read(deps.db, viewFileId))?.bytes ?? null)
  const shown = photos.map((photo): HandoverPhoto => ({
    kind: photo.kind as 'BEFORE',
    at: (photo.takenAt ?? photo.createdAt).toISOString(),
    note:
      photo.lat === null || photo.lng === null ? null : `${photo.lat.toFixed(5)}, ${photo.lng.toFixed(5)}`,
    sha256: photo.sha256,
  }))
  const at = (time: Date) => shortDateTime(time.toISOString(), ticket.timeZone, 'id')
  const table = rows(
    [
      { title: t('document'), width: PAGE.width - 330 },
      { title: t('technician'), width: 130 },
      { title: t('issued'), width: 110 },
      { title: t('state'), width: 90 },
    ],
    papers.map((one) => [
      `${say(`pages:verify.type.${one.type}`)} ${one.number}`,
      plainTexts(one.name ?? ''),
      at(one.issuedAt),
      one.revokedAt ? t('revoked') : t('issuedState'),
    ]),
  )
  return await renderPdf(
    paper({
      language: 'id',
      title: t('title'),
      number: ticket.code,
      issuedAt: new Date().toISOString(),
      letterhead: company,
      pictures: await readLogo(deps.db, deps.files, company),
      content: [
        heading(t('title'), ticket.code ?? '', plainTexts(ticket.title)),
        sectionTitle(t('documents')),
        table,
        ...photoPages(shown, copies, ticket.timeZone, 'id'),
        ...fingerprints(shown, null, 'id'),
      ],
    }),
  )
}
