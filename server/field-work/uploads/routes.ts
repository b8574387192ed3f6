import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { UploadedFile } from '../../platform/http/multipart.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import { readUpload, startUpload, takePart } from './receive-upload.ts'
import * as contract from './schema.ts'
import { forgetBytes, readWhole } from './take-upload.ts'

/** Photos that come in parts. */
export function uploadRoutes(http: Http, db: Db): void {
  serve(http, contract.startUpload, ({ actor, body }) => startUpload(db, actor, body))
  serve(http, contract.getUpload, ({ actor, params }) => readUpload(db, actor, params.id))
  serve(http, contract.putPart, ({ actor, params, query, raw }) =>
    takePart(db, actor, params.id, { offset: query.offset, bytes: raw }),
  )
}

/**
 * Runs `keep` with the photo of a form, whether it came with the form or in parts before; null when there is none. The
 * parts are forgotten once it has kept what it needs.
 */
export async function withPhoto<T>(
  db: Db,
  actor: Staff,
  clientId: string,
  given: UploadedFile | undefined,
  keep: (photo: UploadedFile | null) => Promise<T>,
): Promise<T> {
  if (given) return await keep(given)
  const photo = await readWhole(db, actor, clientId)
  const result = await keep(photo)
  if (photo) await forgetBytes(db, actor, clientId)
  return result
}
