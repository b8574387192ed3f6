import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import type { Files } from '../platform/files.ts'
import { type Http, sendPdf, serve } from '../platform/http/serve.ts'
import { approveInvoice, requestRevision, submitInvoice, voidInvoice } from './approve-invoice.ts'
import { closeTicket } from './close-ticket.ts'
import { changeInvoice, draftInvoice } from './draft-invoice.ts'
import { priceLines, totalsShape } from './price-lines.ts'
import { listInvoiceRows, readInvoice, readTicketInvoice } from './reads.ts'
import { recordPayment, rejectPayment } from './record-payment.ts'
import * as contract from './schema.ts'
import { invoicePdf, sendInvoice } from './send-invoice.ts'
import { startLines } from './start-draft.ts'
import { taxRoutes } from './tax/routes.ts'

/** Invoices, payments and closing a ticket over HTTP. */
export function invoicingRoutes(http: Http, deps: { db: Db; files: Files; publicUrl: string }): void {
  const { db } = deps
  taxRoutes(http, db)
  serve(http, contract.calculateInvoice, async ({ body }) =>
    totalsShape((await priceLines(db, body.lines, body.discount, false)).totals),
  )
  serve(http, contract.draftInvoice, async ({ actor, params, body }) =>
    readInvoice(db, actor, await draftInvoice(db, actor, params.id, body)),
  )
  serve(http, contract.getTicketInvoice, ({ actor, params }) => readTicketInvoice(db, actor, params.id))
  serve(http, contract.startInvoice, async ({ params }) => ({ lines: await startLines(db, params.id) }))
  serve(http, contract.listInvoices, ({ actor, query }) => listInvoiceRows(db, actor, query))
  serve(http, contract.getInvoice, ({ actor, params }) => readInvoice(db, actor, params.id))
  serve(http, contract.changeInvoice, async ({ actor, params, body }) => {
    await changeInvoice(
      db,
      actor,
      params.id,
      Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)),
    )
    return await readInvoice(db, actor, params.id)
  })
  serve(http, contract.submitInvoice, async ({ actor, params }) => {
    await submitInvoice(db, actor, params.id)
    return await readInvoice(db, actor, params.id)
  })
  serve(http, contract.approveInvoice, async ({ actor, params, body }) => {
    await approveInvoice(db, actor, params.id, body?.revision)
    return await readInvoice(db, actor, params.id)
  })
  serve(http, contract.requestRevision, async ({ actor, params, body }) => {
    await requestRevision(db, actor, params.id, body.reason)
    return await readInvoice(db, actor, params.id)
  })
  serve(http, contract.sendInvoice, async ({ actor, params }) => {
    await sendInvoice(deps, actor, params.id)
    return await readInvoice(db, actor, params.id)
  })
  serve(http, contract.recordPayment, async ({ actor, params, body }) => {
    await recordPayment(deps, actor, params.id, body)
    return await readInvoice(db, actor, params.id)
  })
  serve(http, contract.rejectPayment, async ({ actor, params, body }) =>
    readInvoice(db, actor, await rejectPayment(db, actor, params.id, body.reason)),
  )
  serve(http, contract.voidInvoice, async ({ actor, params, body }) => {
    await voidInvoice(db, actor, params.id, body.reason)
    return await readInvoice(db, actor, params.id)
  })
  serve(http, contract.getInvoicePdf, async ({ actor, params, reply }) => {
    await readInvoice(db, actor, params.id)
    const pdf = await invoicePdf(deps, params.id)
    if (!pdf) throw new NotFound()
    return sendPdf(reply, pdf)
  })
  serve(http, contract.closeTicket, async ({ actor, params }) => ({
    ok: true as const,
    state: await closeTicket(db, actor, params.id),
  }))
}
