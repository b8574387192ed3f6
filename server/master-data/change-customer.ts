import type { Actor } from '../platform/actor.ts'
import { databaseError, type Db, type Tx } from '../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../platform/errors.ts'
import type { SiteZone } from '../platform/indonesian-zone.ts'
import { readPhone } from '../platform/phone.ts'
import { recordEvent } from '../ticket/index.ts'
import { linkByNumber, strayThreads } from './inbox/link-conversation.ts'
import { type Customer, customerRows, customerShape } from './customer-row.ts'

export type CustomerFields = {
  name: string
  salutation?: string | null
  phone?: string | null
  address?: string | null
  company?: string | null
  email?: string | null
  location?: { lat: number; lng: number } | null
  timeZone?: SiteZone | null
}

/**
 * A new customer. When CS adds him, a chat of his number that belonged to nobody becomes his.
 * @throws InvalidInput for a phone that is none or that an active customer has already
 */
export async function createCustomer(
  tx: Tx,
  actor: Actor,
  fields: CustomerFields,
  source: Customer['source'],
): Promise<Customer> {
  const phone = customerPhone(actor, fields.phone)
  if (phone && actor.kind === 'staff') await strayThreads(tx, phone)
  try {
    const made = await tx
      .insertInto('customers')
      .values({
        name: fields.name,
        source,
        salutation: fields.salutation ?? null,
        phone,
        address: fields.address ?? null,
        company: fields.company ?? null,
        email: fields.email?.toLowerCase() ?? null,
        lat: fields.location?.lat ?? null,
        lng: fields.location?.lng ?? null,
        timeZone: fields.timeZone ?? null,
        createdBy: actor.kind === 'staff' ? actor.id : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordEvent(tx, { name: 'customerRegistered', actor, customerId: made.id, data: { source } })
    if (phone && actor.kind === 'staff') await linkByNumber(tx, actor, made.id, phone)
    return await reread(tx, made.id)
  } catch (error) {
    throw phoneTaken(error)
  }
}

/** Changes contact details. @throws NotFound, InvalidInput */
export async function changeCustomer(
  tx: Tx,
  actor: Actor,
  id: string,
  change: Partial<CustomerFields>,
): Promise<Customer> {
  const phone = customerPhone(actor, change.phone)
  if (phone && actor.kind === 'staff') await strayThreads(tx, phone)
  const set = {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.salutation !== undefined && { salutation: change.salutation }),
    ...(change.phone !== undefined && { phone }),
    ...(change.address !== undefined && { address: change.address }),
    ...(change.company !== undefined && { company: change.company }),
    ...(change.email !== undefined && { email: change.email?.toLowerCase() ?? null }),
    ...(change.location !== undefined && {
      lat: change.location?.lat ?? null,
      lng: change.location?.lng ?? null,
    }),
    ...(change.timeZone !== undefined && { timeZone: change.timeZone }),
    updatedAt: new Date(),
  }
  try {
    const done = await tx
      .updateTable('customers')
      .set(set)
      .where('id', '=', id)
      .returning(['id', 'status'])
      .executeTakeFirst()
    if (!done) throw new NotFound()
    if (phone && actor.kind === 'staff' && done.status === 'ACTIVE') await linkByNumber(tx, actor, id, phone)
  } catch (error) {
    throw phoneTaken(error)
  }
  await recordEvent(tx, {
    name: 'customerChanged',
    actor,
    customerId: id,
    data: { fields: Object.keys(change) },
  })
  return await reread(tx, id)
}

/** Soft delete: the customer disappears from new work, the history stays. Refused while a visit is under way. */
export async function deactivateCustomer(tx: Tx, actor: Actor, id: string): Promise<Customer> {
  await mustExist(tx, id)
  const busy = await tx
    .selectFrom('tickets')
    .select('code')
    .where('customerId', '=', id)
    .where('state', 'in', ['OPEN', 'ASSIGNED', 'IN_PROGRESS'])
    .executeTakeFirst()
  if (busy) throw new Refused('CUSTOMER_HAS_OPEN_TICKETS', { code: busy.code ?? '' })
  const done = await tx
    .updateTable('customers')
    .set({ status: 'INACTIVE', deactivatedAt: new Date(), updatedAt: new Date() })
    .where('id', '=', id)
    .where('status', '=', 'ACTIVE')
    .returning('id')
    .executeTakeFirst()
  if (done) await recordEvent(tx, { name: 'customerDeactivated', actor, customerId: id, data: {} })
  return await reread(tx, id)
}

/** @throws Refused PHONE_TAKEN when somebody else uses the number by now, CUSTOMER_MERGED */
export async function activateCustomer(tx: Tx, actor: Actor, id: string): Promise<Customer> {
  await mustExist(tx, id)
  await mustStandAlone(tx, id)
  try {
    const done = await tx
      .updateTable('customers')
      .set({ status: 'ACTIVE', deactivatedAt: null, updatedAt: new Date() })
      .where('id', '=', id)
      .where('status', '=', 'INACTIVE')
      .returning('id')
      .executeTakeFirst()
    if (done) await recordEvent(tx, { name: 'customerReactivated', actor, customerId: id, data: {} })
  } catch (error) {
    if (databaseError(error)?.constraint === 'customers_live_phone') throw new Refused('PHONE_TAKEN')
    throw error
  }
  return await reread(tx, id)
}

/** A record that was merged lives on in another one; it comes back by taking the merge back. */
async function mustStandAlone(tx: Tx, id: string): Promise<void> {
  const merged = await tx
    .selectFrom('customers')
    .select('name')
    .where('id', '=', id)
    .where('mergedInto', 'is not', null)
    .executeTakeFirst()
  if (merged) throw new Refused('CUSTOMER_MERGED', { name: merged.name })
}

async function mustExist(tx: Tx, id: string): Promise<void> {
  const row = await tx
    .selectFrom('customers')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound()
}

const reread = async (tx: Db | Tx, id: string) =>
  customerShape(await customerRows(tx).where('customers.id', '=', id).executeTakeFirstOrThrow())

/**
 * E.164, or null for none. What staff typed has to be a number of the numbering plan; what comes from the customer's
 * side is vouched for by the channel, whose numbering may be newer than our tables.
 */
function customerPhone(actor: Actor, raw: string | null | undefined): string | null {
  if (!raw) return null
  if (actor.kind === 'customer' && E164.test(raw)) return raw
  const phone = readPhone(raw)
  if (!phone.ok) throw new InvalidInput([{ path: 'phone', message: 'phone' }])
  return phone.e164
}

const E164 = /^\+[1-9]\d{6,14}$/

const phoneTaken = (error: unknown): unknown =>
  databaseError(error)?.constraint === 'customers_live_phone'
    ? new InvalidInput([{ path: 'phone', message: 'phoneTaken' }])
    : error
