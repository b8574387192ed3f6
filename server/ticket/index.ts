export { LIFECYCLE, movesFor, TICKET_STATES, whyCannotMove } from './lifecycle.ts'
export type { MoveName, TicketState } from './lifecycle.ts'
export type { EventName, Events, GssEvent } from './events.ts'
