import type { Db } from '../platform/db.ts'
import type { Tasks } from '../platform/tasks.ts'
import type { Reactions } from '../ticket/index.ts'
import { attachProofFile } from './receive-proof.ts'

/** A picture that came by chat and was taken as a payment proof is fetched only later; then it is put to the payment. */
export const invoicingReactions: Reactions = { mediaStored: ['attachProofFile'] }

export const invoicingTasks = (db: Db): Tasks => ({
  attachProofFile: async ({ eventId }: { eventId: string }) => {
    const event = await db
      .selectFrom('events')
      .select('data')
      .where('id', '=', Number(eventId))
      .executeTakeFirst()
    const messageId = (event?.data as { messageId?: string } | undefined)?.messageId
    if (messageId) await attachProofFile(db, messageId)
  },
})
