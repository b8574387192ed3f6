import { CamelCasePlugin, type ColumnType, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB as Generated } from './database.gen.ts'
import type { Log } from './log.ts'

// ticket/move.ts and ticket/claim-seat.ts alone write the state of a ticket, invoicing/move-invoice.ts that of an
// invoice; for everybody else the column can only be read, so any other write does not compile.
type ReadOnly<Table, Column extends keyof Table> = Omit<Table, Column> & {
  [K in Column]: Table[K] extends ColumnType<infer S, infer _I, infer _U>
    ? ColumnType<S, never, never>
    : ColumnType<Table[K], never, never>
}

export type Database = Omit<Generated, 'tickets' | 'invoices'> & {
  tickets: ReadOnly<Generated['tickets'], 'state' | 'freeSeats'>
  invoices: ReadOnly<Generated['invoices'], 'state'>
}

export type Db = Kysely<Database>
/** Asked for by code that must run inside the caller's transaction. */
export type Tx = Transaction<Database>

// int8 and numeric arrive as text by default; all of ours are counts and rupiah, far below 2^53
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
// a date is a calendar day, not a moment: keep it as the text YYYY-MM-DD
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/** One pool per process; 12 connections serve two cores best (more made the claims slower when measured). */
export function openPool(url: string, log: Log, max = 12): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, application_name: 'gss' })
  // a connection that dies while idle must not take the process with it
  pool.on('error', (error) => log.warn({ err: error }, 'idle database connection lost'))
  // the task worker insists on seeing that new connections are watched as well
  pool.on('connect', (client) =>
    client.on('error', (error) => log.warn({ err: error }, 'database connection lost')),
  )
  return pool
}

export function openDb(pool: pg.Pool): Db {
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

/** PostgreSQL's error code and constraint, when this is one of its errors. */
export function databaseError(error: unknown): { code: string; constraint?: string } | null {
  return error instanceof pg.DatabaseError && error.code
    ? { code: error.code, ...(error.constraint && { constraint: error.constraint }) }
    : null
}
