import type { Db, Tx } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import { addNote } from './add-note.ts'
import { assignConversation } from './assign-conversation.ts'
import { addQuickReply, changeQuickReply, listQuickReplies, removeQuickReply } from './change-quick-reply.ts'
import { linkMessage } from './link-message.ts'
import { listNoteRows, readNote } from './list-notes.ts'
import { listChatTemplates } from './list-templates.ts'
import { sendAttachment } from './send-attachment.ts'
import { sendTemplateMessage } from './send-template.ts'
import { listComplaintRows, readComplaint } from './list-complaints.ts'
import { linkConversation, unlinkConversation } from './link-conversation.ts'
import { listConversationRows, listMessageRows, readConversationRow, readMessageRow } from './reads.ts'
import { readConversation, replyToConversation } from './reply-to-conversation.ts'
import { dismissComplaint, reportComplaint } from './report-complaint.ts'
import * as contract from './schema.ts'

type Deps = { db: Db; files: Files; publicUrl: string }

/** The WhatsApp inbox and the queue of complaints over HTTP. */
export function inboxRoutes(http: Http, deps: Deps): void {
  const { db } = deps
  const change = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
  serve(http, contract.listConversations, ({ actor, query }) => listConversationRows(db, actor, query))
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
  staffRoutes(http, deps)
  messageRoutes(http, deps)
  quickReplyRoutes(http, db)
  complaintRoutes(http, db)
}

/** What staff do with a conversation among themselves. */
function staffRoutes(http: Http, { db }: Deps): void {
  const change = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
  serve(http, contract.assignConversation, ({ actor, params, body }) =>
    change(async (tx) => {
      await assignConversation(tx, actor, params.id, body.assignedTo)
      return await readConversationRow(tx, params.id)
    }),
  )
  serve(http, contract.linkMessage, ({ actor, params, body }) =>
    change(async (tx) => {
      await linkMessage(tx, actor, params.id, params.messageId, body.ticketId)
      return await readMessageRow(tx, params.messageId)
    }),
  )
  serve(http, contract.listNotes, ({ params, query }) => listNoteRows(db, params.id, query))
  serve(http, contract.addNote, ({ actor, params, body }) =>
    change(async (tx) => readNote(tx, await addNote(tx, actor, params.id, body.text))),
  )
}

/** What goes to the customer besides plain text. */
function messageRoutes(http: Http, { db, files, publicUrl }: Deps): void {
  const change = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
  serve(http, contract.sendAttachment, ({ actor, params, body, files: form }) =>
    change(async (tx) =>
      readMessageRow(tx, await sendAttachment(tx, actor, files, params.id, { ...body, file: form['file'] })),
    ),
  )
  serve(http, contract.listChatTemplates, ({ params }) => listChatTemplates(db, publicUrl, params.id))
  serve(http, contract.sendTemplate, ({ actor, params, body }) =>
    change(async (tx) => readMessageRow(tx, await sendTemplateMessage(tx, actor, params.id, body))),
  )
}

/** Ready-made answers. */
function quickReplyRoutes(http: Http, db: Db): void {
  const change = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
  serve(http, contract.listQuickReplies, () => listQuickReplies(db))
  serve(http, contract.addQuickReply, ({ actor, body }) => change((tx) => addQuickReply(tx, actor, body)))
  serve(http, contract.changeQuickReply, ({ actor, params, body }) =>
    change((tx) => changeQuickReply(tx, actor, params.id, body)),
  )
  serve(http, contract.removeQuickReply, async ({ actor, params }) => {
    await change((tx) => removeQuickReply(tx, actor, params.id))
    return { ok: true as const }
  })
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
