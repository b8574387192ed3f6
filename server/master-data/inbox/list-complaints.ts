import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db, Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { QueryOf } from '../../platform/http/endpoint.ts'
import { decodeCursor, page } from '../../platform/paging.ts'
import { phoneDigitsForSearch, readPhone } from '../../platform/phone.ts'
import { escapeLike } from '../reads.ts'
import type { complaint, listComplaints } from './schema.ts'

type Complaint = z.input<typeof complaint>

const complaintRows = (db: Db | Tx) =>
  db
    .selectFrom('complaints')
    .innerJoin('customers', 'customers.id', 'complaints.customerId')
    .leftJoin('tickets', 'tickets.id', 'complaints.ticketId')
    .select([
      'complaints.id',
      'complaints.customerId',
      'customers.name as customerName',
      'customers.phone as customerPhone',
      'customers.address as customerAddress',
      'complaints.conversationId',
      'complaints.text',
      'complaints.status',
      'complaints.ticketId',
      'tickets.code as ticketCode',
      'complaints.dismissReason',
      'complaints.lat',
      'complaints.lng',
      'complaints.createdAt',
    ])
    .select(
      sql<
        string[]
      >`array(select m.file_id from messages m where m.complaint_id = complaints.id and m.file_id is not null and m.kind = 'image' order by m.at)`.as(
        'photos',
      ),
    )

type ComplaintRow = Awaited<ReturnType<ReturnType<typeof complaintRows>['executeTakeFirstOrThrow']>>

const complaintShape = (row: ComplaintRow): Complaint => ({
  id: row.id,
  customerId: row.customerId,
  customerName: row.customerName,
  customerPhone: row.customerPhone,
  customerAddress: row.customerAddress,
  conversationId: row.conversationId,
  text: row.text,
  status: row.status as Complaint['status'],
  ticketId: row.ticketId,
  ticketCode: row.ticketCode,
  dismissReason: row.dismissReason,
  location: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
  photos: row.photos,
  createdAt: row.createdAt.toISOString(),
})

/** The queue of complaints, newest first. */
export async function listComplaintRows(
  db: Db,
  query: QueryOf<typeof listComplaints>,
): Promise<{ items: Complaint[]; nextCursor: string | null }> {
  const after = decodeCursor(query.cursor, 2)
  let rows = complaintRows(db)
  if (query.status) rows = rows.where('complaints.status', '=', query.status)
  if (query.customerId) rows = rows.where('complaints.customerId', '=', query.customerId)
  if (query.phone) {
    const phone = readPhone(query.phone)
    const digits = phoneDigitsForSearch(query.phone)
    rows = phone.ok
      ? rows.where('customers.phone', '=', phone.e164)
      : // part of a number; what is no number at all is nobody's
        rows.where('customers.phone', 'like', digits ? `%${digits}%` : '')
  }
  if (query.q) {
    const like = `%${escapeLike(query.q)}%`
    rows = rows.where((where) =>
      where.or([
        where('complaints.text', 'ilike', like),
        where('customers.name', 'ilike', like),
        where('customers.company', 'ilike', like),
      ]),
    )
  }
  if (after)
    rows = rows.where(
      sql<boolean>`(complaints.created_at, complaints.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    )
  const found = await rows
    .select(sql<string>`to_json(complaints.created_at) #>> '{}'`.as('sortAt'))
    .orderBy('complaints.createdAt', 'desc')
    .orderBy('complaints.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(found, query.limit, complaintShape, (row) => [row.sortAt, row.id])
}

/** @throws NotFound */
export async function readComplaint(db: Db | Tx, id: string): Promise<Complaint> {
  const row = await complaintRows(db).where('complaints.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return complaintShape(row)
}
