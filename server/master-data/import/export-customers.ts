import { sql } from 'kysely'
import type { Db } from '../../platform/db.ts'
import { showPhone } from '../../platform/phone.ts'
import type { Cell } from '../../platform/xlsx.ts'
import { customerRows } from '../customer-row.ts'
import { conditionOf, type CustomerFilter } from '../search-customers.ts'
import { listRows } from './reads.ts'

type Say = (key: string) => string
const BATCH = 1000
/** What fits into one sheet beside the headings. */
const MOST_SHEET_ROWS = 1_000_000

export const headings = (say: Say) =>
  ['name', 'phone', 'address', 'company', 'email'].map((field) => say(`sheet.${field}`))

/** Every customer that a search and filter finds, in the order in which they were registered. */
export async function* exportRows(db: Db, filter: CustomerFilter, say: Say): AsyncGenerator<Cell[]> {
  yield [...headings(say), say('sheet.status'), say('sheet.location'), say('sheet.since')]
  const condition = await conditionOf(db, filter)
  let after = '00000000-0000-0000-0000-000000000000'
  for (let count = 0; count < MOST_SHEET_ROWS; count += BATCH) {
    const rows = await customerRows(db)
      .where(condition)
      .where(sql<boolean>`customers.id > ${after}::uuid`)
      .orderBy('customers.id')
      .limit(BATCH)
      .execute()
    for (const row of rows)
      yield [
        row.name,
        row.phone && showPhone(row.phone),
        row.address,
        row.company,
        row.email,
        say(`sheet.${row.status}`),
        row.lat === null || row.lng === null ? null : `${row.lat}, ${row.lng}`,
        row.createdAt.toISOString().slice(0, 10),
      ]
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    after = last.id
  }
}

/** Every row of an imported file with what became of it. @throws NotFound with the first row */
export async function* resultRows(
  db: Db,
  importId: string,
  say: Say,
  sayProblem: Say,
): AsyncGenerator<Cell[]> {
  yield [say('sheet.line'), say('sheet.result'), say('sheet.reason'), ...headings(say)]
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await listRows(db, importId, { limit: BATCH, cursor }, sayProblem)
    for (const row of items) {
      const reasons = row.problems.map(({ field, message }) => `${say(`sheet.${field}`)}: ${message}`)
      const { line, name, phone, address, company, email } = row
      yield [line, say(`sheet.${row.state}`), reasons.join(' '), name, phone, address, company, email]
    }
    cursor = nextCursor ?? undefined
  } while (cursor)
}
