import type { Db } from '../../platform/db.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import { readConversationRow } from '../inbox/reads.ts'
import { joinConversations } from './join-conversations.ts'
import { partConversations } from './part-conversations.ts'
import { readOnePerson } from './reads.ts'
import * as contract from './schema.ts'

/** Two chats of one person, joined by staff and parted again. */
export function onePersonRoutes(http: Http, { db }: { db: Db }): void {
  serve(http, contract.readOnePerson, ({ params }) => readOnePerson(db, params.id))
  serve(http, contract.joinConversations, ({ actor, params, body }) =>
    db.transaction().execute(async (tx) => {
      await joinConversations(tx, actor, params.id, body.otherId)
      return await readConversationRow(tx, params.id)
    }),
  )
  serve(http, contract.partConversations, ({ actor, params }) =>
    db
      .transaction()
      .execute(async (tx) => readConversationRow(tx, await partConversations(tx, actor, params.id))),
  )
}
