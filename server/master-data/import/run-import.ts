import { sql } from 'kysely'
import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { recordEvent } from '../../ticket/index.ts'
import { linkByNumber } from '../inbox/link-conversation.ts'

const BATCH = 500

/**
 * Takes the good rows over, batch by batch, each in a transaction of its own: it may be interrupted anywhere and goes
 * on behind the last batch. Ends when nothing is left or somebody stopped it.
 */
export async function runImport(db: Db, importId: string): Promise<void> {
  while (await db.transaction().execute((tx) => takeBatch(tx, importId)));
}

/** @returns whether there may be more */
async function takeBatch(tx: Tx, importId: string): Promise<boolean> {
  const running = await tx
    .selectFrom('customerImports')
    .innerJoin('staff', 'staff.id', 'customerImports.createdBy')
    .select(['staff.id', 'staff.name', 'staff.role'])
    .where('customerImports.id', '=', importId)
    .where('customerImports.status', '=', 'RUNNING')
    .forUpdate('customerImports')
    .executeTakeFirst()
  if (!running) return false
  const actor: Staff = { kind: 'staff', ...running, role: running.role as Staff['role'] }
  const taken = await insertBatch(tx, importId, actor.id)
  if (taken === 0) {
    await finish(tx, importId, actor)
    return false
  }
  await linkChats(tx, importId, actor)
  return true
}

/**
 * One statement per batch. Who became a customer in the meantime is a duplicate. Screens are told once at the end, so
 * the events of the single customers count as passed on already.
 */
async function insertBatch(tx: Tx, importId: string, staffId: string): Promise<number> {
  const result = await sql<{ taken: number }>`
    with batch as materialized (
      select line, fields, phone, uuidv7() as customer_id from customer_import_rows
      where import_id = ${importId} and state = 'GOOD' order by line limit ${BATCH} for update),
    made as (
      insert into customers (id, name, phone, address, company, email, source, created_by)
      select customer_id, fields ->> 'name', phone, nullif(fields ->> 'address', ''), nullif(fields ->> 'company', ''),
        nullif(fields ->> 'email', ''), 'IMPORT', ${staffId} from batch
      on conflict (phone) where status = 'ACTIVE' and phone is not null do nothing
      returning id),
    told as (
      insert into events (name, actor_kind, actor_id, customer_id, data, relayed_at)
      select 'customerRegistered', 'staff', ${staffId}, id, '{"source":"IMPORT"}', clock_timestamp() from made),
    noted as (
      update customer_import_rows r set customer_id = made.id,
        state = case when made.id is null then 'DUPLICATE' else 'IMPORTED' end,
        problems = case when made.id is null then '{"phone":"phoneTaken"}' else '{}'::jsonb end
      from batch left join made on made.id = batch.customer_id
      where r.import_id = ${importId} and r.line = batch.line returning r.state),
    counted as (select count(*) filter (where state = 'IMPORTED') as imported,
      count(*) filter (where state = 'DUPLICATE') as duplicates, count(*) as taken from noted)
    update customer_imports set imported = customer_imports.imported + counted.imported, good = customer_imports.good - counted.duplicates,
      duplicates = customer_imports.duplicates + counted.duplicates
    from counted where id = ${importId} returning counted.taken`.execute(tx)
  return result.rows[0]?.taken ?? 0
}

/** A thread whose number is known now belongs to its customer, as for one who is added by hand. */
async function linkChats(tx: Tx, importId: string, actor: Staff): Promise<void> {
  const strays = await sql<{ id: string; phone: string }>`
    select distinct c.id, c.phone from conversations v join customers c on c.phone = '+' || v.wa_id and c.status = 'ACTIVE'
    join customer_import_rows r on r.import_id = ${importId} and r.phone = c.phone and r.state = 'IMPORTED'
    where v.customer_id is null`.execute(tx)
  for (const { id, phone } of strays.rows) await linkByNumber(tx, actor, id, phone)
}

async function finish(tx: Tx, importId: string, actor: Staff): Promise<void> {
  const done = await tx
    .updateTable('customerImports')
    .set({ status: 'DONE', finishedAt: new Date() })
    .where('id', '=', importId)
    .returning('imported')
    .executeTakeFirstOrThrow()
  await recordEvent(tx, { name: 'customersImported', actor, data: { importId, count: done.imported } })
}
