import { createHash } from 'node:crypto'
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

/** More different statements than this are no longer prepared: each takes memory on every connection. */
const MOST_PREPARED = 200

/**
 * The same database for work that runs the same few statements over and over: PostgreSQL plans each once per connection,
 * which costs half of it otherwise. Statements with `*` are left alone: a column more would make their plan invalid.
 */
export function openPreparedDb(pool: pg.Pool): Db {
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text)
    if (known || names.size >= MOST_PREPARED || /(?:^|[\s.,])\*/.test(text)) return known
    // the same text has the same name for whoever else prepares it on this connection
    const name = `gss-${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`
    names.set(text, name)
    return name
  }
  const connect = async () => {
    const client = await pool.connect()
    return {
      query: (text: string, values: unknown[]) => {
        const name = values.length > 0 ? nameOf(text) : undefined
        return client.query({ text, values, ...(name && { name }) })
      },
      release: (broken?: boolean) => client.release(broken),
    }
  }
  return new Kysely<Database>({
    // whoever opened the pool closes it
    dialect: new PostgresDialect({ pool: { connect, end: async () => undefined } as never }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

/** PostgreSQL's error code and constraint, when this is one of its errors. */
export function databaseError(error: unknown): { code: string; constraint?: string } | null {
  return error instanceof pg.DatabaseError && error.code
    ? { code: error.code, ...(error.constraint && { constraint: error.constraint }) }
    : null
}
