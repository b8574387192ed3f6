import { recordEvent } from '../../ticket/index.ts'
import type { Db } from '../../platform/db.ts'
import { type Files, sniffKind } from '../../platform/files.ts'

/** A message whose picture, document or sound is still at the vendor. */
export async function waitingMedia(
  db: Db,
  messageId: string,
): Promise<{ mediaId: string; name: string } | null> {
  const row = await db
    .selectFrom('messages')
    .select(['media', 'kind'])
    .where('id', '=', messageId)
    .where('fileState', 'in', ['WAITING', 'FAILED'])
    .executeTakeFirst()
  const media = row?.media as { id?: string; name?: string } | null | undefined
  return row && media?.id ? { mediaId: media.id, name: media.name ?? row.kind } : null
}

/** Our own copy: the vendor's is gone after a few days. */
export async function storeMedia(
  db: Db,
  files: Files,
  messageId: string,
  media: { bytes: Buffer; mime: string; name: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const message = await tx
      .selectFrom('messages')
      .innerJoin('conversations', 'conversations.id', 'messages.conversationId')
      .select(['messages.conversationId', 'messages.kind', 'conversations.customerId'])
      .where('messages.id', '=', messageId)
      .executeTakeFirstOrThrow()
    const file = await files.store(tx, {
      name: media.name,
      bytes: media.bytes,
      mime: await sniffKind(media.bytes, media.mime),
    })
    await tx
      .updateTable('messages')
      .set({ fileId: file.id, fileState: 'STORED' })
      .where('id', '=', messageId)
      .execute()
    await recordEvent(tx, {
      name: 'mediaStored',
      actor: { kind: 'system', id: null },
      conversationId: message.conversationId,
      customerId: message.customerId,
      data: { messageId, kind: message.kind },
    })
  })
}

export async function failMedia(db: Db, messageId: string): Promise<void> {
  await db
    .updateTable('messages')
    .set({ fileState: 'FAILED' })
    .where('id', '=', messageId)
    .where('fileState', '=', 'WAITING')
    .execute()
}
