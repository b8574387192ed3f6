import { Readable } from 'node:stream'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { type Http, sendPdf, serve } from '../../platform/http/serve.ts'
import { writeZip } from '../../platform/zip.ts'
import { readDocument } from '../../ticket/index.ts'
import { mustSeeTicket } from '../find-crew.ts'
import { handOver } from '../hand-over.ts'
import type { LetterDeps } from '../issue-letter.ts'
import { bastFile } from '../reads.ts'
import { withPhoto } from '../uploads/routes.ts'
import { changeDemands, readDemands } from './change-demands.ts'
import { confirmHandover } from './confirm-handover.ts'
import { packEvidence } from './pack-evidence.ts'
import { removePhoto, restorePhoto } from './remove-photo.ts'
import { readReport } from './read-report.ts'
import * as contract from './schema.ts'

/** BAST and its proofs over HTTP. */
export function evidenceRoutes(http: Http, deps: LetterDeps): void {
  const { db, files } = deps
  serve(http, contract.handOver, async ({ actor, params, body, files: uploads, request }) => {
    const report = {
      ...body,
      sentAt: header(request, 'sent-at'),
      // works without a signal are sent by the same phone later
      device: header(request, 'user-agent')?.slice(0, 300) ?? null,
      signature: uploads['signature']?.bytes ?? null,
    }
    const id = await withPhoto(db, actor, body.clientId, uploads['photo'], (paper) =>
      handOver(deps, actor, params.id, {
        ...report,
        paper: paper ? { bytes: paper.bytes, name: paper.name } : null,
      }),
    )
    return await readReport(db, id)
  })
  serve(http, contract.confirmHandover, async ({ actor, params, body }) =>
    readReport(db, await confirmHandover(db, actor, params.id, body.note)),
  )
  serve(http, contract.getBastPdf, async ({ actor, params, query, reply }) => {
    await mustSeeTicket(db, actor, params.id)
    const fileId = query.documentId
      ? await versionFile(db, params.id, query.documentId)
      : (await bastFile(db, params.id))?.fileId
    const file = fileId && (await files.read(db, fileId))
    if (!file) throw new NotFound()
    return sendPdf(reply, file)
  })
  serve(http, contract.removePhoto, async ({ actor, params }) => {
    await removePhoto(db, actor, params.id)
    return { ok: true as const }
  })
  serve(http, contract.restorePhoto, async ({ actor, params }) => {
    await restorePhoto(db, actor, params.id)
    return { ok: true as const }
  })
  serve(http, contract.getEvidence, async ({ params, reply }) => {
    const { name, entries } = await packEvidence(deps, params.id)
    return reply
      .type('application/octet-stream')
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'private, no-store')
      .send(Readable.from(writeZip(entries)))
  })
  serve(http, contract.getDemands, () => readDemands(db))
  serve(http, contract.changeDemands, ({ actor, body }) => changeDemands(db, actor, body))
}

/** A version as it was issued; who holds it sees on its check page that it is revoked. */
async function versionFile(db: Db, ticketId: string, documentId: string): Promise<string | null> {
  const document = await readDocument(db, documentId)
  return document?.type === 'BAST' && document.ticketId === ticketId ? document.fileId : null
}

const header = (request: { headers: Record<string, unknown> }, name: string): string | undefined => {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}
