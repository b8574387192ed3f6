import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import { databaseError, type Tx } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/errors.ts'
import { type Filled, lockCustomers, MOVED, type Moved, tellBoth } from './merge-customers.ts'

/**
 * Takes a merge back: what had moved and still is with the customer returns to the other record, which lives again if
 * it did before. What came after the merge stays where it is.
 * @throws NotFound; Refused MERGE_UNDONE, MERGE_COVERED when the customer himself was merged on, PHONE_TAKEN
 */
export async function undoMerge(tx: Tx, actor: Staff, mergeId: string): Promise<void> {
  const merge = await tx
    .selectFrom('customerMerges')
    .selectAll()
    .where('id', '=', mergeId)
    .forUpdate()
    .executeTakeFirst()
  if (!merge) throw new NotFound()
  if (merge.undoneAt) throw new Refused('MERGE_UNDONE')
  const { [merge.customerId]: kept, [merge.otherId]: other } = await lockCustomers(tx, [
    merge.customerId,
    merge.otherId,
  ])
  if (!kept || !other) throw new NotFound()
  if (kept.mergedInto) throw new Refused('MERGE_COVERED', { name: kept.name })

  const [moved, filled] = [merge.moved as Moved, merge.filled as Filled]
  for (const table of MOVED)
    await sql`update ${sql.table(table)} set customer_id = ${other.id}
      where id = any(${moved[table]}::uuid[]) and customer_id = ${kept.id}`.execute(tx)
  await sql`update customers set merged_into = ${other.id}
    where id = any(${moved.customers}::uuid[]) and merged_into = ${kept.id}`.execute(tx)
  // somebody may have corrected a detail since; only what is still as it was taken over is emptied again
  const returned = Object.entries(filled).filter(([detail, value]) => kept[detail as keyof Filled] === value)
  await tx
    .updateTable('customers')
    .set({ ...Object.fromEntries(returned.map(([detail]) => [detail, null])), updatedAt: new Date() })
    .where('id', '=', kept.id)
    .execute()
  await revive(tx, other.id, merge.otherWasActive)
  await tx
    .updateTable('customerMerges')
    .set({ undoneAt: new Date(), undoneBy: actor.id })
    .where('id', '=', mergeId)
    .execute()
  await tellBoth(tx, 'customerUnmerged', actor, mergeId, kept, other)
}

async function revive(tx: Tx, id: string, active: boolean): Promise<void> {
  try {
    await tx
      .updateTable('customers')
      .set({
        mergedInto: null,
        updatedAt: new Date(),
        ...(active && { status: 'ACTIVE', deactivatedAt: null }),
      })
      .where('id', '=', id)
      .execute()
  } catch (error) {
    if (databaseError(error)?.constraint === 'customers_live_phone') throw new Refused('PHONE_TAKEN')
    throw error
  }
}
