import { sql } from 'kysely'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Answer } from '../../platform/http/endpoint.ts'
import { type CustomerRow, customerRows, customerShape, searchText } from '../customer-row.ts'
import { searchWords } from '../rules.ts'
import { spelledLike } from '../search-customers.ts'
import type { listDuplicates } from './schema.ts'

type Reason = 'PHONE' | 'EMAIL' | 'NAME_ADDRESS'

const MOST_SHOWN = 10
/** How alike (0-1, share of common trigrams) two names and two addresses must be to be shown as one person's. */
const NAME_ALIKE = 0.5
const ADDRESS_ALIKE = 0.45
/** Words of an address that nearly every address has. */
const EMPTY_WORDS = /^(jalan|jln|gang|blok|nomor|kecamatan|kelurahan|kota|kabupaten|desa|dusun|perumahan)$/

/**
 * Other records that may be of the same person, the surest first: same number (also the number of a chat), same
 * email, or nearly the same name at nearly the same address. Records that were merged already do not count.
 * @throws NotFound
 */
export async function findDuplicates(db: Db, id: string): Promise<Answer<typeof listDuplicates>> {
  const customer = await customerRows(db).where('customers.id', '=', id).executeTakeFirst()
  if (!customer) throw new NotFound()
  const [phone, email, alike] = await Promise.all([
    withSameNumber(db, customer),
    withSameEmail(db, customer),
    alikeInWords(db, customer),
  ])
  const found = new Map<string, { row: CustomerRow; reasons: Reason[] }>()
  for (const [reason, rows] of [
    ['PHONE', phone],
    ['EMAIL', email],
    ['NAME_ADDRESS', alike],
  ] as const)
    for (const row of rows)
      found.set(row.id, { row, reasons: [...(found.get(row.id)?.reasons ?? []), reason] })
  const shown = [...found.values()]
    .toSorted((a, b) => b.reasons.length - a.reasons.length)
    .slice(0, MOST_SHOWN)
  const tickets = await countTickets(
    db,
    shown.map(({ row }) => row.id),
  )
  return {
    items: shown.map(({ row, reasons }) => ({
      customer: { ...customerShape(row), tickets: tickets.get(row.id) ?? 0 },
      reasons,
    })),
  }
}

const others = (db: Db, id: string) =>
  customerRows(db).where('customers.id', '<>', id).where('customers.mergedInto', 'is', null).limit(MOST_SHOWN)

/** The number of the record or of one of its chats is that of the other record or of one of its chats. */
async function withSameNumber(db: Db, customer: CustomerRow): Promise<CustomerRow[]> {
  const chats = await db
    .selectFrom('conversations')
    .select('waId')
    .where('customerId', '=', customer.id)
    .where('waId', 'is not', null)
    .execute()
  const numbers = [...chats.map((chat) => `+${chat.waId}`), ...(customer.phone ? [customer.phone] : [])]
  if (numbers.length === 0) return []
  return await others(db, customer.id)
    .where((where) =>
      where.or([
        where('customers.phone', 'in', numbers),
        where(
          'customers.id',
          'in',
          db
            .selectFrom('channelIdentities')
            .innerJoin('conversations', 'conversations.id', 'channelIdentities.conversationId')
            .select(sql<string>`conversations.customer_id`.as('id'))
            .where('channelIdentities.kind', '=', 'wa_id')
            .where(
              'channelIdentities.value',
              'in',
              numbers.map((number) => number.slice(1)),
            )
            .where('conversations.customerId', 'is not', null),
        ),
      ]),
    )
    .execute()
}

const withSameEmail = async (db: Db, customer: CustomerRow): Promise<CustomerRow[]> =>
  customer.email ? await others(db, customer.id).where('customers.email', '=', customer.email).execute() : []

async function alikeInWords(db: Db, customer: CustomerRow): Promise<CustomerRow[]> {
  const place = searchWords(customer.address ?? '', 20)
    .filter((word) => word.length >= 4 && !EMPTY_WORDS.test(word))
    .slice(0, 4)
  const name = searchWords(customer.name)
  if (!customer.address || place.length === 0 || name.length === 0) return []
  const [names, places] = [
    await spelledLike(db, name),
    sql.join(
      place.map((word) => sql<boolean>`${searchText} like ${`%${word}%`}`),
      sql` or `,
    ),
  ]
  const likeName = sql<number>`similarity(lower(customers.name), lower(${customer.name}))`
  const likeAddress = sql<number>`similarity(lower(customers.address), lower(${customer.address}))`
  return await db
    .transaction()
    .execute(async (tx) => {
      await sql`select set_config('enable_seqscan', 'off', true)`.execute(tx)
      return await customerRows(tx)
        .where('customers.id', '<>', customer.id)
        .where('customers.mergedInto', 'is', null)
        .where(sql<boolean>`${names} and (${places})`)
        .where(sql<boolean>`${likeName} >= ${NAME_ALIKE} and ${likeAddress} >= ${ADDRESS_ALIKE}`)
        .limit(MOST_SHOWN * 5)
        .select(sql<number>`${likeName} + ${likeAddress}`.as('alike'))
        .execute()
    })
    .then((rows) => rows.toSorted((a, b) => b.alike - a.alike).slice(0, MOST_SHOWN))
}

async function countTickets(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('tickets')
    .select(['customerId', (where) => where.fn.countAll<number>().as('count')])
    .where('customerId', 'in', ids)
    .groupBy('customerId')
    .execute()
  return new Map(rows.map((row) => [row.customerId, row.count]))
}
