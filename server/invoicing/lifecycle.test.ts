import { describe, expect, it, test } from 'vitest'
import { ROLES } from '../platform/roles.ts'
import {
  INVOICE_LIFECYCLE,
  INVOICE_STATES,
  type InvoiceMoveName,
  invoiceMovesFor,
  whyCannotMoveInvoice,
} from './lifecycle.ts'

// The table once more, by hand. States in their order: draft, pending, revision, approved, sent, partly paid, paid, void.
const EXPECTED: Record<InvoiceMoveName, [states: string, after: string, roles: string]> = {
  change: ['D-RA----', 'DRAFT', 'admin cs'],
  submit: ['D-R-----', 'PENDING_APPROVAL', 'admin cs'],
  approve: ['-P------', 'APPROVED', 'admin sales'],
  requestRevision: ['-P-A----', 'REVISION_REQUESTED', 'admin sales'],
  send: ['---A----', 'SENT', 'admin cs'],
  recordPayment: ['----SY--', 'payment', 'admin cs'],
  void: ['DPRAS---', 'VOID', 'admin cs'],
}
const MOVES = Object.keys(EXPECTED) as InvoiceMoveName[]
const possible = (move: InvoiceMoveName, index: number) => EXPECTED[move][0][index] !== '-'
const allowed = (move: InvoiceMoveName, role: string) => EXPECTED[move][2].split(' ').includes(role)

test('the table has exactly these moves', () => {
  expect(Object.keys(INVOICE_LIFECYCLE).toSorted()).toEqual(MOVES.toSorted())
})

describe.each(MOVES)('%s', (move) => {
  it('leads where it should', () => {
    expect(INVOICE_LIFECYCLE[move].to).toBe(EXPECTED[move][1])
  })

  it.each(INVOICE_STATES.map((state, index) => ({ state, index })))('from $state', ({ state, index }) => {
    const expected = ROLES.map((role) => {
      const why = !allowed(move, role) ? 'NOT_ALLOWED' : possible(move, index) ? null : 'WRONG_INVOICE_STATE'
      return { role, why, offered: why === null }
    })
    const found = ROLES.map((role) => ({
      role,
      why: whyCannotMoveInvoice(move, role, state),
      offered: invoiceMovesFor(role, state).includes(move),
    }))
    expect(found).toEqual(expected)
  })
})

describe('who may do what', () => {
  it.each(['manager', 'technician'] as const)('%s only looks', (role) => {
    expect(INVOICE_STATES.flatMap((state) => invoiceMovesFor(role, state))).toEqual([])
  })

  it('nobody but Sales and admin approves', () => {
    expect(ROLES.filter((role) => invoiceMovesFor(role, 'PENDING_APPROVAL').includes('approve'))).toEqual([
      'admin',
      'sales',
    ])
  })

  it.each(['PAID', 'VOID'] as const)('nothing leads out of %s', (state) => {
    expect(ROLES.flatMap((role) => invoiceMovesFor(role, state))).toEqual([])
  })
})
