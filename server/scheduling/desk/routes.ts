import type { Db } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import type { Refused } from '../../platform/errors.ts'
import { languageOf } from '../../platform/http/problems.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import { type Language, say } from '../../platform/texts.ts'
import { attachFile } from '../attachments/attach-file.ts'
import { detachFile } from '../attachments/detach-file.ts'
import { listTicketAttachments, readAttachment } from '../attachments/reads.ts'
import * as attachments from '../attachments/schema.ts'
import { addNote } from '../notes/add-note.ts'
import { listTicketNotes, readTicketNote } from '../notes/reads.ts'
import * as notes from '../notes/schema.ts'
import { showTicket } from '../show-ticket.ts'
import { listViews, readView } from '../views/reads.ts'
import { changeView, removeView, saveView } from '../views/save-view.ts'
import * as views from '../views/schema.ts'
import { broadcastAgain } from './broadcast-again.ts'
import { changeTickets } from './change-tickets.ts'
import { correctTicket } from './correct-ticket.ts'
import { findSimilar } from './find-similar.ts'
import { notePurchaseOrder } from './note-purchase-order.ts'
import * as contract from './schema.ts'

type Deps = { db: Db; files: Files; publicUrl: string }

/** What the office does at its desk with tickets: notes, papers, corrections, many tickets at once. */
export function ticketDeskRoutes(http: Http, deps: Deps): void {
  const { db, publicUrl } = deps
  viewRoutes(http, db)
  serve(http, contract.correctTicket, async ({ actor, params, body }) => {
    await correctTicket(db, actor, params.id, body)
    return await showTicket(db, actor, params.id, publicUrl)
  })
  serve(http, contract.notePurchaseOrder, async ({ actor, params, body }) => {
    await notePurchaseOrder(db, actor, params.id, body.purchaseOrder)
    return await showTicket(db, actor, params.id, publicUrl)
  })
  serve(http, contract.broadcastAgain, async ({ actor, params }) => {
    await broadcastAgain(db, actor, params.id)
    return await showTicket(db, actor, params.id, publicUrl)
  })
  serve(http, contract.getTicketHints, ({ actor, query }) => findSimilar(db, actor, query))
  serve(http, contract.changeTickets, async ({ actor, body, request }) => ({
    items: (await changeTickets(db, actor, body)).map(({ ticketId, code, refusal }) => ({
      ticketId,
      code,
      ok: refusal === null,
      refusal: refusal && inWords(refusal, languageOf(request)),
    })),
  }))
  serve(http, notes.listTicketNotes, ({ actor, params, query }) =>
    listTicketNotes(db, actor, params.id, query),
  )
  serve(http, notes.addTicketNote, async ({ actor, params, body }) =>
    readTicketNote(db, await addNote(db, actor, params.id, body)),
  )
  serve(http, attachments.listAttachments, async ({ actor, params }) => ({
    items: await listTicketAttachments(db, actor, params.id),
  }))
  serve(http, attachments.addAttachment, async ({ actor, params, files }) =>
    readAttachment(db, await attachFile(deps, actor, params.id, files['file'])),
  )
  serve(http, attachments.removeAttachment, async ({ actor, params }) => {
    await detachFile(db, actor, params.id, params.attachmentId)
    return { ok: true as const }
  })
}

const inWords = ({ code, params }: Refused, language: Language) => ({
  code,
  title: say(`errors:${code}.title`, params, language),
  detail: say(`errors:${code}.detail`, params, language),
})

/** Saved lists of tickets. */
function viewRoutes(http: Http, db: Db): void {
  serve(http, views.listTicketViews, async ({ actor }) => ({ items: await listViews(db, actor) }))
  serve(http, views.saveTicketView, async ({ actor, body }) =>
    readView(db, actor, await saveView(db, actor, body)),
  )
  serve(http, views.changeTicketView, async ({ actor, params, body }) => {
    await changeView(db, actor, params.id, body)
    return await readView(db, actor, params.id)
  })
  serve(http, views.removeTicketView, async ({ actor, params }) => {
    await removeView(db, actor, params.id)
    return { ok: true as const }
  })
}
