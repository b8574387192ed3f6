import { createHash, randomUUID } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { Db, Tx } from './db.ts'
import { InvalidInput } from './errors.ts'

export type StoredFile = { id: string; name: string; mime: string; size: number; sha256: string }
export type Files = {
  /** Keeps the bytes unchanged with their hash. `tx` so that the row is part of the caller's change. */
  store(
    tx: Tx | Db,
    file: { name: string; bytes: Buffer; mime: string; createdBy?: string | null },
  ): Promise<StoredFile>
  read(db: Db, id: string): Promise<(StoredFile & { bytes: Buffer }) | null>
}

/** Names come from strangers: keep letters, digits and a few signs, never a path. */
export function safeFileName(name: string): string {
  const cleaned = name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}._ -]+/gu, '_')
    .replace(/^[.\s]+/, '')
    .slice(-100)
    .trim()
  return cleaned || 'file'
}

/** Files on disk below the directory of FILES_URL. */
export function openFiles(filesUrl: string): Files {
  const disk = new Disk(
    new FSDriver({
      location: new URL(filesUrl.endsWith('/') ? filesUrl : `${filesUrl}/`),
      visibility: 'private',
    }),
  )
  return {
    async store(tx, file) {
      const sha256 = createHash('sha256').update(file.bytes).digest('hex')
      const now = new Date()
      const key = `${now.getUTCFullYear()}/${String(now.getUTCMonth() + 1).padStart(2, '0')}/${randomUUID()}`
      await disk.put(key, file.bytes)
      const name = safeFileName(file.name)
      const row = await tx
        .insertInto('files')
        .values({
          storageKey: key,
          name,
          mime: file.mime,
          size: file.bytes.length,
          sha256,
          createdBy: file.createdBy ?? null,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return { id: row.id, name, mime: file.mime, size: file.bytes.length, sha256 }
    },
    async read(db, id) {
      const row = await db.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) return null
      const bytes = Buffer.from(await disk.getBytes(row.storageKey))
      return { id: row.id, name: row.name, mime: row.mime, size: row.size, sha256: row.sha256, bytes }
    },
  }
}

const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp']

/** What the bytes really are; the name and the claimed type of an upload prove nothing. 422 when not allowed. */
export async function sniff(bytes: Buffer, allowed: readonly string[], path: string): Promise<string> {
  const found = await fileTypeFromBuffer(bytes)
  if (!found || !allowed.includes(found.mime)) throw new InvalidInput([{ path, message: 'fileType' }])
  return found.mime
}

/** A photo; those of newer iPhones are named, because their owner can change that in the camera's settings. */
export async function sniffPhoto(bytes: Buffer, path = 'photo'): Promise<string> {
  const found = await fileTypeFromBuffer(bytes)
  if (found && /^image\/(?:hei[cf]|avif)/.test(found.mime))
    throw new InvalidInput([{ path, message: 'photoHeic' }])
  return await sniff(bytes, PHOTO_TYPES, path)
}
export const sniffPhotoOrPdf = (bytes: Buffer, path = 'file') =>
  sniff(bytes, [...PHOTO_TYPES, 'application/pdf'], path)

/** What may be attached to a chat: what WhatsApp shows as a picture, and documents that offices exchange. */
const ATTACHMENT_TYPES = [
  'image/jpeg',
  'image/png',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
]
/** Office files before 2007 are all the same container inside; there the name must tell them apart. */
const OLD_OFFICE: Record<string, string> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
}

/** The real type of an attachment. 422 when it is none that may be sent. */
export async function sniffAttachment(bytes: Buffer, name: string, path = 'file'): Promise<string> {
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? ''
  if (ATTACHMENT_TYPES.includes(found)) return found
  const old = OLD_OFFICE[name.toLowerCase().split('.').at(-1) ?? '']
  if (found !== 'application/x-cfb' || !old) throw new InvalidInput([{ path, message: 'attachmentType' }])
  return old
}

/** The real type of bytes that came from a chat, whatever they claim; unknown bytes are only ever offered as a download. */
export async function sniffKind(bytes: Buffer, claimed: string): Promise<string> {
  const found = await fileTypeFromBuffer(bytes)
  if (found) return found.mime
  return claimed.startsWith('text/plain') ? 'text/plain' : 'application/octet-stream'
}
