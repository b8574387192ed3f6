import type { Role } from '../platform/roles.ts'

/**
 * The whole life of a ticket. This table is the only place that says which move is possible from which state and for
 * whom; move.ts is the only writer of the state; the buttons of every surface are derived from `movesFor`.
 *
 *   OPEN -> ASSIGNED -> IN_PROGRESS -> DONE -> CLOSED          CANCELLED from OPEN or ASSIGNED
 */
export const TICKET_STATES = ['OPEN', 'ASSIGNED', 'IN_PROGRESS', 'DONE', 'CLOSED', 'CANCELLED'] as const
export type TicketState = (typeof TICKET_STATES)[number]

export type Move = {
  from: readonly TicketState[]
  /** the state afterwards; 'seats' = decided by the seats: all taken ASSIGNED, else OPEN; 'same' = stays */
  to: TicketState | 'seats' | 'same'
  by: readonly (Role | 'system')[]
}

const coordinators = ['admin', 'cs'] as const

export const LIFECYCLE = {
  changeDetails: { from: ['OPEN', 'ASSIGNED', 'IN_PROGRESS'], to: 'same', by: coordinators },
  correctDetails: { from: ['OPEN', 'ASSIGNED', 'IN_PROGRESS'], to: 'same', by: coordinators },
  notePurchaseOrder: { from: ['OPEN', 'ASSIGNED', 'IN_PROGRESS', 'DONE'], to: 'same', by: coordinators },
  rescheduleVisit: { from: ['OPEN', 'ASSIGNED', 'IN_PROGRESS'], to: 'same', by: coordinators },
  claimJob: { from: ['OPEN', 'IN_PROGRESS'], to: 'seats', by: ['technician'] },
  broadcastAgain: { from: ['OPEN', 'ASSIGNED', 'IN_PROGRESS'], to: 'same', by: coordinators },
  assignTechnician: { from: ['OPEN', 'IN_PROGRESS'], to: 'seats', by: coordinators },
  releaseJob: { from: ['OPEN', 'ASSIGNED', 'IN_PROGRESS'], to: 'seats', by: ['technician'] },
  requestReplacement: { from: ['OPEN', 'ASSIGNED', 'IN_PROGRESS'], to: 'seats', by: coordinators },
  depart: { from: ['OPEN', 'ASSIGNED', 'IN_PROGRESS'], to: 'same', by: ['technician'] },
  callOffReplacement: { from: ['OPEN', 'IN_PROGRESS'], to: 'seats', by: coordinators },
  checkIn: { from: ['OPEN', 'ASSIGNED', 'IN_PROGRESS'], to: 'IN_PROGRESS', by: ['technician'] },
  checkOut: { from: ['IN_PROGRESS', 'DONE'], to: 'same', by: ['technician'] },
  handOver: { from: ['IN_PROGRESS'], to: 'same', by: ['technician'] },
  requestExtension: { from: ['ASSIGNED', 'IN_PROGRESS'], to: 'same', by: ['technician'] },
  decideExtension: { from: ['OPEN', 'ASSIGNED', 'IN_PROGRESS'], to: 'same', by: coordinators },
  markDone: { from: ['IN_PROGRESS'], to: 'DONE', by: ['technician'] },
  reopen: { from: ['DONE'], to: 'IN_PROGRESS', by: coordinators },
  draftInvoice: { from: ['DONE'], to: 'same', by: coordinators },
  close: { from: ['DONE'], to: 'CLOSED', by: coordinators },
  cancel: { from: ['OPEN', 'ASSIGNED'], to: 'CANCELLED', by: coordinators },
} as const satisfies Record<string, Move>

export type MoveName = keyof typeof LIFECYCLE

/** Moves that this role may make from this state: what the surfaces show as buttons. */
export function movesFor(role: Role, state: TicketState): MoveName[] {
  return (Object.keys(LIFECYCLE) as MoveName[]).filter((name) => {
    const move: Move = LIFECYCLE[name]
    return move.from.includes(state) && move.by.includes(role)
  })
}

/** Whether the move is possible at all; says which of the two reasons speaks against it. */
export function whyCannotMove(
  name: MoveName,
  role: Role | 'system',
  state: TicketState,
): 'NOT_ALLOWED' | 'WRONG_STATE' | null {
  const move: Move = LIFECYCLE[name]
  if (!move.by.includes(role) && role !== 'system') return 'NOT_ALLOWED'
  if (!move.from.includes(state)) return 'WRONG_STATE'
  return null
}
