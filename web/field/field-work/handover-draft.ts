import { storage } from '../offline/storage.ts'
import type { FieldWork } from '../../shared/api/shapes.ts'
import type { PartUsed, Reading, Work } from '../offline/queue-order.ts'

export type Proof = 'signature' | 'none' | 'paper'
/** A row while it is being filled in; `key` is only for the screen. */
export type PartRow = {
  key: string
  description: string
  quantity: string
  unit: string
  serialNumber: string
}
export type Draft = {
  workDone: string
  openItems: string
  parts: readonly PartRow[]
  signerName: string
  signerPosition: string
  signerPhone: string
  /** the receiver ticked that he has read it and agrees */
  consent: boolean
  signedAt: string
  location: Reading | null
  noSignatureReason: string
  witnessName: string
  correctionReason: string
  proof: Proof
  signature: Blob | null
  paper: Blob | null
}
type Whose = { ticket: { id: string }; me: { id: string } }
export type DraftFault =
  | 'workDone'
  | 'parts'
  | 'signerName'
  | 'signature'
  | 'consent'
  | 'noSignatureReason'
  | 'paper'

export const EMPTY_DRAFT: Draft = {
  workDone: '',
  openItems: '',
  parts: [],
  signerName: '',
  signerPosition: '',
  signerPhone: '',
  consent: false,
  signedAt: '',
  location: null,
  noSignatureReason: '',
  witnessName: '',
  correctionReason: '',
  proof: 'signature',
  signature: null,
  paper: null,
}

export const newPart = (): PartRow => ({
  key: crypto.randomUUID(),
  description: '',
  quantity: '1',
  unit: 'pcs',
  serialNumber: '',
})

/** A quantity as people write it: a comma or a point, at most two decimals; null when it is none. */
export function readQuantity(text: string): number | null {
  if (!/^\d{1,6}(?:[.,]\d{1,2})?$/.test(text.trim())) return null
  const quantity = Number(text.trim().replace(',', '.'))
  return quantity > 0 && quantity <= 100_000 ? quantity : null
}

const isBlank = (row: PartRow) => row.description.trim() === '' && row.serialNumber.trim() === ''
export const isFaulty = (row: PartRow) =>
  !isBlank(row) &&
  (row.description.trim() === '' || row.unit.trim() === '' || readQuantity(row.quantity) === null)

/** Rows that say something, as they are sent. */
const partsOf = (rows: readonly PartRow[]): PartUsed[] =>
  rows
    .filter((row) => !isBlank(row))
    .map((row) => ({
      description: row.description.trim(),
      quantity: readQuantity(row.quantity) ?? 1,
      unit: row.unit.trim(),
      serialNumber: row.serialNumber.trim() || null,
    }))

const rowsOf = (parts: readonly PartUsed[]): PartRow[] =>
  parts.map((part) => ({
    ...newPart(),
    ...part,
    quantity: String(part.quantity).replace('.', ','),
    serialNumber: part.serialNumber ?? '',
  }))

/** What still keeps the BAST from being complete; mirrors what the server asks for, so that nothing comes back later. */
export function faultsOf(draft: Draft): DraftFault[] {
  const faults: DraftFault[] = []
  const empty = (text: string) => text.trim() === ''
  if (empty(draft.workDone)) faults.push('workDone')
  if (draft.parts.some(isFaulty)) faults.push('parts')
  if (draft.proof === 'signature' && empty(draft.signerName)) faults.push('signerName')
  if (draft.proof === 'signature' && !draft.signature) faults.push('signature')
  if (draft.proof === 'signature' && !draft.consent) faults.push('consent')
  if (draft.proof === 'none' && empty(draft.noSignatureReason)) faults.push('noSignatureReason')
  if (draft.proof === 'paper' && !draft.paper) faults.push('paper')
  return faults
}

/** The draft as work to be sent: only what belongs to the chosen proof. */
export function workOf(draft: Draft, at: string): Work & { kind: 'bast' } {
  const { proof } = draft
  return {
    kind: 'bast',
    at,
    workDone: draft.workDone.trim(),
    openItems: draft.openItems.trim(),
    parts: partsOf(draft.parts),
    signerName: proof === 'none' ? '' : draft.signerName.trim(),
    signerPosition: proof === 'none' ? '' : draft.signerPosition.trim(),
    signerPhone: proof === 'none' ? '' : draft.signerPhone.trim(),
    consent: proof === 'signature' && draft.consent,
    signedAt: proof === 'signature' ? draft.signedAt : '',
    location: proof === 'signature' ? draft.location : null,
    witnessName: proof === 'none' ? draft.witnessName.trim() : '',
    correctionReason: draft.correctionReason.trim(),
    noSignatureReason: proof === 'none' ? draft.noSignatureReason.trim() : '',
    signature: proof === 'signature' ? draft.signature : null,
    paper: proof === 'paper' ? draft.paper : null,
  }
}

/** A refused BAST back as a draft, to be corrected instead of written again. */
export function draftOf(work: Work & { kind: 'bast' }): Draft {
  const proof = work.paper ? 'paper' : work.noSignatureReason ? 'none' : 'signature'
  return { ...EMPTY_DRAFT, ...work, parts: rowsOf(work.parts ?? []), proof }
}

/** The BAST that stands, to be corrected: its words; it is signed anew. */
export function correctionOf(bast: NonNullable<FieldWork['bast']>): Draft {
  return {
    ...EMPTY_DRAFT,
    workDone: bast.workDone,
    openItems: bast.openItems ?? '',
    parts: rowsOf(bast.parts),
    signerName: bast.signerName ?? '',
    signerPosition: bast.signerPosition ?? '',
    signerPhone: bast.signerPhone ?? '',
    noSignatureReason: bast.noSignatureReason ?? '',
    witnessName: bast.witnessName ?? '',
    proof: bast.noSignatureReason ? 'none' : 'signature',
  }
}

/** Also by person: who signs in next on this phone has a form of his own. */
const keyOf = ({ ticket, me }: Whose) => `bast:${me.id}:${ticket.id}`

export async function readDraft(whose: Whose): Promise<Draft> {
  const kept = await storage.read<Draft>('notes', keyOf(whose)).catch(() => undefined)
  return kept ? { ...EMPTY_DRAFT, ...kept } : EMPTY_DRAFT
}

/** Every change is kept, so that a call, a dead battery or a closed tab costs no typing and no signature. */
export async function keepDraft(whose: Whose, draft: Draft): Promise<void> {
  await storage.write('notes', keyOf(whose), draft).catch(() => undefined)
}

export async function dropDraft(whose: Whose): Promise<void> {
  await storage.remove('notes', keyOf(whose)).catch(() => undefined)
}
