import { describe, expect, it, test } from 'vitest'
import { ROLES } from '../platform/roles.ts'
import { LIFECYCLE, type MoveName, movesFor, TICKET_STATES, whyCannotMove } from './lifecycle.ts'

/*
 * The table once more, by hand: a changed rule must be changed in two places, and somebody must have meant it.
 * States: O open, A assigned, I in progress, D done, C closed, X cancelled. `-` = not possible.
 */
const EXPECTED: Record<MoveName, [states: string, after: string, roles: string]> = {
  changeDetails: ['OAI---', 'same', 'admin cs'],
  correctDetails: ['OAI---', 'same', 'admin cs'],
  notePurchaseOrder: ['OAID--', 'same', 'admin cs'],
  rescheduleVisit: ['OAI---', 'same', 'admin cs'],
  claimJob: ['O-I---', 'seats', 'technician'],
  broadcastAgain: ['OAI---', 'same', 'admin cs'],
  assignTechnician: ['O-I---', 'seats', 'admin cs'],
  releaseJob: ['OAI---', 'seats', 'technician'],
  requestReplacement: ['OAI---', 'seats', 'admin cs'],
  callOffReplacement: ['O-I---', 'seats', 'admin cs'],
  depart: ['OAI---', 'same', 'technician'],
  checkIn: ['OAI---', 'IN_PROGRESS', 'technician'],
  checkOut: ['--ID--', 'same', 'technician'],
  handOver: ['--I---', 'same', 'technician'],
  requestExtension: ['-AI---', 'same', 'technician'],
  decideExtension: ['OAI---', 'same', 'admin cs'],
  markDone: ['--I---', 'DONE', 'technician'],
  reopen: ['---D--', 'IN_PROGRESS', 'admin cs'],
  draftInvoice: ['---D--', 'same', 'admin cs'],
  close: ['---D--', 'CLOSED', 'admin cs'],
  cancel: ['OA----', 'CANCELLED', 'admin cs'],
}
const MOVES = Object.keys(EXPECTED) as MoveName[]
const possible = (move: MoveName, index: number) => EXPECTED[move][0][index] !== '-'
const allowed = (move: MoveName, role: string) => EXPECTED[move][2].split(' ').includes(role)

test('the table has exactly these moves', () => {
  expect(Object.keys(LIFECYCLE).toSorted()).toEqual(MOVES.toSorted())
})

describe.each(MOVES)('%s', (move) => {
  it('leads where it should', () => {
    expect(LIFECYCLE[move].to).toBe(EXPECTED[move][1])
  })

  it.each(TICKET_STATES.map((state, index) => ({ state, index })))('from $state', ({ state, index }) => {
    const expected = ROLES.map((role) => {
      const why = !allowed(move, role) ? 'NOT_ALLOWED' : possible(move, index) ? null : 'WRONG_STATE'
      return { role, why, offered: why === null }
    })
    const found = ROLES.map((role) => ({
      role,
      why: whyCannotMove(move, role, state),
      offered: movesFor(role, state).includes(move),
    }))
    expect(found).toEqual(expected)
  })

  it('is a matter of the state alone for the system', () => {
    for (const [index, state] of TICKET_STATES.entries())
      expect(whyCannotMove(move, 'system', state)).toBe(possible(move, index) ? null : 'WRONG_STATE')
  })
})

describe('who may do what', () => {
  it.each(['sales', 'manager'] as const)('%s only looks', (role) => {
    expect(TICKET_STATES.flatMap((state) => movesFor(role, state))).toEqual([])
  })

  it('admin may whatever CS may, and nothing of a technician', () => {
    for (const state of TICKET_STATES) expect(movesFor('admin', state)).toEqual(movesFor('cs', state))
  })

  it.each(['CLOSED', 'CANCELLED'] as const)('nothing leads out of %s', (state) => {
    expect(ROLES.flatMap((role) => movesFor(role, state))).toEqual([])
  })

  it('every state can be reached from Open', () => {
    const reached = new Set<string>(['OPEN'])
    for (let round = 0; round < TICKET_STATES.length; round += 1)
      for (const move of Object.values(LIFECYCLE)) {
        if (!move.from.some((state) => reached.has(state))) continue
        // seats decide between Open and Assigned
        for (const state of move.to === 'seats' ? ['OPEN', 'ASSIGNED'] : [move.to])
          if (state !== 'same') reached.add(state)
      }
    expect([...reached].toSorted()).toEqual([...TICKET_STATES].toSorted())
  })
})
