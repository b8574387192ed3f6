import type { Db } from '../../platform/db.ts'
import { longDateWithDay, OFFICE_ZONE, timeOfDay, workDate } from '../../platform/indonesian-date.ts'
import type { OutboxRow } from '../../platform/outbox.ts'
import { formatRupiah } from '../../platform/rupiah.ts'
import { say } from '../../platform/texts.ts'
import { type VisitFacts, visitFacts } from '../../ticket/index.ts'
import { type StaffReply, staffName } from '../../master-data/index.ts'
import type { TemplateName } from './templates.ts'

export type InvoiceFacts = {
  number: string
  total: number
  dueDate: string | null
  fileId: string | null
  fileName: string
  ticketId: string
}
export type PaymentFacts = {
  amount: number | null
  invoiceNumber: string
  paid: boolean
  rest: number
  ticketId: string
  rejectReason: string | null
  receiptFileId: string | null
  receiptName: string
}

/** Reads that the texts need and that belong to other modules. */
export type Facts = {
  publicUrl: string
  invoice: (db: Db, invoiceId: string) => Promise<InvoiceFacts | null>
  payment: (db: Db, paymentId: string) => Promise<PaymentFacts | null>
  reply: (db: Db, messageId: string) => Promise<StaffReply | null>
}

/** A message ready to go: free text (with a document perhaps), and the template that says the same outside the window. */
export type Rendered = {
  body: string
  document?: { fileId: string; name: string; picture?: boolean }
  quote?: string
  template: { name: TemplateName; values: string[] } | null
  /** a template that CS chose by name, perhaps one that is not ours */
  chosen?: { name: string; values: string[] }
}

type Renderer = (db: Db, params: Record<string, string>, facts: Facts) => Promise<Rendered | null>

/** One entry per thing we tell customers; rendered when it is sent, so it says what is true then. Null: no longer true. */
export const INTENTS: Record<string, Renderer> = {
  answer: async (_db, params) => ({ body: say(`chat:${params['key']}`, params), template: null }),
  reply: async (db, params, facts) => {
    const reply = await facts.reply(db, params['messageId'] ?? '')
    return (
      reply && {
        body: reply.body,
        ...(reply.quote && { quote: reply.quote }),
        ...(reply.file && {
          document: { fileId: reply.file.id, name: reply.file.name, picture: reply.file.picture },
        }),
        template: null,
      }
    )
  },
  template: async (db, params, facts) => {
    const reply = await facts.reply(db, params['messageId'] ?? '')
    const { name = '', values = [] } = params as unknown as { name?: string; values?: string[] }
    return reply && { body: reply.body, template: null, chosen: { name, values } }
  },
  visitPlanned: (db, params, facts) =>
    aboutVisit(db, params, facts, (visit, common) => {
      if (visit.state === 'CANCELLED' || visit.technicians.length === 0) return null
      return {
        body: say('chat:customer.visitPlanned', common),
        template: {
          name: 'visit_planned',
          values: [common.name, common.code, common.when, common.technicians, common.link],
        },
      }
    }),
  onTheWay: async (db, params, facts) => {
    const technician = await staffName(db, params['technicianId'] ?? '')
    return await aboutVisit(db, params, facts, (visit, common) => {
      // held up until he had given the job back, or until all was done: no news any more
      if (!technician || !visit.technicians.includes(technician) || visit.state === 'DONE') return null
      const news = say('chat:customer.change.onTheWay', { ...common, technician })
      return {
        body: say('chat:customer.onTheWay', { ...common, technician }),
        template: { name: 'visit_changed', values: [common.name, common.code, news, common.link] },
      }
    })
  },
  visitChanged: (db, params, facts) => changed(db, params, facts, 'rescheduled'),
  technicianReplaced: (db, params, facts) => changed(db, params, facts, 'replaced'),
  visitExtended: (db, params, facts) => changed(db, params, facts, 'extended'),
  visitCancelled: (db, params, facts) => changed(db, params, facts, 'cancelled'),
  workDone: (db, params, facts) =>
    aboutVisit(db, params, facts, (_visit, common) => ({
      body: say('chat:customer.workDone', common),
      template: { name: 'work_done', values: [common.name, common.code, common.link] },
    })),
  invoiceSent: async (db, params, facts) => {
    const invoice = await facts.invoice(db, params['invoiceId'] ?? '')
    if (!invoice) return null
    return await aboutVisit(db, { ticketId: invoice.ticketId }, facts, (_visit, common) => {
      const due = invoice.dueDate ? longDateWithDay(invoice.dueDate) : '-'
      const body = say('chat:customer.invoiceSent', {
        ...common,
        number: invoice.number,
        total: formatRupiah(invoice.total),
        due,
      })
      return {
        body,
        ...(invoice.fileId && { document: { fileId: invoice.fileId, name: invoice.fileName } }),
        template: {
          name: 'invoice_sent',
          values: [common.name, invoice.number, formatRupiah(invoice.total), due, common.link],
        },
      }
    })
  },
  paymentReceived: (db, params, facts) =>
    aboutPayment(db, params, facts, (payment, common) => ({
      body: say(payment.paid ? 'chat:customer.paid' : 'chat:customer.partlyPaid', {
        ...common,
        amount: formatRupiah(payment.amount ?? 0),
        number: payment.invoiceNumber,
        rest: formatRupiah(payment.rest),
      }),
      ...(payment.receiptFileId && {
        document: { fileId: payment.receiptFileId, name: payment.receiptName },
      }),
      template: {
        name: 'payment_received',
        values: [common.name, formatRupiah(payment.amount ?? 0), payment.invoiceNumber, common.link],
      },
    })),
  paymentRejected: (db, params, facts) =>
    aboutPayment(db, params, facts, (payment, common) => ({
      body: say('chat:customer.paymentRejected', {
        ...common,
        number: payment.invoiceNumber,
        reason: payment.rejectReason ?? '-',
      }),
      template: {
        name: 'visit_changed',
        values: [common.name, payment.invoiceNumber, payment.rejectReason ?? '-', common.link],
      },
    })),
  proofReceived: (db, params, facts) =>
    aboutPayment(db, params, facts, (payment, common) => ({
      body: say('chat:customer.proofReceived', { ...common, number: payment.invoiceNumber }),
      template: null,
    })),
}

type Common = {
  name: string
  code: string
  title: string
  technicians: string
  when: string
  address: string
  link: string
  count: number
}

/** "Bapak Budi", "Ibu Ratna"; without a form of address the name alone, never a guess. */
const politeName = (visit: VisitFacts) => [visit.salutation, visit.customerName].filter(Boolean).join(' ')

function commonOf(visit: VisitFacts, publicUrl: string): Common {
  const day = longDateWithDay(workDate(visit.start, visit.timeZone))
  return {
    name: politeName(visit),
    code: visit.code,
    title: visit.title,
    technicians: joinNames(visit.technicians),
    count: visit.technicians.length,
    when: `${day}, ${timeOfDay(visit.start, visit.timeZone)}`,
    address: visit.address,
    link: `${publicUrl}/t/${visit.linkToken}`,
  }
}

const joinNames = (names: readonly string[]) =>
  new Intl.ListFormat('id', { type: 'conjunction' }).format(names)

async function aboutVisit(
  db: Db,
  params: Record<string, string>,
  facts: Facts,
  write: (visit: VisitFacts, common: Common) => Rendered | null,
): Promise<Rendered | null> {
  const visit = await visitFacts(db, params['ticketId'] ?? '')
  return visit && write(visit, commonOf(visit, facts.publicUrl))
}

const changed = (
  db: Db,
  params: Record<string, string>,
  facts: Facts,
  what: 'rescheduled' | 'replaced' | 'extended' | 'cancelled',
) =>
  aboutVisit(db, params, facts, (visit, common) => {
    // who was to come may have given the job back before this could be sent
    if (what === 'replaced' && visit.technicians.length === 0) return null
    const until = longDateWithDay(workDate(visit.end, visit.timeZone ?? OFFICE_ZONE))
    const news = say(`chat:customer.change.${what}`, { ...common, ...params, until })
    return {
      body: say('chat:customer.changed', { ...common, news }),
      template: { name: 'visit_changed', values: [common.name, common.code, news, common.link] },
    }
  })

async function aboutPayment(
  db: Db,
  params: Record<string, string>,
  facts: Facts,
  write: (payment: PaymentFacts, common: Common) => Rendered,
): Promise<Rendered | null> {
  const payment = await facts.payment(db, params['paymentId'] ?? '')
  return (
    payment &&
    (await aboutVisit(db, { ticketId: payment.ticketId }, facts, (_visit, common) => write(payment, common)))
  )
}

/** The text and its template for one row of the outbox. */
export async function render(db: Db, row: OutboxRow, facts: Facts): Promise<Rendered | null> {
  const renderer = INTENTS[row.intent]
  if (!renderer) throw new Error(`no WhatsApp text for intent ${row.intent}`)
  return await renderer(db, row.params as Record<string, string>, facts)
}
