import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { InvalidInput, NotFound } from '../../platform/errors.ts'
import { type Files, sniffPhoto } from '../../platform/files.ts'
import type { UploadedFile } from '../../platform/http/multipart.ts'
import { facePhoto } from '../../platform/photo.ts'
import type { Role } from '../../platform/roles.ts'
import { recordEvent } from '../../ticket/index.ts'
import { mustManage } from '../change-staff.ts'

const MOST_BYTES = 10 * 1024 * 1024

/**
 * The photo of a person, by himself or by who manages him: a square copy without private data; the upload itself is
 * not kept. @returns the id of the file @throws InvalidInput for what is no photo; NotFound, NotAllowed
 */
export async function changeStaffPhoto(
  deps: { db: Db; files: Files },
  actor: Staff,
  staffId: string,
  upload: UploadedFile | undefined,
): Promise<string> {
  await mustBeHis(deps.db, actor, staffId)
  if (!upload) throw new InvalidInput([{ path: 'photo', message: 'required' }])
  if (upload.bytes.length > MOST_BYTES) throw new InvalidInput([{ path: 'photo', message: 'faceTooLarge' }])
  await sniffPhoto(upload.bytes)
  const bytes = await facePhoto(upload.bytes)
  return await deps.db.transaction().execute(async (tx) => {
    const file = await deps.files.store(tx, {
      name: 'foto.jpg',
      bytes,
      mime: 'image/jpeg',
      createdBy: actor.id,
    })
    await tx.updateTable('staff').set({ photoFileId: file.id }).where('id', '=', staffId).execute()
    await recordEvent(tx, { name: 'staffChanged', actor, data: { staffId, fields: ['photo'] } })
    return file.id
  })
}

/** @throws NotFound, NotAllowed */
export async function removeStaffPhoto(db: Db, actor: Staff, staffId: string): Promise<void> {
  await mustBeHis(db, actor, staffId)
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('staff').set({ photoFileId: null }).where('id', '=', staffId).execute()
    await recordEvent(tx, { name: 'staffChanged', actor, data: { staffId, fields: ['photo'] } })
  })
}

async function mustBeHis(db: Db, actor: Staff, staffId: string): Promise<void> {
  const person = await db.selectFrom('staff').select('role').where('id', '=', staffId).executeTakeFirst()
  if (!person) throw new NotFound()
  if (actor.id !== staffId) mustManage(actor, person.role as Role, person.role as Role)
}
