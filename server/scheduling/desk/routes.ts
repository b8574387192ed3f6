import type { Db } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import { attachFile } from '../attachments/attach-file.ts'
import { detachFile } from '../attachments/detach-file.ts'
import { listTicketAttachments, readAttachment } from '../attachments/reads.ts'
import * as attachments from '../attachments/schema.ts'
import { addNote } from '../notes/add-note.ts'
import { listTicketNotes, readTicketNote } from '../notes/reads.ts'
import * as notes from '../notes/schema.ts'
import { showTicket } from '../show-ticket.ts'
import { broadcastAgain } from './broadcast-again.ts'
import { correctTicket } from './correct-ticket.ts'
import * as contract from './schema.ts'

type Deps = { db: Db; files: Files; publicUrl: string }

/** What the office does at its desk with tickets: notes, papers, corrections, many tickets at once. */
export function ticketDeskRoutes(http: Http, deps: Deps): void {
  const { db, publicUrl } = deps
  serve(http, contract.correctTicket, async ({ actor, params, body }) => {
    await correctTicket(db, actor, params.id, body)
    return await showTicket(db, actor, params.id, publicUrl)
  })
  serve(http, contract.broadcastAgain, async ({ actor, params }) => {
    await broadcastAgain(db, actor, params.id)
    return await showTicket(db, actor, params.id, publicUrl)
  })
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
