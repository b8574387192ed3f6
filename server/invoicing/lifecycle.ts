import type { Role } from '../platform/roles.ts'

/** The life of an invoice; the same shape as the ticket's table in ticket/lifecycle.ts. */
export const INVOICE_STATES = [
  'DRAFT',
  'PENDING_APPROVAL',
  'REVISION_REQUESTED',
  'APPROVED',
  'SENT',
  'PARTIALLY_PAID',
  'PAID',
  'VOID',
] as const
export type InvoiceState = (typeof INVOICE_STATES)[number]

export type InvoiceMove = { from: readonly InvoiceState[]; to: InvoiceState | 'payment'; by: readonly Role[] }

const coordinators = ['admin', 'cs'] as const
const approvers = ['admin', 'sales'] as const

export const INVOICE_LIFECYCLE = {
  /** an edit after an approval takes the approval away */
  change: { from: ['DRAFT', 'REVISION_REQUESTED', 'APPROVED'], to: 'DRAFT', by: coordinators },
  submit: { from: ['DRAFT', 'REVISION_REQUESTED'], to: 'PENDING_APPROVAL', by: coordinators },
  approve: { from: ['PENDING_APPROVAL'], to: 'APPROVED', by: approvers },
  requestRevision: { from: ['PENDING_APPROVAL', 'APPROVED'], to: 'REVISION_REQUESTED', by: approvers },
  /** where nothing is to be paid it is PAID at once */
  send: { from: ['APPROVED'], to: 'SENT', by: coordinators },
  /** partly or fully, by the amount */
  recordPayment: { from: ['SENT', 'PARTIALLY_PAID'], to: 'payment', by: coordinators },
  void: {
    from: ['DRAFT', 'PENDING_APPROVAL', 'REVISION_REQUESTED', 'APPROVED', 'SENT'],
    to: 'VOID',
    by: coordinators,
  },
} as const satisfies Record<string, InvoiceMove>

export type InvoiceMoveName = keyof typeof INVOICE_LIFECYCLE

/** Moves that this role may make from this state: what the surfaces show as buttons. */
export function invoiceMovesFor(role: Role, state: InvoiceState): InvoiceMoveName[] {
  return (Object.keys(INVOICE_LIFECYCLE) as InvoiceMoveName[]).filter((name) => {
    const move: InvoiceMove = INVOICE_LIFECYCLE[name]
    return move.from.includes(state) && move.by.includes(role)
  })
}

/** Why the move is not possible, or null. */
export function whyCannotMoveInvoice(
  name: InvoiceMoveName,
  role: Role,
  state: InvoiceState,
): 'NOT_ALLOWED' | 'WRONG_INVOICE_STATE' | null {
  const move: InvoiceMove = INVOICE_LIFECYCLE[name]
  if (!move.by.includes(role)) return 'NOT_ALLOWED'
  if (!move.from.includes(state)) return 'WRONG_INVOICE_STATE'
  return null
}
