import { z } from 'zod'
import { endpoint } from '../platform/http/endpoint.ts'
import {
  day,
  id,
  idParams,
  listOf,
  optionalText,
  paging,
  person,
  rupiah,
  text,
  time,
} from '../platform/http/shapes.ts'
import { COORDINATORS, OFFICE } from '../platform/roles.ts'
import { INVOICE_STATES } from './lifecycle.ts'

export const invoiceState = z.enum(INVOICE_STATES)
/** quantity has at most two decimals; money is whole rupiah; discount is of this line, in rupiah */
export const line = z.object({
  description: text(300),
  kind: z.enum(['SERVICE', 'MATERIAL']),
  quantity: z
    .number()
    .positive('positive')
    .max(100_000, 'tooLarge')
    .refine((value) => Number.isInteger(Math.round(value * 1e6) / 1e4), 'twoDecimals'),
  unit: text(20),
  unitPrice: rupiah,
  discount: rupiah.default(0),
})
export const totals = z.object({
  subtotal: z.int(),
  discount: z.int(),
  taxBase: z.int().nullable(),
  vat: z.int().nullable(),
  vatRate: z.int().nullable(),
  total: z.int(),
  amountInWords: z.string(),
  withholdingNote: z.int().nullable(),
})
export const payment = z.object({
  id,
  status: z.enum(['SUBMITTED', 'CONFIRMED', 'REJECTED']),
  amount: z.int().nullable(),
  paidOn: day.nullable(),
  bank: z.string().nullable(),
  senderName: z.string().nullable(),
  proofFileId: id.nullable(),
  source: z.enum(['LINK', 'WHATSAPP', 'OFFICE']),
  createdAt: time,
  decidedBy: person.nullable(),
  decidedAt: time.nullable(),
  rejectReason: z.string().nullable(),
})
export const invoiceCard = z.object({
  id,
  number: z.string().nullable(),
  state: invoiceState,
  ticketId: id,
  ticketCode: z.string(),
  ticketTitle: z.string(),
  customer: person,
  total: z.int(),
  paidAmount: z.int(),
  dueDate: day.nullable(),
  overdue: z.boolean(),
  createdBy: person,
  createdAt: time,
  submittedAt: time.nullable(),
  sentAt: time.nullable(),
})
export const invoice = invoiceCard.extend({
  lines: z.array(line.extend({ amount: z.int() })),
  totals,
  /** the discount on the whole invoice, without those of the rows */
  invoiceDiscount: z.int(),
  note: z.string().nullable(),
  revision: z.int(),
  dueDays: z.int(),
  creditAmount: z.int(),
  approvedBy: person.nullable(),
  approvedAt: time.nullable(),
  revisionReason: z.string().nullable(),
  voidReason: z.string().nullable(),
  paidAt: time.nullable(),
  /** what changed since the last approval or submission, for Sales; empty on the first round */
  changes: z.array(
    z.object({ what: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  payments: z.array(payment),
  allowedMoves: z.array(z.string()),
})
const draft = z.object({
  lines: z.array(line).min(1, 'noLines').max(200, 'tooMany'),
  discount: rupiah.default(0),
  note: optionalText(1000),
  dueDays: z.int().min(0).max(180).default(14),
})

export const calculateInvoice = endpoint({
  method: 'POST',
  url: '/api/v1/invoices/calculate',
  roles: OFFICE,
  tag: 'invoices',
  summary: 'Totals of lines that are not saved yet',
  body: z.object({ lines: z.array(line).max(200), discount: rupiah.default(0) }),
  response: totals,
})
export const draftInvoice = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/invoice',
  roles: COORDINATORS,
  tag: 'invoices',
  params: idParams,
  status: 201,
  summary: 'Draft Invoice (only when the ticket is Done)',
  body: draft,
  response: invoice,
})
export const getTicketInvoice = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/:id/invoice',
  roles: OFFICE,
  tag: 'invoices',
  params: idParams,
  summary: 'The live invoice of a ticket, or null',
  response: z.object({ invoice: invoice.nullable() }),
})
export const startInvoice = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/:id/invoice/start',
  roles: COORDINATORS,
  tag: 'invoices',
  params: idParams,
  summary: 'Lines with which a draft begins: the parts of the BAST as material, still without a price',
  response: z.object({ lines: z.array(line) }),
})
export const listInvoices = endpoint({
  method: 'GET',
  url: '/api/v1/invoices',
  roles: OFFICE,
  tag: 'invoices',
  summary: 'Invoices',
  query: z.object({
    ...paging,
    q: z.string().trim().max(100).optional(),
    state: z.string().max(120).optional().describe('one state or several, comma separated'),
    customerId: id.optional(),
    overdue: z.stringbool().optional(),
  }),
  response: listOf(invoiceCard),
})
export const getInvoice = endpoint({
  method: 'GET',
  url: '/api/v1/invoices/:id',
  roles: OFFICE,
  tag: 'invoices',
  params: idParams,
  summary: 'One invoice',
  response: invoice,
})
export const changeInvoice = endpoint({
  method: 'PATCH',
  url: '/api/v1/invoices/:id',
  roles: COORDINATORS,
  tag: 'invoices',
  params: idParams,
  summary: 'Change; after an approval it needs a new one',
  body: draft.partial(),
  response: invoice,
})
export const submitInvoice = endpoint({
  method: 'POST',
  url: '/api/v1/invoices/:id/submit',
  roles: COORDINATORS,
  tag: 'invoices',
  params: idParams,
  summary: 'Ask Sales for approval',
  response: invoice,
})
export const approveInvoice = endpoint({
  method: 'POST',
  url: '/api/v1/invoices/:id/approve',
  roles: ['sales', 'admin'],
  tag: 'invoices',
  params: idParams,
  summary: 'Approve the price',
  body: z.object({ revision: z.int().optional() }).nullish(),
  response: invoice,
})
export const requestRevision = endpoint({
  method: 'POST',
  url: '/api/v1/invoices/:id/request-revision',
  roles: ['sales', 'admin'],
  tag: 'invoices',
  params: idParams,
  summary: 'Minta Revisi',
  body: z.object({ reason: text(500) }),
  response: invoice,
})
export const sendInvoice = endpoint({
  method: 'POST',
  url: '/api/v1/invoices/:id/send',
  roles: COORDINATORS,
  tag: 'invoices',
  params: idParams,
  summary: "Number it and send it with the living link to the customer's WhatsApp",
  response: invoice,
})
export const recordPayment = endpoint({
  method: 'POST',
  url: '/api/v1/invoices/:id/payments',
  roles: COORDINATORS,
  tag: 'invoices',
  params: idParams,
  status: 201,
  summary: 'Confirm a payment: of a proof the customer sent (paymentId) or one seen on the account',
  body: z.object({
    paymentId: id.optional(),
    amount: rupiah.min(1, 'positive'),
    paidOn: day,
    bank: optionalText(60),
    senderName: optionalText(100),
  }),
  response: invoice,
})
export const rejectPayment = endpoint({
  method: 'POST',
  url: '/api/v1/payments/:id/reject',
  roles: COORDINATORS,
  tag: 'invoices',
  params: idParams,
  summary: 'The proof is not right',
  body: z.object({ reason: text(500) }),
  response: invoice,
})
export const voidInvoice = endpoint({
  method: 'POST',
  url: '/api/v1/invoices/:id/void',
  roles: COORDINATORS,
  tag: 'invoices',
  params: idParams,
  summary: 'Void with a reason (a number once given is kept)',
  body: z.object({ reason: text(500) }),
  response: invoice,
})
export const getInvoicePdf = endpoint({
  method: 'GET',
  url: '/api/v1/invoices/:id.pdf',
  roles: OFFICE,
  tag: 'invoices',
  params: idParams,
  summary: 'Invoice as PDF (a watermark says DRAFT until it is sent)',
  response: z.any(),
  produces: 'application/pdf',
})
export const closeTicket = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/close',
  roles: COORDINATORS,
  tag: 'tickets',
  params: idParams,
  summary: 'Close once paid (a missing rating does not block)',
  response: z.object({ ok: z.literal(true), state: z.string() }),
})
