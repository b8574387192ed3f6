import type { Content } from 'pdfmake'
import { type LocalDate, longDate } from '../platform/indonesian-date.ts'
import {
  type Column,
  type Field,
  fields,
  type Letterhead,
  notice,
  panel,
  type Pictures,
  qrCode,
  rows,
  sectionTitle,
  signature,
  together,
} from '../platform/pdf-blocks.ts'
import { BARE, COLOR, PAGE } from '../platform/pdf-look.ts'
import { plainTexts } from '../platform/pdf-text.ts'
import { paper, type PdfDefinition, renderPdf } from '../platform/pdf.ts'
import { amountInWords, formatQuantity, formatRupiah, grouped } from '../platform/rupiah.ts'
import { type Language, say } from '../platform/texts.ts'
import type { InvoiceTotals, PricedLine, TaxRule } from './rules.ts'

export type InvoiceLine = PricedLine & { description: string; unit: string }

/** What an invoice says, frozen when it is numbered; plain JSON, money in whole rupiah. */
export type InvoiceSnapshot = {
  language: Language
  /** null for a preview */
  number: string | null
  issuedAt: string
  /** null for a preview: there is nothing to check yet */
  verifyUrl: string | null
  date: LocalDate
  dueDate: LocalDate
  company: Letterhead & { city: string }
  customer: {
    name: string
    company?: string | null
    address?: string | null
    phone?: string | null
    npwp?: string | null
    purchaseOrder?: string | null
  }
  title: string
  references: { ticketCode: string; letters?: readonly string[]; handoverReport?: string | null }
  lines: readonly InvoiceLine[]
  totals: InvoiceTotals
  tax: Pick<TaxRule, 'baseNumerator' | 'baseDenominator'>
  taxInvoiceNumber?: string | null
  bankAccounts: readonly { bank: string; number: string; holder: string }[]
  /** what the customer should write in the transfer; the invoice number or the ticket code when null */
  paymentReference?: string | null
  note?: string | null
  signer: { name: string; position: string }
}

export type InvoiceOptions = Pictures & { signature?: Buffer | null; stamp?: 'DRAFT' | 'VOID' | null }

const sayer =
  (language: Language) =>
  (key: string, params: Record<string, unknown> = {}): string =>
    say(`documents:invoice.${key}`, params, language)

/** The invoice as a document definition. Without a number it is a preview and says DRAFT, whatever the options. */
export function defineInvoice(given: InvoiceSnapshot, options: InvoiceOptions = {}): PdfDefinition {
  const invoice = plainTexts(given)
  const { language } = invoice
  const stamp = options.stamp ?? (invoice.number ? null : 'DRAFT')
  const warning = stamp && sayer(language)(stamp === 'DRAFT' ? 'draftNotice' : 'voidNotice')
  return paper({
    language,
    title: sayer(language)('title'),
    number: invoice.number,
    issuedAt: invoice.issuedAt,
    letterhead: invoice.company,
    pictures: options,
    stamp,
    content: [
      ...(warning ? [notice({ text: warning, bold: true })] : []),
      head(invoice),
      lineTable(invoice),
      together(sums(invoice)),
      together(paymentAndTerms(invoice)),
      ...note(invoice),
      together(signing(invoice, options)),
    ],
  })
}

const LEFT = Math.round(PAGE.width * 0.52)
const RIGHT = PAGE.width - LEFT

function head(invoice: InvoiceSnapshot): Content {
  const { language, customer, references, company } = invoice
  const t = sayer(language)
  const meta: Field[] = [
    [t('date'), longDate(invoice.date, language)],
    [t('dueDate'), longDate(invoice.dueDate, language)],
    [t('ticket'), references.ticketCode],
    [t('letter'), references.letters?.join('\n')],
    [t('handover'), references.handoverReport],
    [t('purchaseOrder'), customer.purchaseOrder],
    [t('taxInvoice'), invoice.taxInvoiceNumber],
    [t('sellerNpwp'), company.npwp && `${company.npwp}${invoice.totals.vat === null ? '' : ' (PKP)'}`],
  ]
  const bold = customer.company ?? customer.name
  const lines = [
    customer.company ? customer.name : null,
    customer.address,
    customer.phone && `${t('phone')} ${customer.phone}`,
    customer.npwp && `${t('npwp')} ${customer.npwp}`,
  ].filter(Boolean)
  return {
    margin: [0, 0, 0, 8],
    columns: [
      {
        width: LEFT - 16,
        stack: [
          { text: t('title'), bold: true, fontSize: 21, color: COLOR.dark, lineHeight: 1 },
          { text: invoice.number ?? t('draftNumber'), fontSize: 10.5, margin: [0, 2, 0, 10] },
          { text: t('billedTo'), color: COLOR.muted, fontSize: 8.5 },
          { text: bold, bold: true, fontSize: 10.5 },
          ...lines.map((text) => ({ text: text ?? '' })),
        ],
      },
      { width: 16, text: '' },
      { width: RIGHT, stack: [fields(meta, RIGHT, 92)], margin: [0, 4, 0, 0] },
    ],
  } as Content
}

function lineTable(invoice: InvoiceSnapshot): Content {
  const t = sayer(invoice.language)
  const columns: Column[] = [
    { title: t('no'), width: 28 },
    { title: t('description'), width: PAGE.width - 28 - 50 - 70 - 82 - 84 },
    { title: t('kind'), width: 50 },
    { title: t('quantity'), width: 70, alignment: 'right' },
    { title: t('unitPrice'), width: 82, alignment: 'right' },
    { title: t('amount'), width: 84, alignment: 'right' },
  ]
  const body = invoice.lines.map((line, index): (string | Content)[] => [
    String(index + 1),
    {
      stack: [
        { text: line.description },
        ...(line.discount
          ? [
              {
                text: t('lineDiscount', { amount: formatRupiah(line.discount) }),
                fontSize: 8,
                color: COLOR.muted,
              },
            ]
          : []),
      ],
    },
    t(line.kind),
    `${formatQuantity(line.quantity)} ${line.unit}`,
    grouped(line.unitPrice),
    grouped(invoice.totals.lineAmounts[index] ?? 0),
  ])
  return rows(columns, body)
}

function sums(invoice: InvoiceSnapshot): Content {
  const { language, totals, tax } = invoice
  const t = sayer(language)
  const share = `${tax.baseNumerator}/${tax.baseDenominator}`
  const lines: [string, number][] = [[t('subtotal'), totals.subtotal]]
  if (totals.discount > 0) lines.push([t('discount'), -totals.discount])
  if (totals.taxBase !== null) lines.push([t('taxBase', { share }), totals.taxBase])
  if (totals.vat !== null) lines.push([t('vat', { rate: totals.vatRate }), totals.vat])
  const amount = (value: number) => ({ text: formatRupiah(value), alignment: 'right' as const })
  const strong = { bold: true, fontSize: 11.5, color: COLOR.dark }
  return {
    margin: [0, 0, 0, 10],
    columns: [
      { width: LEFT - 20, stack: [inWords(invoice), ...withholdingNote(invoice)] },
      { width: 20, text: '' },
      {
        width: RIGHT,
        table: {
          widths: [RIGHT - 110, 100],
          body: [
            ...lines.map(([label, value]) => [{ text: label, color: COLOR.muted }, amount(value)]),
            [
              { text: t('total'), ...strong },
              { ...amount(totals.total), ...strong },
            ],
          ],
        },
        layout: {
          ...BARE,
          hLineWidth: (row: number) => (row === lines.length ? 0.8 : row === lines.length + 1 ? 1.6 : 0),
          hLineColor: () => COLOR.primary,
          paddingLeft: () => 5,
          paddingTop: (row: number) => (row === lines.length ? 4 : 1.5),
          paddingBottom: (row: number) => (row === lines.length ? 2 : 1.5),
        },
      },
    ],
  } as Content
}

function inWords(invoice: InvoiceSnapshot): Content {
  const { language, totals } = invoice
  const label = sayer(language)('inWords')
  const words = amountInWords(totals.total, language)
  return panel(
    {
      stack: [
        { text: label, color: COLOR.muted, fontSize: 8 },
        { text: words, bold: true },
      ],
    },
    LEFT - 20,
  )
}

function withholdingNote(invoice: InvoiceSnapshot): Content[] {
  const { language, totals } = invoice
  const { withholding } = totals
  if (!withholding) return []
  const note = sayer(language)('withholdingNote', {
    rate: formatQuantity(withholding.rateBp / 100),
    base: formatRupiah(withholding.base),
    amount: formatRupiah(withholding.amount),
    transfer: formatRupiah(totals.total - withholding.amount),
  })
  return [{ text: note, fontSize: 8, color: COLOR.muted, margin: [0, 6, 0, 0] }]
}

function paymentAndTerms(invoice: InvoiceSnapshot): Content {
  const { language, date, dueDate } = invoice
  const t = sayer(language)
  const reference = invoice.paymentReference ?? invoice.number ?? invoice.references.ticketCode
  const accounts = invoice.bankAccounts.map((account): Field => [
    account.bank,
    `${account.number}\n${t('holder', { holder: account.holder })}`,
  ])
  const due = date === dueDate ? t('termDueNow') : t('termDue', { date: longDate(dueDate, language) })
  const width = LEFT - 20
  return {
    columns: [
      {
        width,
        stack: [
          sectionTitle(t('payTo')),
          fields([...accounts, [t('paymentReference'), reference]], width, 76),
        ],
      },
      { width: 20, text: '' },
      { width: RIGHT, stack: [sectionTitle(t('terms')), { ul: [due, t('termReference')] }] },
    ],
  } as Content
}

function note(invoice: InvoiceSnapshot): Content[] {
  if (!invoice.note) return []
  return [sectionTitle(sayer(invoice.language)('note')), { text: invoice.note }]
}

function signing(invoice: InvoiceSnapshot, options: InvoiceOptions): Content {
  const { language, company, signer, verifyUrl } = invoice
  const date = longDate(invoice.date, language)
  const width = Math.round(PAGE.width * 0.42)
  return {
    margin: [0, 14, 0, 0],
    columns: [
      verifyUrl ? qrCode(verifyUrl, language, 210) : { width: 210, text: '' },
      { width: '*', text: '' },
      signature({
        above: [
          say('documents:placeAndDate', { city: company.city, date }, language),
          sayer(language)('regards'),
        ],
        image: options.signature,
        name: signer.name,
        below: [signer.position, company.legalName],
        width,
      }),
    ],
  } as Content
}

/** The invoice as PDF; the same snapshot always gives the same bytes. */
export function printInvoice(snapshot: InvoiceSnapshot, options: InvoiceOptions = {}): Promise<Buffer> {
  return renderPdf(defineInvoice(snapshot, options))
}
