import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../platform/db.ts'
import type { QueryOf } from '../platform/http/endpoint.ts'
import { decodeCursor, encodeCursor } from '../platform/paging.ts'
import { phoneDigitsForSearch, readPhone } from '../platform/phone.ts'
import { type Customer, customerRows, customerShape, searchText } from './customer-row.ts'
import { escapeLike } from './reads.ts'
import { editDistance, searchWords } from './rules.ts'
import type { listCustomers } from './schema.ts'

type List<T> = { items: T[]; nextCursor: string | null }
type Condition = RawBuilder<boolean>
export type CustomerFilter = Omit<QueryOf<typeof listCustomers>, 'limit' | 'cursor'>

/** Where a page starts: which kind of hit, and the sort key of the last row shown. */
type Place = { tier: number; name: string; id: string }

/** 0: starts so, 1: contains, 2: spelt nearly so. */
const SIMILAR = 2

/**
 * So many hits of one kind are looked at; among these the order is by name. Whoever gets more names another word. It
 * keeps a search quick that fits a tenth of all customers.
 */
const MOST_HITS = 500
/** Of what is only spelt nearly so, fewer: each is looked at with every spelling of every word. */
const MOST_SIMILAR = 200

/** Words that may stand for a misspelt one; more would only add rows nobody meant. */
const SUBSTITUTES = 6

/**
 * Customers by name. With `q` those come first whose name or number starts like that, then those that hold every word
 * anywhere (name, company, phone in any spelling, address), and when all of these fit on one page, those that hold a
 * word spelt nearly so. Each kind is a query with an index of its own, so that a page costs the same at any size.
 */
export async function listCustomerRows(
  db: Db,
  query: QueryOf<typeof listCustomers>,
): Promise<List<Customer>> {
  return query.q
    ? // tens of thousands of hits by index, cut off at the most, beat a look at every customer; the planner cannot know
      // that those found are not spread evenly
      await db.transaction().execute(async (tx) => {
        await sql`select set_config('enable_seqscan', 'off', true)`.execute(tx)
        return await listPage(tx, query)
      })
    : await listPage(db, query)
}

async function listPage(db: Db | Tx, query: QueryOf<typeof listCustomers>): Promise<List<Customer>> {
  const place = readPlace(query.cursor)
  const wanted = query.limit + 1
  const tiers = query.q ? hitsOf(query.q) : [sql<boolean>`true`]
  const found: { tier: number; row: Awaited<ReturnType<typeof rowsOf>>[number] }[] = []
  const take = async (tier: number, condition: Condition) => {
    if (found.length >= wanted || (place && tier < place.tier)) return
    const after = place?.tier === tier ? place : null
    const all = !query.q || (tier === 0 && !phoneDigitsForSearch(query.q))
    const rows = await rowsOf(
      all
        ? matching(db, query, condition)
        : someMatching(db, query, condition, tier === SIMILAR ? MOST_SIMILAR : MOST_HITS),
      wanted - found.length,
      after,
    )
    found.push(...rows.map((row) => ({ tier, row })))
  }
  for (const [tier, hit] of tiers.entries()) {
    const earlier = tiers.slice(0, tier)
    await take(tier, earlier.length > 0 ? sql<boolean>`${hit} and not (${joined(earlier, sql` or `)})` : hit)
  }
  const exactFit = place ? place.tier === SIMILAR : found.length < wanted
  const similar = query.q && exactFit ? await similarTo(db, query.q) : null
  if (similar) await take(SIMILAR, sql<boolean>`${similar} and not (${joined(tiers, sql` or `)})`)
  const shown = found.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ row }) => customerShape(row)),
    nextCursor:
      found.length > query.limit && last ? encodeCursor([last.tier, last.row.sortName, last.row.id]) : null,
  }
}

function readPlace(cursor: string | undefined): Place | null {
  const key = decodeCursor(cursor, 3)
  return key && { tier: Number(key[0]), name: String(key[1]), id: String(key[2]) }
}

/** What a customer of this search and filter fulfils, without any order or limit: for lists that take their time. */
export async function conditionOf(db: Db, filter: CustomerFilter): Promise<Condition> {
  const conditions: Condition[] = [sql<boolean>`true`]
  if (filter.status) conditions.push(sql<boolean>`customers.status = ${filter.status}`)
  if (filter.q) {
    const exact = joined(hitsOf(filter.q), sql` or `)
    const found = await matching(db, filter, exact).limit(1).executeTakeFirst()
    // a list must not hold what only looks alike beside what was asked for
    conditions.push(found ? exact : ((await similarTo(db, filter.q)) ?? exact))
  }
  return joined(conditions, sql` and `)
}

/** The customers who fulfil a condition and the filters beside the search. */
function matching(db: Db | Tx, filter: CustomerFilter, condition: Condition) {
  let rows = customerRows(db).where(condition)
  if (filter.status) rows = rows.where('customers.status', '=', filter.status)
  if (filter.phone) {
    const phone = readPhone(filter.phone)
    rows = rows.where('customers.phone', '=', phone.ok ? phone.e164 : filter.phone)
  }
  return rows
}

const someMatching = (db: Db | Tx, filter: CustomerFilter, condition: Condition, most: number) =>
  db.selectFrom(matching(db, filter, condition).limit(most).as('customers')).selectAll()

async function rowsOf(
  rows: ReturnType<typeof matching> | ReturnType<typeof someMatching>,
  limit: number,
  after: Place | null,
) {
  let page = rows as ReturnType<typeof matching>
  if (after)
    page = page.where(
      sql<boolean>`(lower(customers.name), customers.id) > (${after.name}, ${after.id}::uuid)`,
    )
  return await page
    .select(sql<string>`lower(customers.name)`.as('sortName'))
    .orderBy(sql`lower(customers.name)`)
    .orderBy('customers.id')
    .limit(limit)
    .execute()
}

/** What counts as a hit, the best kind first. */
function hitsOf(q: string): [Condition, Condition] {
  const digits = phoneDigitsForSearch(q)
  const text = escapeLike(q.toLowerCase())
  if (digits) {
    const start = digits.startsWith('62') ? `+${digits}` : `+62${digits}`
    return [sql<boolean>`customers.phone like ${`${start}%`}`, anyOf([`%${digits}%`, `%${text}%`])]
  }
  const words = searchWords(q)
  return [
    sql<boolean>`lower(customers.name) like ${`${text}%`}`,
    words.length > 0
      ? joined(
          words.map((word) => holds([word])),
          sql` and `,
        )
      : sql<boolean>`${searchText} like ${`%${text}%`}`,
  ]
}

/** The text holds one of these. One or two letters are looked for at the start of words only: that is what the index can do. */
function holds(words: readonly string[]): Condition {
  const patterns = words.map((word) => {
    const digits = phoneDigitsForSearch(word) || word
    return word.length < 3 ? `% ${escapeLike(word)}%` : `%${escapeLike(digits)}%`
  })
  return anyOf(patterns)
}

/** Written out, because the index does not serve `like any`. */
const anyOf = (patterns: readonly string[]): Condition =>
  joined(
    [...new Set(patterns)].map((pattern) => sql<boolean>`${searchText} like ${pattern}`),
    sql` or `,
  )

/** Every word, or one that customers have and that is spelt nearly so. */
export const spelledLike = async (db: Db | Tx, words: readonly string[]): Promise<Condition> =>
  joined(
    await Promise.all(words.map(async (word) => holds([word, ...(await neighboursOf(db, word))]))),
    sql` and `,
  )

/** The same, but null when no word has such a neighbour. */
async function similarTo(db: Db | Tx, q: string): Promise<Condition | null> {
  const words = searchWords(q)
  const neighbours = await Promise.all(words.map((word) => neighboursOf(db, word)))
  if (neighbours.every((found) => found.length === 0)) return null
  return joined(
    words.map((word, index) => holds([word, ...(neighbours[index] ?? [])])),
    sql` and `,
  )
}

/**
 * Known words that `word` may be a slip of. Trigrams find them among long words; a slip in a short one leaves hardly
 * a trigram, so those that start with the same letter are compared one by one.
 */
async function neighboursOf(db: Db | Tx, word: string): Promise<string[]> {
  if (word.length < 4 || !/^\p{L}+$/u.test(word)) return []
  const slips = word.length < 6 ? 1 : 2
  const found =
    word.length < 7
      ? await sql<{ word: string }>`select word from customer_words
          where word like ${`${word[0]}%`} and length(word) between ${word.length - slips} and ${word.length + slips}
          union select word from customer_words where word % ${word}`.execute(db)
      : await sql<{ word: string }>`select word from customer_words where word % ${word}`.execute(db)
  return found.rows
    .map((row) => ({ word: row.word, distance: editDistance(word, row.word) }))
    .filter(({ distance }) => distance > 0 && distance <= slips)
    .toSorted((a, b) => a.distance - b.distance || (a.word < b.word ? -1 : 1))
    .slice(0, SUBSTITUTES)
    .map((one) => one.word)
}

const joined = (parts: readonly Condition[], between: RawBuilder<unknown>): Condition =>
  sql<boolean>`(${sql.join(parts, between)})`
