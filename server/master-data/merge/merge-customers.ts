import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'

/** Details that an empty field of the customer takes over from the other record. */
const DETAILS = ['phone', 'salutation', 'address', 'company', 'email'] as const
export type Filled = Partial<Record<(typeof DETAILS)[number], string>> & { lat?: number; lng?: number }
export const MOVED = ['conversations', 'complaints', 'tickets', 'ratings', 'consents'] as const
/** `customers`: records merged into the other one before, which point to the customer now. */
export type Moved = Record<(typeof MOVED)[number] | 'customers', string[]>

/**
 * Two records of one person become one: everything of the other moves to the customer, the other becomes inactive and
 * points to him. What moved is kept, so that it can be taken back. Events stay with the record they happened to.
 * @returns the id of the merge
 * @throws InvalidInput for the customer himself; NotFound; Refused CUSTOMER_INACTIVE, CUSTOMER_MERGED
 */
export async function mergeCustomers(tx: Tx, actor: Staff, id: string, otherId: string): Promise<string> {
  if (id === otherId) throw new InvalidInput([{ path: 'otherId', message: 'sameCustomer' }])
  const { [id]: kept, [otherId]: other } = await lockCustomers(tx, [id, otherId])
  if (!kept) throw new NotFound()
  if (!other) throw new InvalidInput([{ path: 'otherId', message: 'customerUnknown' }])
  if (other.mergedInto) throw new Refused('CUSTOMER_MERGED', { name: other.name })
  if (kept.status !== 'ACTIVE') throw new Refused('CUSTOMER_INACTIVE')

  await tx
    .updateTable('customers')
    .set({
      status: 'INACTIVE',
      mergedInto: id,
      deactivatedAt: other.deactivatedAt ?? new Date(),
      updatedAt: new Date(),
    })
    .where('id', '=', otherId)
    .execute()
  const filled = missingDetails(kept, other)
  await tx
    .updateTable('customers')
    .set({ ...filled, updatedAt: new Date() })
    .where('id', '=', id)
    .execute()
  const moved = await moveEverything(tx, otherId, id)
  const merge = await tx
    .insertInto('customerMerges')
    .values({
      customerId: id,
      otherId,
      moved: sql`${JSON.stringify(moved)}::jsonb`,
      filled: sql`${JSON.stringify(filled)}::jsonb`,
      otherWasActive: other.status === 'ACTIVE',
      mergedBy: actor.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tellBoth(tx, 'customerMerged', actor, merge.id, kept, other)
  return merge.id
}

/** Chats first, then customers: a chat that is just being answered locks in that order. */
export async function lockCustomers(tx: Tx, ids: readonly string[]) {
  await tx
    .selectFrom('conversations')
    .select('id')
    .where('customerId', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  const rows = await tx
    .selectFrom('customers')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  return Object.fromEntries(rows.map((row) => [row.id, row])) as Record<
    string,
    (typeof rows)[number] | undefined
  >
}
export type LockedCustomer = NonNullable<Awaited<ReturnType<typeof lockCustomers>>[string]>

function missingDetails(kept: LockedCustomer, other: LockedCustomer): Filled {
  const filled: Filled = {}
  for (const detail of DETAILS) {
    const value = other[detail]
    if (!kept[detail] && value) filled[detail] = value
  }
  // a point belongs to its address
  const sameSite = filled.address !== undefined || kept.address === other.address
  if (kept.lat === null && other.lat !== null && other.lng !== null && sameSite)
    Object.assign(filled, { lat: other.lat, lng: other.lng })
  return filled
}

async function moveEverything(tx: Tx, from: string, to: string): Promise<Moved> {
  const moved: Moved = {
    conversations: [],
    complaints: [],
    tickets: [],
    ratings: [],
    consents: [],
    customers: [],
  }
  for (const table of MOVED) {
    const rows = await sql<{
      id: string
    }>`update ${sql.table(table)} set customer_id = ${to} where customer_id = ${from} returning id`.execute(
      tx,
    )
    moved[table] = rows.rows.map((row) => row.id)
  }
  const rows = await tx
    .updateTable('customers')
    .set({ mergedInto: to })
    .where('mergedInto', '=', from)
    .returning('id')
    .execute()
  moved.customers = rows.map((row) => row.id)
  return moved
}

/** Both histories say it, each naming the other one. */
export async function tellBoth(
  tx: Tx,
  name: 'customerMerged' | 'customerUnmerged',
  actor: Staff,
  mergeId: string,
  kept: { id: string; name: string },
  other: { id: string; name: string },
): Promise<void> {
  for (const [subject, partner] of [
    [kept, other],
    [other, kept],
  ] as const)
    await recordEvent(tx, {
      name,
      actor,
      customerId: subject.id,
      data: { mergeId, otherId: partner.id, name: partner.name },
    })
}
