import type { Db, Tx } from '../../platform/db.ts'

export type NumberFacts = {
  phoneNumberId: string
  phone?: string | null
  name?: string | null
  quality?: string | null
  tier?: string | null
}

/** What WhatsApp says about our number, by our hourly question or by its own news; what it does not say stays. */
export async function keepNumber(db: Db | Tx, facts: NumberFacts): Promise<void> {
  const { phoneNumberId, ...told } = facts
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value))
  await db
    .insertInto('whatsappNumbers')
    .values({ phoneNumberId, ...known })
    .onConflict((on) => on.column('phoneNumberId').doUpdateSet({ ...known, checkedAt: new Date() }))
    .execute()
}
