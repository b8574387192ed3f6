import sharp from 'sharp'
import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { InvalidInput } from '../../platform/errors.ts'
import { type Files, sniff } from '../../platform/files.ts'
import type { UploadedFile } from '../../platform/http/multipart.ts'
import { writeSetting } from '../../platform/settings.ts'
import { recordEvent } from '../../ticket/index.ts'
import { readCompany } from '../reads.ts'

const MOST_BYTES = 2 * 1024 * 1024
/** Printed about 52 points wide: more pixels would only make every paper heavier. */
const BOX = { width: 800, height: 800, fit: 'inside', withoutEnlargement: true } as const

/**
 * The logo of all papers from now on; what was issued keeps its own. Stored as a clean PNG, whatever the upload carried
 * besides its pixels. @returns the id of the file @throws InvalidInput for other types, broken and too large files
 */
export async function changeLogo(
  db: Db,
  files: Files,
  actor: Staff,
  upload: UploadedFile | undefined,
): Promise<string> {
  if (!upload) throw new InvalidInput([{ path: 'logo', message: 'required' }])
  if (upload.bytes.length > MOST_BYTES) throw new InvalidInput([{ path: 'logo', message: 'logoTooLarge' }])
  await sniff(upload.bytes, ['image/png', 'image/jpeg'], 'logo')
  const bytes = await sharp(upload.bytes)
    .rotate()
    .resize(BOX)
    .png()
    .toBuffer()
    .catch(() => {
      throw new InvalidInput([{ path: 'logo', message: 'fileType' }])
    })
  return await db.transaction().execute(async (tx) => {
    const file = await files.store(tx, { name: 'logo.png', bytes, mime: 'image/png', createdBy: actor.id })
    await setLogo(tx, actor, file.id)
    return file.id
  })
}

/** Papers carry the short code again. */
export async function removeLogo(db: Db, actor: Staff): Promise<void> {
  await db.transaction().execute((tx) => setLogo(tx, actor, null))
}

async function setLogo(tx: Tx, actor: Staff, logoFileId: string | null): Promise<void> {
  await writeSetting(tx, 'company', { ...(await readCompany(tx)), logoFileId })
  await recordEvent(tx, { name: 'settingsChanged', actor, data: { fields: ['logo'] } })
}

/** The logo that a paper was issued with, as the option of its printing. */
export async function readLogo(
  db: Db | Tx,
  files: Files,
  company: { logoFileId?: string | null },
): Promise<{ logo: Buffer | null }> {
  const file = company.logoFileId ? await files.read(db, company.logoFileId) : null
  return { logo: file?.bytes ?? null }
}
