import type { Db, Tx } from '../platform/db.ts'
import type { Outgoing } from '../platform/outbox.ts'
import { invoiceAuthor, wasSubmitted } from './reads.ts'
import { conversationOf, staffOnTelegram } from '../master-data/index.ts'
import type { Notices } from '../ticket/index.ts'

type Look = Db | Tx

/**
 * Sales who can be reached get the card with the buttons; the same card is edited when the invoice moves on. What CS has
 * never submitted is none of their business.
 */
const toSales = async (look: Look, invoiceId: string | null): Promise<Outgoing[]> =>
  (await wasSubmitted(look, invoiceId))
    ? (await staffOnTelegram(look, { roles: ['sales'] })).map((id) => ({
        channel: 'telegram',
        to: id,
        intent: 'invoiceCard',
        params: { invoiceId },
        priority: 3,
      }))
    : []

const toAuthor = async (
  look: Look,
  staffId: string | null,
  key: string,
  params: Record<string, unknown>,
): Promise<Outgoing[]> =>
  staffId
    ? (await staffOnTelegram(look, { ids: [staffId] })).map((id) => ({
        channel: 'telegram',
        to: id,
        intent: 'notice',
        params: { key, ...params },
        priority: 4,
        key,
      }))
    : []

const toCustomer = async (
  look: Look,
  customerId: string | null,
  intent: string,
  params: Record<string, unknown>,
  key?: string,
): Promise<Outgoing[]> => {
  const conversation = customerId && (await conversationOf(look as Tx, customerId))
  return conversation
    ? [{ channel: 'whatsapp', to: conversation, intent, params, priority: 4, ...(key && { key }) }]
    : []
}

/** Who hears of what happens to an invoice. */
export const invoicingNotices = {
  ticketClosed: [],
  invoiceDrafted: [],
  invoiceChanged: [(event, look) => toSales(look, event.invoiceId)],
  invoiceSubmitted: [(event, look) => toSales(look, event.invoiceId)],
  invoiceApproved: [
    (event, look) => toSales(look, event.invoiceId),
    async (event, look) =>
      toAuthor(look, await invoiceAuthor(look, event.invoiceId), 'invoiceApproved', {
        invoiceId: event.invoiceId,
      }),
  ],
  revisionRequested: [
    (event, look) => toSales(look, event.invoiceId),
    async (event, look) =>
      toAuthor(look, await invoiceAuthor(look, event.invoiceId), 'revisionRequested', {
        invoiceId: event.invoiceId,
        reason: event.data.reason,
      }),
  ],
  invoiceVoided: [(event, look) => toSales(look, event.invoiceId)],
  invoiceSent: [
    (event, look) => toCustomer(look, event.customerId, 'invoiceSent', { invoiceId: event.invoiceId }),
  ],
  paymentProofReceived: [
    async (event, look) =>
      toAuthor(look, await invoiceAuthor(look, event.invoiceId), 'paymentProofReceived', {
        invoiceId: event.invoiceId,
      }),
    (event, look) =>
      event.data.source === 'WHATSAPP'
        ? toCustomer(look, event.customerId, 'proofReceived', { paymentId: event.data.paymentId })
        : Promise.resolve([]),
  ],
  paymentConfirmed: [
    (event, look) =>
      toCustomer(look, event.customerId, 'paymentReceived', { paymentId: event.data.paymentId }),
  ],
  paymentRejected: [
    (event, look) =>
      toCustomer(look, event.customerId, 'paymentRejected', { paymentId: event.data.paymentId }),
  ],
} satisfies Partial<Notices>
