import type { Content } from 'pdfmake'
import {
  countDays,
  dateRange,
  longDate,
  longDateTime,
  timeOfDay,
  workDate,
} from '../platform/indonesian-date.ts'
import {
  fields,
  heading,
  type Letterhead,
  notice,
  type Pictures,
  qrCode,
  sectionTitle,
  signature,
  together,
} from '../platform/pdf-blocks.ts'
import { PAGE } from '../platform/pdf-look.ts'
import { plainTexts } from '../platform/pdf-text.ts'
import { paper, type PdfDefinition, renderPdf } from '../platform/pdf.ts'
import { type Language, say } from '../platform/texts.ts'

/** What a Surat Tugas says, frozen at issue; plain JSON. Times are ISO, the place and its zone are those of the site. */
export type AssignmentLetterSnapshot = {
  language: Language
  number: string
  issuedAt: string
  /** public check page, with the random token of the document */
  verifyUrl: string
  company: Letterhead & { city: string; signatureFileId?: string | null; stampFileId?: string | null }
  /** Tambah Hari: the letter that this one extends, and by how many days */
  extension?: { number: string; days: number } | null
  /** the visit has moved: the letter that this one replaces */
  replaces?: { number: string } | null
  ticket: { code: string; complaint?: string | null; reference?: string | null }
  assigner: { name: string; position: string }
  technician: { name: string; employeeNumber?: string | null; position: string }
  task: string
  place: { customer: string; company?: string | null; address: string; contact?: string | null }
  period: { start: string; end: string; zone: string }
  validUntil: string
}

export type AssignmentLetterOptions = Pictures & {
  /** the assigner's signature and the stamp, as one picture */
  signature?: Buffer | null
  /** prints DICABUT over the letter; the stored snapshot stays as it was issued */
  revoked?: { at: string; reason?: string | null } | null
}

/** The Surat Tugas as a document definition. */
export function defineAssignmentLetter(
  given: AssignmentLetterSnapshot,
  options: AssignmentLetterOptions = {},
): PdfDefinition {
  const letter = plainTexts(given)
  const { language, number, company, extension, replaces } = letter
  const t = (key: string, params: Record<string, unknown> = {}) =>
    say(`documents:letter.${key}`, params, language)
  return paper({
    language,
    title: t('title'),
    number,
    issuedAt: letter.issuedAt,
    letterhead: company,
    pictures: options,
    stamp: options.revoked ? 'REVOKED' : null,
    content: [
      ...revokedNotice(letter, options),
      heading(
        t('title'),
        say('documents:numberLine', { number }, language),
        extension
          ? t('extension', { number: extension.number })
          : replaces && t('replacement', { number: replaces.number }),
      ),
      ...people(letter),
      ...task(letter),
      sectionTitle(t('duties')),
      { ol: [t('dutyShow'), t('dutyAttend'), t('dutyReport')] },
      { text: t('closing'), margin: [0, 8, 0, 12] },
      signing(letter, options),
    ],
  })
}

function revokedNotice(letter: AssignmentLetterSnapshot, { revoked }: AssignmentLetterOptions): Content[] {
  if (!revoked) return []
  const { language, period } = letter
  const at = longDateTime(revoked.at, period.zone, language)
  const reason = revoked.reason
    ? [say('documents:letter.revokedReason', { reason: plainTexts(revoked.reason) }, language)]
    : []
  return [
    notice({ stack: [{ text: say('documents:letter.revoked', { at }, language), bold: true }, ...reason] }),
  ]
}

function people(letter: AssignmentLetterSnapshot): Content[] {
  const { language, ticket, extension, replaces, assigner, technician, company } = letter
  const t = (key: string, params: Record<string, unknown> = {}) =>
    say(`documents:letter.${key}`, params, language)
  const label = (key: string) => say(`documents:person.${key}`, {}, language)
  return [
    sectionTitle(t('basis')),
    fields([
      [t('ticket'), ticket.code],
      [t('complaint'), ticket.complaint],
      [t('reference'), ticket.reference],
    ]),
    ...(extension ? [basis(t('extensionBasis', extension))] : []),
    ...(replaces && !extension ? [basis(t('replacementBasis', replaces))] : []),
    { text: t('assigner'), margin: [0, 8, 0, 2] },
    fields([
      [label('name'), assigner.name],
      [label('position'), assigner.position],
      [label('company'), company.legalName],
    ]),
    { text: t('assignee'), margin: [0, 6, 0, 2] },
    fields([
      [label('name'), technician.name],
      [label('employeeNumber'), technician.employeeNumber],
      [label('position'), technician.position],
    ]),
  ]
}

const basis = (text: string): Content => ({ text, margin: [0, 4, 0, 0] })

function task(letter: AssignmentLetterSnapshot): Content[] {
  const { language, place, period } = letter
  const t = (key: string, params: Record<string, unknown> = {}) =>
    say(`documents:letter.${key}`, params, language)
  const [from, to] = [workDate(period.start, period.zone), workDate(period.end, period.zone)]
  return [
    { text: t('taskIntro'), margin: [0, 6, 0, 2] },
    fields([
      [t('task'), letter.task],
      [t('customer'), [place.customer, place.company].filter(Boolean).join(' \u2013 ')],
      [t('place'), place.address],
      [t('contact'), place.contact],
      [t('period'), t('days', { range: dateRange(from, to, language), count: countDays(from, to) })],
      [t('startTime'), timeOfDay(period.start, period.zone, language)],
      [t('validity'), t('validUntil', { until: longDateTime(letter.validUntil, period.zone, language) })],
    ]),
  ]
}

function signing(letter: AssignmentLetterSnapshot, options: AssignmentLetterOptions): Content {
  const { language, company, assigner } = letter
  const date = longDate(workDate(letter.issuedAt), language)
  return together({
    columns: [
      qrCode(letter.verifyUrl, language, 210, say('documents:letter.checkHint', {}, language)),
      { width: '*', text: '' },
      signature({
        above: [say('documents:placeAndDate', { city: company.city, date }, language), assigner.position],
        image: options.signature,
        name: assigner.name,
        below: [company.legalName],
        width: Math.round(PAGE.width * 0.42),
      }),
    ],
  })
}

/** The Surat Tugas as PDF; the same snapshot always gives the same bytes. */
export function printAssignmentLetter(
  snapshot: AssignmentLetterSnapshot,
  options: AssignmentLetterOptions = {},
): Promise<Buffer> {
  return renderPdf(defineAssignmentLetter(snapshot, options))
}
