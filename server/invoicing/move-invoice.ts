import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Staff } from '../platform/actor.ts'
import type { Database, Tx } from '../platform/db.ts'
import { NotAllowed, NotFound, Refused } from '../platform/errors.ts'
import { type EventName, type Events, recordEvent } from '../ticket/index.ts'
import {
  INVOICE_LIFECYCLE,
  type InvoiceMove,
  type InvoiceMoveName,
  type InvoiceState,
  whyCannotMoveInvoice,
} from './lifecycle.ts'

export type Invoice = Omit<Selectable<Database['invoices']>, 'state'> & { state: InvoiceState }

/** Reads an invoice for a change: nobody else may change it until the transaction ends. @throws NotFound */
export async function lockInvoice(tx: Tx, id: string): Promise<Invoice> {
  const row = await tx.selectFrom('invoices').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new NotFound()
  return row as Invoice
}

/**
 * The only writer of an invoice's state. `set` are further columns that belong to the move, as SQL assignments.
 * @throws Refused WRONG_INVOICE_STATE, NotAllowed, NotFound
 */
export async function moveInvoice<N extends EventName>(
  tx: Tx,
  change: {
    invoiceId: string
    move: InvoiceMoveName
    actor: Staff
    to?: InvoiceState
    set?: RawBuilder<unknown>
    event: { name: N; data: Events[N] }
  },
): Promise<Invoice> {
  const move: InvoiceMove = INVOICE_LIFECYCLE[change.move]
  if (!move.by.includes(change.actor.role)) throw new NotAllowed()
  const to = change.to ?? (move.to as InvoiceState)
  const moved = await sql<Invoice>`
    update invoices set state = ${to}, updated_at = now()${change.set ? sql`, ${change.set}` : sql``}
    where id = ${change.invoiceId} and state = any(${[...move.from]}) returning *`.execute(tx)
  const invoice = moved.rows[0]
  if (!invoice) throw await whyRefused(tx, change.invoiceId, change.move, change.actor)
  const ticket = await tx
    .selectFrom('tickets')
    .select('customerId')
    .where('id', '=', invoice.ticketId)
    .executeTakeFirstOrThrow()
  await recordEvent(tx, {
    ...change.event,
    actor: change.actor,
    invoiceId: invoice.id,
    ticketId: invoice.ticketId,
    customerId: ticket.customerId,
  })
  return invoice
}

async function whyRefused(tx: Tx, id: string, move: InvoiceMoveName, actor: Staff): Promise<Refused> {
  const row = await tx.selectFrom('invoices').select('state').where('id', '=', id).executeTakeFirst()
  if (!row) return new NotFound()
  return whyCannotMoveInvoice(move, actor.role, row.state as InvoiceState) === 'NOT_ALLOWED'
    ? new NotAllowed()
    : new Refused('WRONG_INVOICE_STATE', { state: row.state })
}

/** The same refusal before the work that a move needs is done (printing, numbering); the move itself checks again. */
export function mustMove(invoice: Invoice, move: InvoiceMoveName, actor: Staff): void {
  const why = whyCannotMoveInvoice(move, actor.role, invoice.state)
  if (why === 'NOT_ALLOWED') throw new NotAllowed()
  if (why) throw new Refused(why, { state: invoice.state })
}
