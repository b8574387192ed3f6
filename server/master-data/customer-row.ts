import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db, Tx } from '../platform/db.ts'
import type { customer } from './schema.ts'

export type Customer = z.input<typeof customer>

/** The one selection of a customer that every screen uses. */
export const customerRows = (db: Db | Tx) =>
  db
    .selectFrom('customers')
    .select([
      'customers.id',
      'customers.name',
      'customers.salutation',
      'customers.phone',
      'customers.address',
      'customers.company',
      'customers.email',
      'customers.lat',
      'customers.lng',
      'customers.timeZone',
      'customers.status',
      'customers.source',
      'customers.mergedInto',
      'customers.createdAt',
      'customers.updatedAt',
    ])

export type CustomerRow = Awaited<ReturnType<ReturnType<typeof customerRows>['executeTakeFirstOrThrow']>>

export const customerShape = (row: CustomerRow): Customer => ({
  id: row.id,
  name: row.name,
  salutation: row.salutation,
  phone: row.phone,
  address: row.address,
  company: row.company,
  email: row.email,
  location: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
  timeZone: row.timeZone as Customer['timeZone'],
  status: row.status as Customer['status'],
  source: row.source as Customer['source'],
  mergedInto: row.mergedInto,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

/** Same expression as the trigram index, or the index is not used. */
export const searchText = sql<string>`lower(customers.name || ' ' || coalesce(customers.company, '') || ' ' || coalesce(customers.phone, '') || ' ' || coalesce(customers.address, ''))`
