import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import { readRows, sheetKind } from './read-sheet.ts'
import { checkRow, columnsOf, type Field, fieldsOf, type Row } from './check-row.ts'

const BATCH = 500
export const MOST_ROWS = 200_000

/**
 * Reads the file of an import and checks every row; nothing is taken over yet. Done again from the start when it was
 * interrupted.
 */
export async function checkImport(db: Db, files: Files, importId: string): Promise<void> {
  const found = await db
    .selectFrom('customerImports')
    .select(['fileId'])
    .where('id', '=', importId)
    .where('status', '=', 'READING')
    .executeTakeFirst()
  if (!found) return
  await db.deleteFrom('customerImportRows').where('importId', '=', importId).execute()
  await db
    .updateTable('customerImports')
    .set({ total: 0, good: 0, bad: 0 })
    .where('id', '=', importId)
    .execute()
  const file = await files.read(db, found.fileId)
  const rows = file && (await readRows(file.bytes, sheetKind(file.bytes)).catch(() => null))
  const problem = rows ? await checkRows(db, importId, rows) : 'unreadable'
  if (problem) return await fail(db, importId, problem)
  await markDuplicates(db, importId)
  await db.updateTable('customerImports').set({ status: 'READY' }).where('id', '=', importId).execute()
}

const fail = async (db: Db, importId: string, problem: string): Promise<void> => {
  await db
    .updateTable('customerImports')
    .set({ status: 'FAILED', problem, finishedAt: new Date() })
    .where('id', '=', importId)
    .execute()
}

/** @returns why the file cannot be used, or null */
async function checkRows(
  db: Db,
  importId: string,
  rows: Iterable<string[]> | AsyncIterable<string[]>,
): Promise<string | null> {
  let columns: Partial<Record<Field, number>> | null = null
  let batch: (Row & { line: number })[] = []
  let [line, total] = [0, 0]
  for await (const cells of rows) {
    line += 1
    if (cells.every((cell) => !cell.trim())) continue
    if (!columns) {
      columns = columnsOf(cells)
      if (!columns) return 'noNameColumn'
      const names = Object.fromEntries(Object.entries(columns).map(([field, index]) => [field, cells[index]]))
      await db
        .updateTable('customerImports')
        .set({ columns: sql`${JSON.stringify(names)}::jsonb` })
        .where('id', '=', importId)
        .execute()
      continue
    }
    total += 1
    if (total > MOST_ROWS) return 'tooManyRows'
    batch.push({ ...checkRow(fieldsOf(cells, columns)), line })
    if (batch.length < BATCH) continue
    await keep(db, importId, batch)
    batch = []
    // other requests of this process come first
    await breathe()
  }
  if (batch.length > 0) await keep(db, importId, batch)
  return total === 0 ? 'empty' : null
}

async function keep(db: Db, importId: string, batch: readonly (Row & { line: number })[]): Promise<void> {
  const bad = batch.filter((row) => row.state === 'BAD').length
  await sql`with kept as (
      insert into customer_import_rows (import_id, line, state, fields, problems, phone)
      select ${importId}, line, state, fields, problems, phone
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as t(line integer, state text, fields jsonb, problems jsonb, phone text))
    update customer_imports set total = total + ${batch.length}, bad = bad + ${bad}, good = good + ${batch.length - bad}
    where id = ${importId}`.execute(db)
}

/** Who is a customer already, or stands in the file twice, is left out and said so. */
async function markDuplicates(db: Db, importId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const mark = (problem: string, condition: ReturnType<typeof sql>) =>
      sql`update customer_import_rows r set state = 'DUPLICATE', problems = ${JSON.stringify(
        problem === 'sameNameAddress' ? { name: problem } : { phone: problem },
      )}::jsonb
        where r.import_id = ${importId} and r.state = 'GOOD' and ${condition}`.execute(tx)
    await mark(
      'phoneInFile',
      sql`r.phone is not null and exists (select 1 from customer_import_rows e
        where e.import_id = r.import_id and e.phone = r.phone and e.line < r.line)`,
    )
    await mark(
      'phoneTaken',
      sql`r.phone is not null and exists (select 1 from customers c where c.phone = r.phone and c.status = 'ACTIVE')`,
    )
    await mark(
      'sameNameAddress',
      sql`r.phone is null and exists (select 1 from customers c where lower(c.name) = lower(r.fields ->> 'name')
        and lower(coalesce(c.address, '')) = lower(r.fields ->> 'address') and c.status = 'ACTIVE')`,
    )
    await sql`update customer_imports i set (good, duplicates) = (
        select count(*) filter (where state = 'GOOD'), count(*) filter (where state = 'DUPLICATE')
        from customer_import_rows r where r.import_id = i.id)
      where id = ${importId}`.execute(tx)
  })
}
