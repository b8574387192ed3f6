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
    if (await isKnown(tx, proof.clientId)) return
    if (await isFlooded(tx, invoice.id)) throw new Refused('TOO_MANY_PROOFS')
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
 * complaint that it could belong to instead. The file follows when it has been fetched (attachProofFile). More proofs
 * than anybody would send on purpose stay what they are: pictures in the chat.
 */
export async function takeChatProof(
  tx: Tx,
  document: { customerId: string; messageId: string },
): Promise<boolean> {
  const invoice = await openInvoice(tx, { customerId: document.customerId })
  if (!invoice) return false
  const clientId = `message:${document.messageId}`
  if (await isKnown(tx, clientId)) return true
  if (await hasOtherMatter(tx, document.customerId)) return false
  if (await isFlooded(tx, invoice.id)) return false
  const message = await tx
    .selectFrom('messages')
    .select('fileId')
    .where('id', '=', document.messageId)
    .executeTakeFirst()
  await keepProof(tx, invoice, {
    clientId,
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

/** The newest invoice that waits for money; locked, so that the same proof sent twice at once is seen as one. */
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
  return mine.orderBy('invoices.sentAt', 'desc').limit(1).forUpdate('invoices').executeTakeFirst()
}

const isKnown = async (tx: Tx, clientId: string): Promise<boolean> =>
  (await tx.selectFrom('payments').select('id').where('clientId', '=', clientId).executeTakeFirst()) !==
  undefined

async function isFlooded(tx: Tx, invoiceId: string): Promise<boolean> {
  const waiting = await tx
    .selectFrom('payments')
    .select((s) => s.fn.countAll<number>().as('n'))
    .where('invoiceId', '=', invoiceId)
    .where('status', '=', 'SUBMITTED')
    .executeTakeFirstOrThrow()
  return waiting.n >= MOST_OPEN_PROOFS
}

/** A complaint or a visit that a picture may be about. */
async function hasOtherMatter(tx: Tx, customerId: string): Promise<boolean> {
  const complaint = await tx
    .selectFrom('complaints')
    .select('id')
    .where('customerId', '=', customerId)
    .where('status', '=', 'OPEN')
    .executeTakeFirst()
  const visit = await tx
    .selectFrom('tickets')
    .select('id')
    .where('customerId', '=', customerId)
    .where('state', 'in', ['OPEN', 'ASSIGNED', 'IN_PROGRESS'])
    .executeTakeFirst()
  return complaint !== undefined || visit !== undefined
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
  const made = await tx
    .insertInto('payments')
    .values({
      invoiceId: invoice.id,
      status: 'SUBMITTED',
      clientId: proof.clientId,
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
