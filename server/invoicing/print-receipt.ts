import type { Content } from 'pdfmake'
import { type LocalDate, longDate } from '../platform/indonesian-date.ts'
import {
  type Field,
  fields,
  heading,
  type Letterhead,
  panel,
  picture,
  type Pictures,
  qrCode,
  signature,
  together,
} from '../platform/pdf-blocks.ts'
import { COLOR, framed, PAGE } from '../platform/pdf-look.ts'
import { plainTexts } from '../platform/pdf-text.ts'
import { paper, type PdfDefinition, renderPdf } from '../platform/pdf.ts'
import { amountInWords, formatRupiah } from '../platform/rupiah.ts'
import { type Language, say } from '../platform/texts.ts'
import { needsStampDuty, STAMP_DUTY } from './rules.ts'

/** What a kwitansi says, frozen when a payment has been verified; plain JSON. */
export type ReceiptSnapshot = {
  language: Language
  number: string
  issuedAt: string
  verifyUrl: string
  date: LocalDate
  company: Letterhead & { city: string }
  receivedFrom: string
  /** what was received with this payment, whole rupiah */
  amount: number
  invoiceNumber: string
  ticketCode: string
  title: string
  /** bank null = cash */
  payment: { bank: string | null; senderName?: string | null; paidOn: LocalDate }
  /** what is still open on the invoice after this payment; 0 = paid in full */
  remaining: number
  signer: { name: string; position: string }
}

export type ReceiptOptions = Pictures & { signature?: Buffer | null }

const sayer =
  (language: Language) =>
  (key: string, params: Record<string, unknown> = {}): string =>
    say(`documents:receipt.${key}`, params, language)

/** The kwitansi as a document definition. */
export function defineReceipt(given: ReceiptSnapshot, options: ReceiptOptions = {}): PdfDefinition {
  const receipt = plainTexts(given)
  const { language, number } = receipt
  const t = sayer(language)
  const remaining = receipt.remaining > 0 ? formatRupiah(receipt.remaining) : t('settled')
  const above: Field[] = [[t('receivedFrom'), receipt.receivedFrom]]
  const below: Field[] = [
    [t('purpose'), t('purposeInvoice', { number: receipt.invoiceNumber, title: receipt.title })],
    [t('ticket'), receipt.ticketCode],
    [t('method'), method(receipt)],
    [t('remaining'), remaining],
  ]
  return paper({
    language,
    title: t('title'),
    number,
    issuedAt: receipt.issuedAt,
    letterhead: receipt.company,
    pictures: options,
    content: [
      heading(t('title'), say('documents:numberLine', { number }, language)),
      fields(above),
      sum(receipt),
      fields(below),
      signing(receipt, options),
    ],
  })
}

function method({ language, payment }: ReceiptSnapshot): string {
  const t = sayer(language)
  const date = longDate(payment.paidOn, language)
  if (!payment.bank) return t('cash', { date })
  return payment.senderName
    ? t('transferFrom', { bank: payment.bank, sender: payment.senderName, date })
    : t('transfer', { bank: payment.bank, date })
}

function sum({ language, amount }: ReceiptSnapshot): Content {
  const t = sayer(language)
  return {
    margin: [0, 4, 0, 4],
    columns: [
      { width: 112, text: t('sum'), color: COLOR.muted, margin: [0, 7, 0, 0] },
      { width: 9, text: ':', color: COLOR.muted, margin: [0, 7, 0, 0] },
      { width: '*', stack: [panel({ text: amountInWords(amount, language), bold: true }, PAGE.width - 121)] },
    ],
  } as Content
}

function signing(receipt: ReceiptSnapshot, options: ReceiptOptions): Content {
  const { language, company, signer, amount } = receipt
  const t = sayer(language)
  const date = longDate(receipt.date, language)
  const width = Math.round(PAGE.width * 0.42)
  return together({
    margin: [0, 18, 0, 0],
    columns: [
      {
        width: PAGE.width - width,
        stack: [
          { ...(panelOf(formatRupiah(amount)) as object), margin: [0, 4, 0, 16] } as Content,
          qrCode(receipt.verifyUrl, language, 210),
        ],
      },
      signature({
        above: [say('documents:placeAndDate', { city: company.city, date }, language), t('receiver')],
        ...(needsStampDuty(amount)
          ? { instead: stampBox(language, options.signature), room: 72 }
          : { image: options.signature }),
        name: signer.name,
        below: [signer.position, company.legalName],
        width,
      }),
    ],
  } as Content)
}

function panelOf(amount: string): Content {
  const text: Content = {
    text: amount,
    bold: true,
    fontSize: 17,
    color: COLOR.dark,
    alignment: 'center',
    lineHeight: 1,
    margin: [0, 2, 0, 0],
  }
  return { table: { widths: [180], body: [[text]] }, layout: framed(COLOR.primary) }
}

/** Where the meterai goes: left of the signature, which should run across its edge. */
function stampBox(language: Language, signed: Buffer | null | undefined): Content {
  const t = sayer(language)
  const text: Content = {
    stack: [
      { text: `${t('stampDuty')}\n${formatRupiah(STAMP_DUTY)}`, bold: true, fontSize: 8.5 },
      { text: t('stampDutyHint'), fontSize: 6.5 },
    ],
    color: COLOR.muted,
    alignment: 'center',
  }
  const dashed = () => ({ dash: { length: 2.5, space: 2 } })
  const box = {
    width: 96,
    table: { widths: [78], heights: [50], body: [[text]] },
    layout: { ...framed(COLOR.muted), hLineStyle: dashed, vLineStyle: dashed },
  }
  return {
    columns: [box, { width: '*', stack: [picture(signed, 100, 60) ?? ''], margin: [2, 4, 0, 0] }],
  } as Content
}

/** The kwitansi as PDF; the same snapshot always gives the same bytes. */
export function printReceipt(snapshot: ReceiptSnapshot, options: ReceiptOptions = {}): Promise<Buffer> {
  return renderPdf(defineReceipt(snapshot, options))
}
