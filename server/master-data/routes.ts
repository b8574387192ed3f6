import type { Auth } from '../platform/auth.ts'
import type { Db, Tx } from '../platform/db.ts'
import type { Files } from '../platform/files.ts'
import { type Http, serve } from '../platform/http/serve.ts'
import { activateCustomer, changeCustomer, createCustomer, deactivateCustomer } from './change-customer.ts'
import { changeStaff, createStaff, resetStaffPassword } from './change-staff.ts'
import {
  listComplaintRows,
  listConversationRows,
  listMessageRows,
  readComplaint,
  readConversationRow,
  readMessageRow,
} from './conversation-reads.ts'
import { createTelegramLink } from './create-telegram-link.ts'
import {
  changeCompanyProfile,
  listCustomerRows,
  listStaff,
  readCompany,
  readCustomer,
  readMe,
} from './reads.ts'
import { linkConversation, readConversation, replyToConversation } from './reply-to-conversation.ts'
import { dismissComplaint, reportComplaint } from './report-complaint.ts'
import { dispositionOf, readVisibleFile } from './read-file.ts'
import * as contract from './schema.ts'

type Deps = { db: Db; files: Files; auth: Auth; botUsername: () => string; rehearsal: boolean }

/** Session, staff, customers and company profile over HTTP. */
export function masterDataRoutes(http: Http, deps: Deps): void {
  const { db, auth } = deps
  serve(http, contract.getMe, ({ actor }) => readMe(db, actor, deps.rehearsal))
  serve(http, contract.linkMyTelegram, ({ actor }) =>
    createTelegramLink(db, actor, actor.id, deps.botUsername()),
  )
  serve(http, contract.listUsers, ({ query }) => listStaff(db, query))
  serve(http, contract.createUser, ({ actor, body }) => createStaff(db, auth, actor, body))
  serve(http, contract.changeUser, ({ actor, params, body }) => changeStaff(db, actor, params.id, body))
  serve(http, contract.resetPassword, async ({ actor, params, body }) => ({
    password: await resetStaffPassword(db, auth, actor, params.id, body?.password),
  }))
  serve(http, contract.linkTelegram, ({ actor, params }) =>
    createTelegramLink(db, actor, params.id, deps.botUsername()),
  )

  serve(http, contract.listCustomers, ({ query }) => listCustomerRows(db, query))
  serve(http, contract.getCustomer, ({ params }) => readCustomer(db, params.id))
  serve(http, contract.createCustomer, ({ actor, body }) =>
    db.transaction().execute((tx) => createCustomer(tx, actor, plain(body), 'MANUAL')),
  )
  serve(http, contract.changeCustomer, ({ actor, params, body }) =>
    db.transaction().execute((tx) => changeCustomer(tx, actor, params.id, plain(body))),
  )
  serve(http, contract.deactivateCustomer, ({ actor, params }) =>
    db.transaction().execute((tx) => deactivateCustomer(tx, actor, params.id)),
  )
  serve(http, contract.activateCustomer, ({ actor, params }) =>
    db.transaction().execute((tx) => activateCustomer(tx, actor, params.id)),
  )

  serve(http, contract.getFile, async ({ actor, params, reply }) => {
    const file = await readVisibleFile(db, deps.files, actor, params.id)
    return reply
      .type(file.mime)
      .header('content-disposition', dispositionOf(file))
      .header('cache-control', 'private, max-age=86400')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(file.bytes)
  })

  serve(http, contract.getCompany, () => readCompany(db))
  serve(http, contract.changeCompany, ({ body }) => changeCompanyProfile(db, body))
}

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

/** A field that was not sent stays as it is; one that was sent empty is emptied. */
function plain<T extends object>(body: T): T {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as T
}
