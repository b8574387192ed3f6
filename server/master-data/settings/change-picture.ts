import sharp from 'sharp'
import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { InvalidInput } from '../../platform/errors.ts'
import { type Files, sniff } from '../../platform/files.ts'
import type { UploadedFile } from '../../platform/http/multipart.ts'
import { printSignature } from '../../platform/photo.ts'
import { writeSetting } from '../../platform/settings.ts'
import { recordEvent } from '../../ticket/index.ts'
import { readCompany } from '../reads.ts'

/** What papers carry of the company: logo, signature of the responsible person, stamp. */
export type Picture = 'logo' | 'signature' | 'stamp'
type PictureIds = {
  logoFileId?: string | null
  signatureFileId?: string | null
  stampFileId?: string | null
}

const MOST_BYTES = 2 * 1024 * 1024
/** Printed at most 150 points wide: more pixels would only make every paper heavier. */
const BOX = { width: 800, height: 800, fit: 'inside', withoutEnlargement: true } as const

/** White paper before a camera has about so many shades; ink has more, of 255. */
const PAPER_SHADES = 24

/**
 * A picture of all papers from now on; what was issued keeps its own. Stored as a clean PNG, whatever the upload
 * carried besides its pixels; signature and stamp without the empty paper around them.
 * @returns the id of the file @throws InvalidInput for other types, broken, empty and too large files
 */
export async function changePicture(
  db: Db,
  files: Files,
  actor: Staff,
  which: Picture,
  upload: UploadedFile | undefined,
): Promise<string> {
  if (!upload) throw new InvalidInput([{ path: 'picture', message: 'required' }])
  if (upload.bytes.length > MOST_BYTES)
    throw new InvalidInput([{ path: 'picture', message: 'pictureTooLarge' }])
  await sniff(upload.bytes, ['image/png', 'image/jpeg'], 'picture')
  const bytes = await cleaned(upload.bytes, which).catch(() => {
    throw new InvalidInput([{ path: 'picture', message: 'fileType' }])
  })
  if (!bytes) throw new InvalidInput([{ path: 'picture', message: 'pictureEmpty' }])
  return await db.transaction().execute(async (tx) => {
    const name = `${which}.png`
    const file = await files.store(tx, { name, bytes, mime: 'image/png', createdBy: actor.id })
    await setPicture(tx, actor, which, file.id)
    return file.id
  })
}

/** Null when nothing is drawn on it. */
async function cleaned(bytes: Buffer, which: Picture): Promise<Buffer | null> {
  const upright = sharp(bytes, { limitInputPixels: 40_000_000 }).rotate()
  if (which === 'logo') return await upright.resize(BOX).png().toBuffer()
  const onWhite = await upright.flatten({ background: '#ffffff' }).png().toBuffer()
  const { channels } = await sharp(onWhite).stats()
  if (channels.every(({ min, max }) => max - min < PAPER_SHADES)) return null
  const drawn = await sharp(onWhite).trim({ threshold: PAPER_SHADES }).png().toBuffer()
  return await sharp(drawn).resize(BOX).png().toBuffer()
}

/** Papers go without it: the short code stands for a logo, a signature is written by hand. */
export async function removePicture(db: Db, actor: Staff, which: Picture): Promise<void> {
  await db.transaction().execute((tx) => setPicture(tx, actor, which, null))
}

async function setPicture(tx: Tx, actor: Staff, which: Picture, fileId: string | null): Promise<void> {
  await writeSetting(tx, 'company', { ...(await readCompany(tx)), [`${which}FileId`]: fileId })
  await recordEvent(tx, { name: 'settingsChanged', actor, data: { fields: [which] } })
}

/** The logo that a paper was issued with, as the option of its printing. */
export async function readLogo(
  db: Db | Tx,
  files: Files,
  company: PictureIds,
): Promise<{ logo: Buffer | null }> {
  return { logo: await bytesOf(db, files, company.logoFileId) }
}

/**
 * What stands above the name of the responsible person on a paper: the stamp with the signature across it, or the one
 * of them that there is. Papers from before these pictures have neither.
 */
export async function readSigning(
  db: Db | Tx,
  files: Files,
  company: PictureIds,
): Promise<{ signature: Buffer | null; stamp: Buffer | null }> {
  const stamp = await bytesOf(db, files, company.stampFileId)
  const signature = await bytesOf(db, files, company.signatureFileId)
  return { signature: await printSignature(signature, stamp), stamp }
}

const bytesOf = async (db: Db | Tx, files: Files, id: string | null | undefined): Promise<Buffer | null> =>
  id ? ((await files.read(db, id))?.bytes ?? null) : null
