import { storage } from '../offline/storage.ts'
import type { Work } from '../offline/queue-order.ts'

export type Proof = 'signature' | 'none' | 'paper'
export type Draft = {
  workDone: string
  openItems: string
  signerName: string
  signerPosition: string
  noSignatureReason: string
  proof: Proof
  signature: Blob | null
  paper: Blob | null
}
type Whose = { ticket: { id: string }; me: { id: string } }
export type DraftFault = 'workDone' | 'signerName' | 'signature' | 'noSignatureReason' | 'paper'

export const EMPTY_DRAFT: Draft = {
  workDone: '',
  openItems: '',
  signerName: '',
  signerPosition: '',
  noSignatureReason: '',
  proof: 'signature',
  signature: null,
  paper: null,
}

/** What still keeps the BAST from being complete; mirrors what the server asks for, so that nothing comes back later. */
export function faultsOf(draft: Draft): DraftFault[] {
  const faults: DraftFault[] = []
  const empty = (text: string) => text.trim() === ''
  if (empty(draft.workDone)) faults.push('workDone')
  if (draft.proof === 'signature' && empty(draft.signerName)) faults.push('signerName')
  if (draft.proof === 'signature' && !draft.signature) faults.push('signature')
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
    signerName: proof === 'none' ? '' : draft.signerName.trim(),
    signerPosition: proof === 'none' ? '' : draft.signerPosition.trim(),
    noSignatureReason: proof === 'none' ? draft.noSignatureReason.trim() : '',
    signature: proof === 'signature' ? draft.signature : null,
    paper: proof === 'paper' ? draft.paper : null,
  }
}

/** A refused BAST back as a draft, to be corrected instead of written again. */
export function draftOf(work: Work & { kind: 'bast' }): Draft {
  const proof = work.paper ? 'paper' : work.noSignatureReason ? 'none' : 'signature'
  return { ...EMPTY_DRAFT, ...work, proof }
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
