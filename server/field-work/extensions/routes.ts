import { type Http, serve } from '../../platform/http/serve.ts'
import type { LetterDeps } from '../issue-letter.ts'
import { listExtensionRows, readCollisions, readExtension } from './reads.ts'
import { approveExtension, rejectExtension, requestExtension } from './request-extension.ts'
import * as contract from './schema.ts'

/** Tambah Hari over HTTP. */
export function extensionRoutes(http: Http, deps: LetterDeps): void {
  const { db } = deps
  serve(http, contract.requestExtension, async ({ actor, params, body }) =>
    readExtension(db, await requestExtension(db, actor, params.id, body)),
  )
  serve(http, contract.listExtensions, ({ query }) => listExtensionRows(db, query))
  serve(http, contract.listCollisions, ({ params, query }) => readCollisions(db, params.id, query.days))
  serve(http, contract.approveExtension, async ({ actor, params, body }) => {
    await approveExtension(deps, actor, params.id, body ?? {})
    return await readExtension(db, params.id)
  })
  serve(http, contract.rejectExtension, async ({ actor, params, body }) => {
    await rejectExtension(db, actor, params.id, body.reason)
    return await readExtension(db, params.id)
  })
}
