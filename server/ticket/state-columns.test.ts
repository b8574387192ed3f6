import type { Insertable, Selectable, Updateable } from 'kysely'
import { expectTypeOf, test } from 'vitest'
import type { Database } from '../platform/db.ts'
import type { EventName, Events } from './events.ts'
import type { MoveName } from './lifecycle.ts'
import type { moveTicket } from './move.ts'
import type { Notices } from './notices.ts'

// These are checked by the type checker (npm run types), not when the tests run: what they forbid does not compile.

type Tickets = Database['tickets']
type Invoices = Database['invoices']

test('the state of a ticket can be read, and written by nobody but its three writers', () => {
  expectTypeOf<Selectable<Tickets>>().toHaveProperty('state')
  expectTypeOf<Updateable<Tickets>>().not.toHaveProperty('state')
  expectTypeOf<Insertable<Tickets>>().not.toHaveProperty('state')
})

test('so can the free seats', () => {
  expectTypeOf<Selectable<Tickets>>().toHaveProperty('freeSeats')
  expectTypeOf<Updateable<Tickets>>().not.toHaveProperty('freeSeats')
  expectTypeOf<Insertable<Tickets>>().not.toHaveProperty('freeSeats')
})

test('so can the state of an invoice', () => {
  expectTypeOf<Selectable<Invoices>>().toHaveProperty('state')
  expectTypeOf<Updateable<Invoices>>().not.toHaveProperty('state')
  expectTypeOf<Insertable<Invoices>>().not.toHaveProperty('state')
})

test('other columns can be written, so the three above say something', () => {
  expectTypeOf<Updateable<Tickets>>().toHaveProperty('title')
  expectTypeOf<Updateable<Invoices>>().toHaveProperty('note')
})

test('a move has a name of the table, and an event the data of its name', () => {
  expectTypeOf<Parameters<typeof moveTicket>[1]['move']>().toEqualTypeOf<MoveName>()
  expectTypeOf<Events['ticketCancelled']>().toEqualTypeOf<{ reason: string }>()
})

test('somebody has decided for every event who hears of it', () => {
  expectTypeOf<keyof Notices>().toEqualTypeOf<EventName>()
})
