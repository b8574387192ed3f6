import { formatQuantity, formatRupiah } from '../../platform/rupiah.ts'
import { canSay, say } from '../../platform/texts.ts'
import type { InvoiceDetail } from '../../invoicing/index.ts'
import { cut, type Links, type Rendered, sayHtml, withLink } from './html.ts'

export const approveData = (invoiceId: string, revision: number) => `inv_ok:${invoiceId}:${revision}`
export const reviseData = (invoiceId: string) => `inv_rev:${invoiceId}`
export const invoicePage = (invoiceId: string) => `/invoices/${invoiceId}`

/** More rows than this are read on the web; the message has 4096 characters. */
const MOST_LINES = 12
const MOST_CHANGES = 8

type Face = 'pending' | 'approved' | 'revision' | 'void' | 'moved' | 'withdrawn'
const FACES: Record<InvoiceDetail['state'], Face> = {
  DRAFT: 'withdrawn',
  PENDING_APPROVAL: 'pending',
  REVISION_REQUESTED: 'revision',
  APPROVED: 'approved',
  SENT: 'moved',
  PARTIALLY_PAID: 'moved',
  PAID: 'moved',
  VOID: 'void',
}

/** "Draft Invoice Menunggu Approval" as Sales sees it, with the two buttons as long as there is something to decide. */
export function renderInvoiceCard(invoice: InvoiceDetail, links: Links): Rendered {
  const face = FACES[invoice.state]
  const head = sayHtml(`chat:invoiceCard.${face}`, {
    code: invoice.ticketCode,
    by: invoice.approvedBy?.name ?? '',
    reason: invoice.revisionReason ?? invoice.voidReason ?? '',
    number: invoice.number ?? '',
  })
  const text = [head, ...heading(invoice), '', ...lines(invoice), '', ...totals(invoice), ...changes(invoice)]
  const buttons = [
    {
      move: 'approve',
      text: say('chat:invoiceCard.approve'),
      data: approveData(invoice.id, invoice.revision),
    },
    { move: 'requestRevision', text: say('chat:invoiceCard.revise'), data: reviseData(invoice.id) },
  ]
  const offered =
    face === 'pending' ? buttons.filter((button) => invoice.allowedMoves.includes(button.move)) : []
  const card: Rendered = {
    text: text.join('\n'),
    rows:
      offered.length > 0
        ? [offered.map((button) => ({ text: button.text, callback_data: button.data }))]
        : [],
  }
  return withLink(card, links, say('chat:invoiceCard.openWeb'), invoicePage(invoice.id))
}

const heading = (invoice: InvoiceDetail) => [
  sayHtml('chat:invoiceCard.ticket', { code: invoice.ticketCode, title: invoice.ticketTitle }),
  sayHtml('chat:invoiceCard.customer', { customer: invoice.customer.name }),
  sayHtml('chat:invoiceCard.author', { name: invoice.createdBy.name }),
]

function lines(invoice: InvoiceDetail): string[] {
  const shown = invoice.lines.slice(0, MOST_LINES).map((line) =>
    sayHtml(line.discount ? 'chat:invoiceCard.lineDiscounted' : 'chat:invoiceCard.line', {
      description: cut(line.description, 80),
      quantity: `${formatQuantity(line.quantity)} ${line.unit}`,
      price: formatRupiah(line.unitPrice),
      discount: formatRupiah(line.discount ?? 0),
      amount: formatRupiah(line.amount),
    }),
  )
  const hidden = invoice.lines.length - shown.length
  return hidden > 0 ? [...shown, sayHtml('chat:invoiceCard.moreLines', { count: hidden })] : shown
}

function totals({ totals: sum }: InvoiceDetail): string[] {
  const row = (key: string, amount: number, params = {}) =>
    sayHtml(`chat:invoiceCard.${key}`, { amount: formatRupiah(amount), ...params })
  return [
    row('subtotal', sum.subtotal),
    ...(sum.discount > 0 ? [row('discount', -sum.discount)] : []),
    ...(sum.vat === null ? [] : [row('vat', sum.vat, { rate: sum.vatRate })]),
    row('total', sum.total),
  ]
}

/** What is different since Sales looked last, so that nobody has to compare by eye. */
function changes(invoice: InvoiceDetail): string[] {
  if (invoice.changes.length === 0) return []
  const shown = invoice.changes.slice(0, MOST_CHANGES).map((change) => {
    const key = `chat:invoiceCard.field.${change.what}`
    return sayHtml('chat:invoiceCard.change', {
      what: canSay(key) ? say(key) : change.what,
      before: cut(change.before ?? '-', 100),
      after: cut(change.after ?? '-', 100),
    })
  })
  return ['', sayHtml('chat:invoiceCard.changes'), ...shown]
}
