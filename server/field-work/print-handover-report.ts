import type { Content } from 'pdfmake'
import { dateInWords, shortDateTime, workDate } from '../platform/indonesian-date.ts'
import {
  type Column,
  fields,
  heading,
  type Letterhead,
  notice,
  type Pictures,
  qrCode,
  qrColumn,
  rows,
  sectionTitle,
  signature,
  together,
} from '../platform/pdf-blocks.ts'
import { COLOR, PAGE } from '../platform/pdf-look.ts'
import { plainTexts } from '../platform/pdf-text.ts'
import { paper, type PdfDefinition, renderPdf } from '../platform/pdf.ts'
import { formatQuantity } from '../platform/rupiah.ts'
import { type Language, say } from '../platform/texts.ts'
import {
  type HandoverItem,
  type HandoverPart,
  type HandoverSigning,
  partsTable,
  replacing,
  signingFacts,
} from './print-handover-parts.ts'
import { fingerprints, type HandoverPhoto, photoPages } from './print-photo-pages.ts'

export type HandoverParty = {
  name: string
  position?: string | null
  company?: string | null
  address?: string | null
}

/** What a BAST says, frozen at issue; plain JSON. Times are ISO and shown in the zone of the site. */
export type HandoverReportSnapshot = {
  language: Language
  number: string
  issuedAt: string
  verifyUrl: string
  zone: string
  company: Letterhead
  /** kind of work, usually the title of the ticket */
  title: string
  /** address of the site */
  place: string
  handedOverAt: string
  /** the technician, for the company */
  firstParty: HandoverParty
  /** the customer; an empty name leaves a dotted line */
  secondParty: HandoverParty
  references: { ticketCode: string; letters: readonly string[]; contract?: string | null }
  /** free text; each line becomes a row when there are no items */
  workDone: string
  items?: readonly HandoverItem[]
  /** what was used, without prices */
  parts?: readonly HandoverPart[]
  /** a correction before Selesai names the version whose place it takes */
  replaces?: { number: string; reason: string } | null
  visits?: readonly { technician: string; checkInAt: string; checkOutAt?: string | null }[]
  openItems?: string | null
  signing: HandoverSigning
  witness?: { name: string; position?: string | null } | null
  photos: readonly HandoverPhoto[]
}

export type HandoverPictures = Pictures & {
  /** in the order of `snapshot.photos`; upright JPEG or PNG, best about 1000 px wide */
  photos?: readonly (Buffer | null)[]
  customerSignature?: Buffer | null
  technicianSignature?: Buffer | null
}

const sayer =
  (language: Language) =>
  (key: string, params: Record<string, unknown> = {}): string =>
    say(`documents:handover.${key}`, params, language)

/** The BAST as a document definition. */
export function defineHandoverReport(
  given: HandoverReportSnapshot,
  pictures: HandoverPictures = {},
): PdfDefinition {
  const report = plainTexts(given)
  const { language, number } = report
  const t = sayer(language)
  return paper({
    language,
    title: t('title'),
    number,
    issuedAt: report.issuedAt,
    letterhead: report.company,
    pictures,
    content: [
      heading(
        t('title'),
        say('documents:numberLine', { number }, language),
        t('work', { title: report.title }),
      ),
      ...replacing(report),
      ...parties(report),
      ...work(report),
      ...openItems(report),
      // what is declared must stand on the page that is signed
      together(...declaration(report), ...signing(report, pictures)),
      ...photoPages(report.photos, pictures.photos ?? [], report.zone, language),
      ...signingFacts(report.signing, report.zone, language),
      ...fingerprints(
        report.photos,
        report.signing.kind === 'DRAWN' ? report.signing.sha256 : null,
        language,
      ),
    ],
  })
}

function parties(report: HandoverReportSnapshot): Content[] {
  const { language, firstParty, secondParty } = report
  const t = sayer(language)
  const label = (key: string) => say(`documents:person.${key}`, {}, language)
  const date = dateInWords(workDate(report.handedOverAt, report.zone), language)
  const opening = report.signing.kind === 'ABSENT' ? 'openingUnsigned' : 'opening'
  const party = (one: HandoverParty, name: string): Content[] => [
    fields([
      [label('name'), one.name || '\u2026\u2026\u2026\u2026\u2026\u2026'],
      [label('position'), one.position],
      [label('company'), one.company],
      [label('address'), one.address],
    ]),
    { text: `${t(name)}.`, margin: [0, 1, 0, 5] },
  ]
  return [
    { text: t(opening, { date, place: report.place }), margin: [0, 0, 0, 6] },
    ...party(firstParty, 'firstParty'),
    ...party(secondParty, 'secondParty'),
  ]
}

function work(report: HandoverReportSnapshot): Content[] {
  const t = sayer(report.language)
  const { ticketCode, letters, contract } = report.references
  const names = [
    t('ticket', { code: ticketCode }),
    ...letters.map((letter) => t('letter', { number: letter })),
    ...(contract ? [t('contract', { number: contract })] : []),
  ]
  const last = names.at(-1) ?? ''
  const references = names.length > 1 ? `${names.slice(0, -1).join(', ')} ${t('and')} ${last}` : last
  return [
    { text: t('references', { references }) },
    itemTable(report),
    ...partsTable(report.parts, report.language),
    ...visits(report),
  ]
}

// Optional columns appear only when some row fills them, so a plain repair is a two-column table.
const OPTIONAL = [
  { key: 'quantity', width: 48 },
  { key: 'unit', width: 50 },
  { key: 'serial', width: 84 },
  { key: 'condition', width: 62 },
  { key: 'result', width: 84 },
] as const

function itemTable(report: HandoverReportSnapshot): Content {
  const t = sayer(report.language)
  const items: readonly HandoverItem[] = report.items?.length
    ? report.items
    : report.workDone
        .split('\n')
        .map((line) => ({ description: line.replace(/^\s*(?:[-*\u2022]|\d{1,2}[.)])\s+/, '').trim() }))
        .filter((item) => item.description)
  const shown = OPTIONAL.filter(({ key }) => items.some((item) => item[key] != null && item[key] !== ''))
  const taken = shown.reduce((sum, column) => sum + column.width, 0)
  const columns: Column[] = [
    { title: t('no'), width: 30 },
    { title: t('description'), width: PAGE.width - 30 - taken },
    ...shown.map(({ key, width }) => ({
      title: t(key),
      width,
      ...(key === 'quantity' && { alignment: 'right' as const }),
    })),
  ]
  const body = items.map((item, index) => [
    String(index + 1),
    item.description,
    ...shown.map(({ key }) =>
      key === 'quantity' ? (item.quantity == null ? '' : formatQuantity(item.quantity)) : (item[key] ?? ''),
    ),
  ])
  const table = rows(columns, body)
  // with a list of goods the free text still has to be read
  return report.items?.length ? { stack: [table, { text: report.workDone, margin: [0, 0, 0, 6] }] } : table
}

function visits(report: HandoverReportSnapshot): Content[] {
  if (!report.visits?.length) return []
  const t = sayer(report.language)
  const at = (time: string | null | undefined) =>
    time ? shortDateTime(time, report.zone, report.language) : '\u2013'
  const columns: Column[] = [
    { title: t('technician'), width: PAGE.width - 250 },
    { title: t('checkIn'), width: 125 },
    { title: t('checkOut'), width: 125 },
  ]
  const body = report.visits.map((visit) => [visit.technician, at(visit.checkInAt), at(visit.checkOutAt)])
  return [sectionTitle(t('visits')), rows(columns, body)]
}

function openItems(report: HandoverReportSnapshot): Content[] {
  const title = sayer(report.language)('openItems')
  const none = say('documents:none', {}, report.language)
  if (!report.openItems) {
    return [
      { text: [{ text: `${title}: `, bold: true, color: COLOR.dark }, `${none}.`], margin: [0, 4, 0, 4] },
    ]
  }
  return [sectionTitle(title), { text: report.openItems, margin: [0, 0, 0, 6] }]
}

function declaration(report: HandoverReportSnapshot): Content[] {
  const t = sayer(report.language)
  const { signing: how } = report
  const closing: Content = { text: t('closing') }
  if (how.kind === 'ABSENT') {
    const proof = how.secondProof ? [t('absentProof', { proof: how.secondProof })] : []
    const lines = [{ text: t('absent'), bold: true }, t('absentReason', { reason: how.reason }), ...proof]
    return [notice({ stack: lines }, COLOR.amber), closing]
  }
  // nobody is said to have accepted anything unless he signed
  const acceptance = t(report.openItems ? 'acceptanceExcept' : 'acceptance')
  const onPaper = how.kind === 'PAPER' ? ` ${t('paper')}` : ''
  return [{ text: `${acceptance}${onPaper}`, margin: [0, 2, 0, 4] }, closing]
}

function signing(report: HandoverReportSnapshot, pictures: HandoverPictures): Content[] {
  const { language, firstParty, witness, company } = report
  const t = sayer(language)
  const width = Math.floor(PAGE.width / 3)
  const customer = customerSignature(report, pictures, width)
  const middle = witness
    ? signature({ above: [t('witness'), ' '], name: witness.name, below: [witness.position], width })
    : qrColumn(report.verifyUrl, language, width)
  const technician = signature({
    above: [t('FIRST'), firstParty.company ?? company.legalName],
    image: pictures.technicianSignature,
    name: firstParty.name,
    below: [firstParty.position],
    width,
  })
  return [
    { columns: [customer, middle, technician], margin: [0, 12, 0, 0] },
    ...(witness
      ? [{ ...(qrCode(report.verifyUrl, language, 240) as object), margin: [0, 12, 0, 0] } as Content]
      : []),
  ]
}

function customerSignature(
  report: HandoverReportSnapshot,
  pictures: HandoverPictures,
  width: number,
): Content {
  const { signing: how, secondParty } = report
  const t = sayer(report.language)
  const small = (text: string): Content => ({
    text,
    fontSize: 8.5,
    color: COLOR.muted,
    margin: [0, 18, 0, 0],
  })
  const above = [t('SECOND'), secondParty.company ?? ' ']
  const below = [secondParty.position]
  if (how.kind === 'DRAWN') {
    const at = shortDateTime(how.at, report.zone, report.language)
    const image = pictures.customerSignature
    return signature({
      above,
      image,
      name: secondParty.name,
      below: [...below, how.phone, t('signedAt', { at })],
      width,
    })
  }
  const instead = small(t(how.kind === 'PAPER' ? 'paperShort' : 'absentShort'))
  return signature({ above, instead, name: secondParty.name, below, width })
}

/** The BAST as PDF; the same snapshot and pictures always give the same bytes. */
export function printHandoverReport(
  snapshot: HandoverReportSnapshot,
  pictures: HandoverPictures = {},
): Promise<Buffer> {
  return renderPdf(defineHandoverReport(snapshot, pictures))
}
