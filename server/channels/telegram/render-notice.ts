import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { longDateTime, OFFICE_ZONE, shortDateTime } from '../../platform/indonesian-date.ts'
import { formatRupiah } from '../../platform/rupiah.ts'
import { canSay, say } from '../../platform/texts.ts'
import { readInvoice } from '../../invoicing/index.ts'
import { staffName } from '../../master-data/index.ts'
import { readJobSnapshot } from '../../scheduling/index.ts'
import { cut, type Links, type Rendered, sayHtml, withLink } from './html.ts'
import { invoicePage } from './render-invoice.ts'
import { fieldJob, when, whose } from './render-job.ts'

type Params = Record<string, unknown>
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/**
 * A short notice to staff. `key` names its sentence below chat:telegram.notice; values of the sentence come from the
 * parameters and from the ticket, invoice and technician they name, as these are now.
 * @returns null when the catalogue has no such sentence or what it speaks of is gone
 */
export async function renderNotice(
  db: Db,
  to: Staff,
  key: string,
  params: Params,
  links: Links,
): Promise<Rendered | null> {
  const sentence = `chat:telegram.notice.${key}`
  if (!canSay(sentence)) return null
  const ticketId = text(params['ticketId'])
  const invoiceId = text(params['invoiceId'])
  const [ticket, invoice, technician, office] = await Promise.all<Params | null>([
    ticketId ? ticketValues(db, ticketId, to.id) : {},
    invoiceId ? invoiceValues(db, to, invoiceId) : {},
    technicianValues(db, text(params['technicianId'])),
    officeValues(db, text(params['by'])),
  ])
  if (!ticket || !invoice) return null
  const own = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? cut(value, 500) : value,
    ]),
  )
  const until = text(params['until'])
  const values = {
    ...own,
    reason: cut(text(params['reason']) ?? '-', 500),
    ...(until && { until: longDateTime(until, text(ticket['timeZone']) ?? OFFICE_ZONE) }),
    ...ticket,
    ...invoice,
    ...technician,
    ...office,
    ...otherTimes(params, text(ticket['timeZone']) ?? OFFICE_ZONE),
    ...fieldWords(params['fields']),
  }
  return linked({ text: sayHtml(sentence, values), rows: [] }, to, ticketId, invoiceId, links)
}

function linked(
  message: Rendered,
  to: Staff,
  ticketId: string | null,
  invoiceId: string | null,
  links: Links,
): Rendered {
  if (invoiceId && to.role !== 'technician')
    return withLink(message, links, say('chat:telegram.openInvoice'), invoicePage(invoiceId))
  if (!ticketId) return message
  return to.role === 'technician'
    ? withLink(message, links, say('chat:jobCard.openApp'), fieldJob(ticketId))
    : withLink(message, links, say('chat:telegram.openTicket'), `/tickets/${ticketId}`)
}

async function ticketValues(db: Db, ticketId: string, staffId: string): Promise<Params | null> {
  const job = await readJobSnapshot(db, ticketId, staffId)
  if (!job) return null
  return {
    code: job.code,
    title: job.title,
    customer: whose(job),
    phone: job.phone ?? '-',
    address: job.address,
    when: when(job),
    crew: job.crew.join(', ') || '-',
    timeZone: job.timeZone,
  }
}

async function invoiceValues(db: Db, to: Staff, invoiceId: string): Promise<Params | null> {
  // read with the eyes of the office: the notice itself was addressed by the module
  const invoice = await readInvoice(db, { ...to, role: 'admin' }, invoiceId)
  return {
    code: invoice.ticketCode,
    title: invoice.ticketTitle,
    customer: invoice.customer.name,
    number: invoice.number ?? '-',
    total: formatRupiah(invoice.total),
    approver: invoice.approvedBy?.name ?? '-',
  }
}

async function technicianValues(db: Db, technicianId: string | null): Promise<Params> {
  return technicianId ? { technician: (await staffName(db, technicianId)) ?? '-' } : {}
}

async function officeValues(db: Db, staffId: string | null): Promise<Params> {
  return staffId ? { by: (await staffName(db, staffId)) ?? '-' } : {}
}

/** Which details have changed, as one says them. */
const fieldWords = (fields: unknown): Params =>
  Array.isArray(fields)
    ? { fields: fields.map((field) => say(`labels:ticketField.${field}`)).join(', ') }
    : {}

/** When a visit was planned before it moved, and from when to when somebody is absent. */
function otherTimes(params: Params, timeZone: string): Params {
  const [oldStart, oldEnd] = [text(params['oldStart']), text(params['oldEnd'])]
  const [from, until, kind] = [text(params['absentFrom']), text(params['absentUntil']), text(params['kind'])]
  return {
    ...(oldStart &&
      oldEnd && { before: when({ start: new Date(oldStart), end: new Date(oldEnd), timeZone }) }),
    ...(from &&
      until && {
        // the last day of a whole absence ends at midnight
        period: `${shortDateTime(from)} \u2013 ${shortDateTime(new Date(new Date(until).getTime() - 60_000))}`,
        kind: say(`labels:absence.${kind}`),
      }),
  }
}
