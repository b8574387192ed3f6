import { newKey } from '../../../shared/api/client.ts'
import type { Got, Invoice, PostBody } from '../../../shared/api/shapes.ts'

export type LineKind = Invoice['lines'][number]['kind']
/** Numbers are '' while a field is empty. Money is whole rupiah, quantity has at most two decimals. */
export type DraftLine = {
  key: string
  description: string
  kind: LineKind
  quantity: number | ''
  unit: string
  unitPrice: number | ''
  discount: number | ''
}
export type Draft = { lines: DraftLine[]; discount: number | ''; note: string; dueDays: number | '' }
type DraftBody = PostBody<'/api/v1/tickets/{id}/invoice'>
type CalculateBody = PostBody<'/api/v1/invoices/calculate'>

/** What lines are usually counted in; any other word may be typed. */
export const UNITS = [
  'unit',
  'ls',
  'jam',
  'hari',
  'kali',
  'titik',
  'm',
  'm²',
  'set',
  'pcs',
  'kg',
  'liter',
  'roll',
]
const LARGEST_QUANTITY = 100_000
export const LONGEST_TERM = 180

export function newLine(kind: LineKind): DraftLine {
  return {
    key: newKey(),
    description: '',
    kind,
    quantity: 1,
    unit: kind === 'SERVICE' ? 'ls' : 'unit',
    unitPrice: '',
    discount: '',
  }
}

type StartLine = Got<'/api/v1/tickets/{id}/invoice/start'>['lines'][number]

/** A new draft: one line of work, and the parts of the BAST whose price is still to be filled in. */
export function newDraft(parts: readonly StartLine[] = []): Draft {
  const materials = parts.map((part): DraftLine => ({
    ...part,
    key: newKey(),
    // 0 would be a price; empty must be filled in
    unitPrice: part.unitPrice || '',
    discount: part.discount || '',
  }))
  return { lines: [newLine('SERVICE'), ...materials], discount: '', note: '', dueDays: 14 }
}

/** An invoice as the form shows it. Its totals hold the row discounts too, so the rest is the one on the whole. */
export function draftOf(invoice: Invoice): Draft {
  const ofLines = invoice.lines.reduce((sum, line) => sum + line.discount, 0)
  return {
    lines: invoice.lines.map((line) => ({
      key: newKey(),
      description: line.description,
      kind: line.kind,
      quantity: line.quantity,
      unit: line.unit,
      unitPrice: line.unitPrice,
      discount: line.discount || '',
    })),
    discount: Math.max(0, invoice.totals.discount - ofLines) || '',
    note: invoice.note ?? '',
    dueDays: invoice.dueDays,
  }
}

/** Quantity x price, whole rupiah, half up, before the row's discount; null while one of them is missing. */
export function lineAmount(line: Pick<DraftLine, 'quantity' | 'unitPrice'>): number | null {
  if (line.quantity === '' || line.unitPrice === '') return null
  const hundredths = Math.round(line.quantity * 100)
  return Number((BigInt(hundredths) * BigInt(line.unitPrice) * 2n + 100n) / 200n)
}

export type DraftProblem =
  | 'required'
  | 'quantity'
  | 'decimals'
  | 'price'
  | 'discountAbove'
  | 'noLines'
  | 'tooLong'
  | 'dueDays'

/** What has to be mended before the server is asked, by field path; empty when all is well. */
export function problemsOf(draft: Draft): Record<string, DraftProblem> {
  const problems: Record<string, DraftProblem> = {}
  const blame = (path: string, problem: DraftProblem | null) => {
    if (problem) problems[path] = problem
  }
  if (draft.lines.length === 0) problems['lines'] = 'noLines'
  draft.lines.forEach((line, index) => {
    const at = `lines.${index}`
    blame(`${at}.description`, wordsProblem(line.description, 300))
    blame(`${at}.quantity`, quantityProblem(line.quantity))
    blame(`${at}.unit`, wordsProblem(line.unit, 20))
    blame(`${at}.unitPrice`, line.unitPrice === '' ? 'price' : null)
    const amount = lineAmount(line)
    blame(`${at}.discount`, amount !== null && Number(line.discount) > amount ? 'discountAbove' : null)
  })
  const { dueDays } = draft
  blame('dueDays', dueDays === '' || dueDays < 0 || dueDays > LONGEST_TERM ? 'dueDays' : null)
  return problems
}

function wordsProblem(text: string, longest: number): DraftProblem | null {
  if (text.trim() === '') return 'required'
  return text.trim().length > longest ? 'tooLong' : null
}

function quantityProblem(quantity: number | ''): DraftProblem | null {
  if (quantity === '' || quantity <= 0 || quantity > LARGEST_QUANTITY) return 'quantity'
  return Math.abs(quantity * 100 - Math.round(quantity * 100)) > 1e-6 ? 'decimals' : null
}

/** What is sent to be saved. */
export function bodyOf(draft: Draft): DraftBody {
  return {
    lines: draft.lines.map((line) => ({
      description: line.description.trim(),
      kind: line.kind,
      quantity: Number(line.quantity),
      unit: line.unit.trim(),
      unitPrice: Number(line.unitPrice),
      discount: Number(line.discount),
    })),
    discount: Number(draft.discount),
    note: draft.note.trim() || null,
    dueDays: Number(draft.dueDays),
  }
}

/**
 * The lines that can be priced already, for the running total; null when there are none. Words do not matter to
 * a sum, so a missing description is no reason to wait.
 */
export function pricedPart(draft: Draft): CalculateBody | null {
  const lines = draft.lines.filter((line) => quantityProblem(line.quantity) === null && line.unitPrice !== '')
  if (lines.length === 0) return null
  return {
    lines: lines.map((line) => ({
      description: '-',
      kind: line.kind,
      quantity: Number(line.quantity),
      unit: '-',
      unitPrice: Number(line.unitPrice),
      discount: Number(line.discount),
    })),
    discount: Number(draft.discount),
  }
}
