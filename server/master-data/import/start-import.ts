import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../../platform/errors.ts'
import type { Files } from '../../platform/files.ts'
import type { UploadedFile } from '../../platform/http/multipart.ts'
import { addTask } from '../../platform/tasks.ts'
import { sheetKind } from './read-sheet.ts'

const MIME = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Takes a file in; it is read and checked in the background. @returns the id of the import */
export async function uploadImport(
  db: Db,
  files: Files,
  actor: Staff,
  file: UploadedFile | undefined,
): Promise<string> {
  if (!file) throw new InvalidInput([{ path: 'file', message: 'required' }])
  const kind = sheetKind(file.bytes)
  return await db.transaction().execute(async (tx) => {
    const stored = await files.store(tx, {
      name: file.name,
      bytes: file.bytes,
      mime: MIME[kind],
      createdBy: actor.id,
    })
    const made = await tx
      .insertInto('customerImports')
      .values({ fileId: stored.id, fileName: stored.name, createdBy: actor.id })
      .returning('id')
      .executeTakeFirstOrThrow()
    await addTask(tx, 'checkCustomerImport', { importId: made.id })
    return made.id
  })
}

/**
 * Takes the good rows over, or goes on where it stopped.
 * @throws NotFound; Refused IMPORT_NOT_READY while it is being read, done, or unreadable
 */
export async function startImport(db: Db, id: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const started = await tx
      .updateTable('customerImports')
      .set((set) => ({
        status: 'RUNNING',
        startedAt: set.fn.coalesce('startedAt', set.val(new Date())),
      }))
      .where('id', '=', id)
      .where('status', 'in', ['READY', 'STOPPED'])
      .returning('id')
      .executeTakeFirst()
    if (!started) return await refuse(tx, id)
    await addTask(tx, 'runCustomerImport', { importId: id })
  })
}

/** Stops after the batch that is at work; what was taken over stays. @throws NotFound, Refused IMPORT_NOT_READY */
export async function stopImport(db: Db, id: string): Promise<void> {
  const stopped = await db
    .updateTable('customerImports')
    .set({ status: 'STOPPED' })
    .where('id', '=', id)
    .where('status', '=', 'RUNNING')
    .returning('id')
    .executeTakeFirst()
  if (!stopped) await refuse(db, id)
}

async function refuse(db: Db, id: string): Promise<never> {
  const found = await db.selectFrom('customerImports').select('id').where('id', '=', id).executeTakeFirst()
  throw found ? new Refused('IMPORT_NOT_READY') : new NotFound()
}
