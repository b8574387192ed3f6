import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { writeSetting } from '../../platform/settings.ts'
import { recordEvent } from '../../ticket/index.ts'
import { endTroubles } from './raise-trouble.ts'
import type { Prices } from './rules.ts'

export type Price = {
  externalId: string
  category: string
  /** regular, free_customer_service, free_entry_point */
  type: string | null
  billable: boolean
  /** whether this report says that it arrived */
  delivered: boolean
  at: Date
}

/** What WhatsApp charges for a message; told again with every report, counted once. */
export async function notePrice(tx: Tx, price: Price): Promise<void> {
  const { externalId, category, type, billable, delivered, at } = price
  await sql`insert into message_prices (external_id, category, type, billable, at, delivered_at)
    values (${externalId}, ${category}, ${type}, ${billable}, ${at}, ${delivered ? at : null})
    on conflict (external_id) do update set category = excluded.category, type = excluded.type, billable = excluded.billable,
      at = least(message_prices.at, excluded.at), delivered_at = least(message_prices.delivered_at, excluded.delivered_at)`.execute(
    tx,
  )
  // a charged message that arrives shows that the account pays again
  if (delivered && billable) await endTroubles(tx, { channel: 'whatsapp', kinds: ['payment'], before: at })
}

export const PRICES = 'whatsappPrices'

/** What a message costs is agreed with Meta and told nowhere by its API: admin enters it. */
export async function changePrices(db: Db, actor: Staff, prices: Prices): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await writeSetting(tx, PRICES, prices)
    await recordEvent(tx, { name: 'settingsChanged', actor, data: { fields: [PRICES] } })
  })
}
