import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db.ts'
import type { Answer, QueryOf } from '../../platform/http/endpoint.ts'
import { OFFICE_ZONE } from '../../platform/indonesian-date.ts'
import { decodeCursor, page } from '../../platform/paging.ts'
import { readSetting } from '../../platform/settings.ts'
import { type Language, say } from '../../platform/texts.ts'
import { PRICES } from './note-price.ts'
import { costOf, peoplePerDay, type Prices } from './rules.ts'
import type { listDeadUpdates, listTroubles, readUsage } from './schema.ts'

const CHANNEL_NAMES: Record<string, string> = { whatsapp: 'WhatsApp', telegram: 'Telegram' }

/** What is wrong and what to do, in words. */
export const channelWords = (channel: string, kind: string, subject: string, language: Language = 'id') => {
  const name = CHANNEL_NAMES[channel] ?? channel
  return {
    title: say(`channels:trouble.${kind}.title`, { channel: name, subject }, language),
    advice: say(`channels:trouble.${kind}.advice`, { channel: name, subject }, language),
  }
}

/** What is wrong now, the newest first. */
export async function listOpenTroubles(db: Db, language: Language): Promise<Answer<typeof listTroubles>> {
  const rows = await db
    .selectFrom('channelTroubles')
    .selectAll()
    .where('resolvedAt', 'is', null)
    .orderBy('firstAt', 'desc')
    .limit(50)
    .execute()
  return {
    items: rows.map((row) => ({
      id: row.id,
      channel: row.channel as 'whatsapp' | 'telegram',
      kind: row.kind,
      ...channelWords(row.channel, row.kind, row.subject, language),
      detail: row.detail,
      firstAt: row.firstAt.toISOString(),
      lastAt: row.lastAt.toISOString(),
      times: row.times,
    })),
  }
}

/** Still wrong, by id; null once it is over. */
export async function openTrouble(db: Db | Tx, id: string) {
  return await db
    .selectFrom('channelTroubles')
    .select(['channel', 'kind', 'subject'])
    .where('id', '=', id)
    .where('resolvedAt', 'is', null)
    .executeTakeFirst()
}

/** Longer originals are for the database. */
const SHOWN_SIGNS = 4000

/** What could not be read and waits for a decision, newest first. */
export async function listDeadUpdateRows(
  db: Db,
  query: QueryOf<typeof listDeadUpdates>,
): Promise<Answer<typeof listDeadUpdates>> {
  const after = decodeCursor(query.cursor, 1)
  let rows = db
    .selectFrom('inboundUpdates')
    .select(['id', 'channel', 'sender', 'error', 'receivedAt', 'deadAt'])
    .select(sql<string>`left(jsonb_pretty(payload), ${SHOWN_SIGNS})`.as('payload'))
    .where('deadAt', 'is not', null)
    .where('dismissedAt', 'is', null)
  if (after) rows = rows.where('id', '<', Number(after[0]))
  const found = await rows
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(
    found,
    query.limit,
    (row) => ({
      id: row.id,
      channel: row.channel as 'whatsapp' | 'telegram',
      sender: row.sender,
      reason: row.error ?? '',
      payload: row.payload,
      receivedAt: row.receivedAt.toISOString(),
      failedAt: (row.deadAt ?? row.receivedAt).toISOString(),
    }),
    (row) => [String(row.id)],
  )
}

const MONTHS = 3

/** How near the daily limit is, and what the last months' messages cost. */
export async function readWhatsAppUsage(db: Db, phoneNumberId: string): Promise<Answer<typeof readUsage>> {
  const [number, reached, charged, prices] = await Promise.all([
    db
      .selectFrom('whatsappNumbers')
      .selectAll()
      .where('phoneNumberId', '=', phoneNumberId)
      .executeTakeFirst(),
    peopleReached(db),
    chargedByMonth(db),
    readSetting<Prices>(db, PRICES, {}),
  ])
  return {
    number: {
      phone: number?.phone ?? null,
      name: number?.name ?? null,
      quality: number?.quality ?? null,
      tier: number?.tier ?? null,
      checkedAt: number?.checkedAt.toISOString() ?? null,
    },
    limit: { people: peoplePerDay(number?.tier ?? null), reached },
    months: charged.map((row) => ({ ...row, cost: costOf(prices, row.category, row.billable) })),
    prices,
  }
}

/**
 * Whom we wrote to first in the last 24 hours: people who got a template while their own 24 hours were over. WhatsApp
 * counts them the same way for all numbers of the business together.
 */
async function peopleReached(db: Db): Promise<number> {
  const row = await sql<{ count: number }>`
    select count(distinct m.conversation_id)::int as count from messages m
    where m.direction = 'OUT' and m.kind = 'template' and m.at > now() - interval '24 hours'
      and m.status in ('SENT', 'DELIVERED', 'READ', 'UNKNOWN')
      and not exists (select 1 from messages i where i.conversation_id = m.conversation_id and i.direction = 'IN'
        and i.at > m.at - interval '24 hours' and i.at <= m.at)`.execute(db)
  return row.rows[0]?.count ?? 0
}

async function chargedByMonth(db: Db) {
  const since = sql`date_trunc('month', now() at time zone ${OFFICE_ZONE}) - make_interval(months => ${MONTHS - 1})`
  const rows = await sql<{ month: string; category: string; arrived: number; billable: number }>`
    select to_char(delivered_at at time zone ${OFFICE_ZONE}, 'YYYY-MM') as month, category, count(*)::int as arrived,
      count(*) filter (where billable)::int as billable
    from message_prices where delivered_at >= (${since}) at time zone ${OFFICE_ZONE}
    group by 1, 2 order by 1 desc, 2`.execute(db)
  return rows.rows
}
