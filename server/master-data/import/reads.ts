import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Answer, QueryOf } from '../../platform/http/endpoint.ts'
import { decodeCursor, page } from '../../platform/paging.ts'
import { FIELDS, type RowFields, type RowProblems } from './check-row.ts'
import type { customerImport, listImportRows, listImports } from './schema.ts'

export type Import = z.input<typeof customerImport>
type ImportRow = Answer<typeof listImportRows>['items'][number]

const importRows = (db: Db) =>
  db
    .selectFrom('customerImports')
    .innerJoin('staff', 'staff.id', 'customerImports.createdBy')
    .selectAll('customerImports')
    .select('staff.name as staffName')

type Row = Awaited<ReturnType<ReturnType<typeof importRows>['executeTakeFirstOrThrow']>>

const shape = (row: Row): Import => ({
  id: row.id,
  fileName: row.fileName,
  status: row.status as Import['status'],
  problem: row.problem,
  columns: row.columns as Import['columns'],
  total: row.total,
  good: row.good,
  bad: row.bad,
  duplicates: row.duplicates,
  imported: row.imported,
  createdBy: { id: row.createdBy, name: row.staffName },
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
})

/** @throws NotFound */
export async function readImport(db: Db, id: string): Promise<Import> {
  const row = await importRows(db).where('customerImports.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return shape(row)
}

export async function listImportsNewestFirst(
  db: Db,
  query: QueryOf<typeof listImports>,
): Promise<Answer<typeof listImports>> {
  const after = decodeCursor(query.cursor, 2)
  let rows = importRows(db)
  if (after)
    rows = rows.where(
      sql<boolean>`(customer_imports.created_at, customer_imports.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    )
  const found = await rows
    .select(sql<string>`customer_imports.created_at::text`.as('sortTime'))
    .orderBy('customerImports.createdAt', 'desc')
    .orderBy('customerImports.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(found, query.limit, shape, (row) => [row.sortTime, row.id])
}

/**
 * Rows in the order of the file. @param sayProblem the sentence for a key of the catalogue
 * @throws NotFound
 */
export async function listRows(
  db: Db,
  importId: string,
  query: QueryOf<typeof listImportRows>,
  sayProblem: (key: string) => string,
): Promise<Answer<typeof listImportRows>> {
  if (!query.cursor) await readImport(db, importId)
  const after = decodeCursor(query.cursor, 1)
  let rows = db.selectFrom('customerImportRows').selectAll().where('importId', '=', importId)
  if (query.state) rows = rows.where('state', '=', query.state)
  if (after) rows = rows.where('line', '>', Number(after[0]))
  const found = await rows
    .orderBy('line')
    .limit(query.limit + 1)
    .execute()
  return page(
    found,
    query.limit,
    (row): ImportRow => ({
      line: row.line,
      state: row.state as ImportRow['state'],
      ...(row.fields as RowFields),
      problems: problemsOf(row.problems as RowProblems, sayProblem),
      customerId: row.customerId,
    }),
    (row) => [row.line],
  )
}

const problemsOf = (problems: RowProblems, sayProblem: (key: string) => string) =>
  FIELDS.flatMap((field) => {
    const key = problems[field]
    return key ? [{ field, message: sayProblem(key) }] : []
  })
