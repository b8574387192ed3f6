import type { Db } from '../../platform/db.ts'

/** When something last arrived through a channel; null = never. */
export async function lastReceived(db: Db, channel: 'whatsapp' | 'telegram'): Promise<string | null> {
  const row = await db
    .selectFrom('inboundUpdates')
    .select((row) => row.fn.max('receivedAt').as('at'))
    .where('channel', '=', channel)
    .executeTakeFirst()
  return row?.at?.toISOString() ?? null
}

/** The templates as they were last seen at WhatsApp. */
export async function knownTemplates(
  db: Db,
): Promise<
  { name: string; language: string; status: string; category: string | null; reason: string | null }[]
> {
  return await db
    .selectFrom('whatsappTemplates')
    .select(['name', 'language', 'status', 'category', 'reason'])
    .orderBy('name')
    .orderBy('language')
    .execute()
}
