import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db, Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Filled, Moved } from './merge-customers.ts'
import type { customerMerge } from './schema.ts'

type Merge = z.input<typeof customerMerge>

const mergeRows = (db: Db | Tx) =>
  db
    .selectFrom('customerMerges')
    .innerJoin('customers as kept', 'kept.id', 'customerMerges.customerId')
    .innerJoin('customers as other', 'other.id', 'customerMerges.otherId')
    .innerJoin('staff', 'staff.id', 'customerMerges.mergedBy')
    .select([
      'customerMerges.id',
      'customerMerges.moved',
      'customerMerges.filled',
      'customerMerges.mergedAt',
      'kept.id as keptId',
      'kept.name as keptName',
      'other.id as otherId',
      'other.name as otherName',
      'staff.id as staffId',
      'staff.name as staffName',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof mergeRows>['executeTakeFirstOrThrow']>>

function mergeShape(row: Row): Merge {
  const [moved, filled] = [row.moved as Moved, row.filled as Filled]
  return {
    id: row.id,
    customer: { id: row.keptId, name: row.keptName },
    other: { id: row.otherId, name: row.otherName },
    moved: {
      conversations: moved.conversations.length,
      complaints: moved.complaints.length,
      tickets: moved.tickets.length,
      ratings: moved.ratings.length,
      consents: moved.consents.length,
    },
    // a point is one detail
    filled: Object.keys(filled)
      .filter((detail) => detail !== 'lng')
      .map((detail) => (detail === 'lat' ? 'location' : detail)),
    mergedBy: { id: row.staffId, name: row.staffName },
    mergedAt: row.mergedAt.toISOString(),
  }
}

/** @throws NotFound */
export async function readMerge(db: Db | Tx, id: string): Promise<Merge> {
  const row = await mergeRows(db).where('customerMerges.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return mergeShape(row)
}

/** Merges into or of this customer that still hold, newest first. */
export async function listMergesOf(db: Db, customerId: string): Promise<{ items: Merge[] }> {
  const rows = await mergeRows(db)
    .where(sql<boolean>`${customerId}::uuid in (customer_merges.customer_id, customer_merges.other_id)`)
    .where('customerMerges.undoneAt', 'is', null)
    .orderBy('customerMerges.mergedAt', 'desc')
    .limit(50)
    .execute()
  return { items: rows.map(mergeShape) }
}
