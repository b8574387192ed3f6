import type { FastifyRequest } from 'fastify'
import type { Db } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import { languageOf } from '../../platform/http/problems.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import { sendSheet } from '../../platform/http/sheet.ts'
import { say } from '../../platform/texts.ts'
import { type Cell } from '../../platform/xlsx.ts'
import { exportRows, headings, resultRows } from './export-customers.ts'
import { listImportsNewestFirst, listRows, readImport } from './reads.ts'
import * as contract from './schema.ts'
import { startImport, stopImport, uploadImport } from './start-import.ts'

/** Customers from and into files. */
export function importRoutes(http: Http, { db, files }: { db: Db; files: Files }): void {
  serve(http, contract.listImports, ({ query }) => listImportsNewestFirst(db, query))
  serve(http, contract.uploadImport, async ({ actor, files: uploaded }) =>
    readImport(db, await uploadImport(db, files, actor, uploaded['file'])),
  )
  serve(http, contract.getImport, ({ params }) => readImport(db, params.id))
  serve(http, contract.listImportRows, ({ params, query, request }) =>
    listRows(db, params.id, query, words(request).problem),
  )
  serve(http, contract.startImport, async ({ params }) => {
    await startImport(db, params.id)
    return await readImport(db, params.id)
  })
  serve(http, contract.stopImport, async ({ params }) => {
    await stopImport(db, params.id)
    return await readImport(db, params.id)
  })
  serve(http, contract.downloadResult, async ({ params, query, request, reply }) => {
    await readImport(db, params.id)
    const { text, problem } = words(request)
    return sendSheet(reply, query.format, text('sheet.resultFile'), resultRows(db, params.id, text, problem))
  })
  serve(http, contract.downloadTemplate, async ({ query, request, reply }) => {
    const { text } = words(request)
    return sendSheet(reply, query.format, text('sheet.templateFile'), once(headings(text)))
  })
  serve(http, contract.exportCustomers, async ({ query, request, reply }) => {
    const { text } = words(request)
    return sendSheet(reply, query.format, text('sheet.exportFile'), exportRows(db, query, text))
  })
}

function words(request: FastifyRequest) {
  const language = languageOf(request)
  return {
    text: (key: string) => say(`office-customers:${key}`, {}, language),
    problem: (key: string) => say(`errors:field.${key}`, {}, language),
  }
}

async function* once(row: Cell[]): AsyncGenerator<Cell[]> {
  yield row
}
