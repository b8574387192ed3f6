import { randomUUID } from 'node:crypto'
import type { Db, Tx } from '../platform/db.ts'
import { Refused } from '../platform/errors.ts'
import { type Files, sniffPhotoOrPdf } from '../platform/files.ts'
import { recordEvent } from '../ticket/index.ts'

/** A customer who presses "send" again and again is not helped by a hundred proofs. */
const MOST_OPEN_PROOFS = 10

/**
 * A payment proof that the customer uploaded on his link. The same `clientId` counts once.
 * @throws Refused NOTHING_TO_PAY when no invoice is open, TOO_MANY_PROOFS, InvalidInput for another kind of file
 */
export async function uploadProof(
  deps: { db: Db; files: Files },
  ticketId: string,
  proof: { clientId: string; bytes: Buffer; name: string; bank: string | null; senderName: string | null },
): Promise<void> {
  const mime = await sniffPhotoOrPdf(proof.bytes, 'proof')
  await deps.db.transaction().execute(async (tx) => {
    const invoice = await openInvoice(tx, { ticketId })
    if (!invoice) throw new Refused('NOTHING_TO_PAY')
    const again = await tx
      .selectFrom('payments')
      .select('id')
      .where('clientId', '=', proof.clientId)
      .executeTakeFirst()
    if (again) return
    const file = await deps.files.store(tx, { name: proof.name, bytes: proof.bytes, mime })
    await keepProof(tx, invoice, {
      clientId: proof.clientId,
      fileId: file.id,
      bank: proof.bank,
      senderName: proof.senderName,
      source: 'LINK',
    })
  })
}

/**
 * Whether a picture or document in the chat is a payment proof: the customer has an open invoice and no visit or
 * complaint that it could belong to instead. The file follows when it has been fetched (attachProofFile).
 */
export async function takeChatProof(
  tx: Tx,
  document: { customerId: string; messageId: string },
): Promise<boolean> {
  const invoice = await openInvoice(tx, { customerId: document.customerId })
  if (!invoice) return false
  const complaint = await tx
    .selectFrom('complaints')
    .select('id')
    .where('customerId', '=', document.customerId)
    .where('status', '=', 'OPEN')
    .executeTakeFirst()
  if (complaint) return false
  const message = await tx
    .selectFrom('messages')
    .select('fileId')
    .where('id', '=', document.messageId)
    .executeTakeFirst()
  await keepProof(tx, invoice, {
    clientId: `message:${document.messageId}`,
    fileId: message?.fileId ?? null,
    bank: null,
    senderName: null,
    source: 'WHATSAPP',
  })
  return true
}

/** The picture of a proof that came by chat has arrived at our side. */
export async function attachProofFile(db: Db | Tx, messageId: string): Promise<void> {
  const message = await db
    .selectFrom('messages')
    .select('fileId')
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (!message?.fileId) return
  await db
    .updateTable('payments')
    .set({ proofFileId: message.fileId })
    .where('clientId', '=', `message:${messageId}`)
    .where('proofFileId', 'is', null)
    .execute()
}

type Open = { id: string; ticketId: string; customerId: string }

const openInvoice = (
  tx: Tx,
  which: { ticketId: string } | { customerId: string },
): Promise<Open | undefined> => {
  const rows = tx
    .selectFrom('invoices')
    .innerJoin('tickets', 'tickets.id', 'invoices.ticketId')
    .select(['invoices.id', 'invoices.ticketId', 'tickets.customerId'])
    .where('invoices.state', 'in', ['SENT', 'PARTIALLY_PAID'])
  const mine =
    'ticketId' in which
      ? rows.where('tickets.id', '=', which.ticketId)
      : rows.where('tickets.customerId', '=', which.customerId)
  return mine.orderBy('invoices.sentAt', 'desc').executeTakeFirst()
}

async function keepProof(
  tx: Tx,
  invoice: Open,
  proof: {
    clientId: string
    fileId: string | null
    bank: string | null
    senderName: string | null
    source: 'LINK' | 'WHATSAPP'
  },
): Promise<void> {
  const waiting = await tx
    .selectFrom('payments')
    .select((s) => s.fn.countAll<number>().as('n'))
    .where('invoiceId', '=', invoice.id)
    .where('status', '=', 'SUBMITTED')
    .executeTakeFirst()
  if ((waiting?.n ?? 0) >= MOST_OPEN_PROOFS) throw new Refused('TOO_MANY_PROOFS')
  const made = await tx
    .insertInto('payments')
    .values({
      invoiceId: invoice.id,
      status: 'SUBMITTED',
      clientId: proof.clientId || randomUUID(),
      proofFileId: proof.fileId,
      bank: proof.bank,
      senderName: proof.senderName,
      source: proof.source,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await recordEvent(tx, {
    name: 'paymentProofReceived',
    actor: { kind: 'customer', id: invoice.customerId },
    invoiceId: invoice.id,
    ticketId: invoice.ticketId,
    customerId: invoice.customerId,
    data: { paymentId: made.id, source: proof.source },
  })
}
