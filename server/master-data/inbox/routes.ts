import type { Db, Tx } from '../../platform/db.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import { listComplaintRows, readComplaint } from './list-complaints.ts'
import { linkConversation, unlinkConversation } from './link-conversation.ts'
import { listConversationRows, listMessageRows, readConversationRow, readMessageRow } from './reads.ts'
import { readConversation, replyToConversation } from './reply-to-conversation.ts'
import { dismissComplaint, reportComplaint } from './report-complaint.ts'
import * as contract from './schema.ts'

/** The WhatsApp inbox and the queue of complaints over HTTP. */
export function inboxRoutes(http: Http, db: Db): void {
  const change = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
  serve(http, contract.listConversations, ({ query }) => listConversationRows(db, query))
  serve(http, contract.getConversation, ({ params }) => readConversationRow(db, params.id))
  serve(http, contract.listMessages, ({ params, query }) => listMessageRows(db, params.id, query))
  serve(http, contract.replyToConversation, ({ actor, params, body }) =>
    change(async (tx) => readMessageRow(tx, await replyToConversation(tx, actor, params.id, body))),
  )
  serve(http, contract.readConversation, async ({ params }) => {
    await change((tx) => readConversation(tx, params.id))
    return { ok: true as const }
  })
  serve(http, contract.linkConversation, ({ actor, params, body }) =>
    change(async (tx) => {
      await linkConversation(tx, actor, params.id, body.customerId)
      return await readConversationRow(tx, params.id)
    }),
  )
  serve(http, contract.unlinkConversation, ({ actor, params }) =>
    change(async (tx) => {
      await unlinkConversation(tx, actor, params.id)
      return await readConversationRow(tx, params.id)
    }),
  )
  complaintRoutes(http, db)
}

/** The queue of complaints. */
function complaintRoutes(http: Http, db: Db): void {
  const change = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
  serve(http, contract.listComplaints, ({ query }) => listComplaintRows(db, query))
  serve(http, contract.createComplaint, ({ actor, body }) =>
    change(async (tx) =>
      readComplaint(
        tx,
        await reportComplaint(tx, actor, {
          customerId: body.customerId,
          conversationId: body.conversationId ?? null,
          text: body.text,
          messageIds: body.messageIds ?? [],
        }),
      ),
    ),
  )
  serve(http, contract.dismissComplaint, ({ actor, params, body }) =>
    change(async (tx) => {
      await dismissComplaint(tx, actor, params.id, body.reason)
      return await readComplaint(tx, params.id)
    }),
  )
}
