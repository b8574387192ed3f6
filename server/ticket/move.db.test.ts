import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { SYSTEM } from '../platform/actor.ts'
import type { Tx } from '../platform/db.ts'
import { NotFound, Refused } from '../platform/errors.ts'
import { ROLES, type Role } from '../platform/roles.ts'
import { testDatabase } from '../testing/index.ts'
import { eventsOf, insertTicketApart } from '../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { LIFECYCLE, type MoveName, TICKET_STATES, type TicketState, whyCannotMove } from './lifecycle.ts'
import { moveTicket, type Ticket } from './move.ts'

const { db } = await testDatabase()
const staff = {} as Record<Role, Staff>
let customerId: string
beforeAll(async () => {
  for (const role of ROLES) staff[role] = await insertStaff(db, role)
  customerId = await insertCustomer(db)
})

class Undo extends Error {}

/** Runs in a transaction that is always rolled back. */
async function rehearse<T>(act: (tx: Tx) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined
  await db
    .transaction()
    .execute(async (tx) => {
      result = { value: await act(tx) }
      throw new Undo()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error
    })
  return (result as { value: T }).value
}

async function tryMove(ticketId: string, state: TicketState, move: MoveName, actor: Staff) {
  return await rehearse(async (tx) => {
    const seats = state === 'ASSIGNED' ? sql`'{}'` : sql`'{1}'`
    await sql`update tickets set state = ${state}, free_seats = ${seats}, cancel_reason = case when ${state} = 'CANCELLED' then 'x' end
      where id = ${ticketId}`.execute(tx)
    try {
      return { ticket: await moveTicket(tx, { ticketId, move, actor, cancelReason: 'x', event: null }) }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return { error }
    }
  })
}

// what the seats decide is written by the claim and by the release, each with tests of its own
const MOVES = (Object.keys(LIFECYCLE) as MoveName[]).filter((move) => LIFECYCLE[move].to !== 'seats')

describe.each(MOVES)('%s in the database', (move) => {
  it('does for every state and role what the table says', async () => {
    const { id } = await insertTicketApart(db, staff.cs, customerId)
    const { to } = LIFECYCLE[move]
    for (const state of TICKET_STATES)
      for (const role of ROLES) {
        const { ticket, error } = await tryMove(id, state, move, staff[role])
        const why = whyCannotMove(move, role, state)
        expect({ role, state, code: error?.code, after: ticket?.state }).toEqual({
          role,
          state,
          code: why ?? undefined,
          after: why ? undefined : to === 'same' ? state : to,
        })
      }
  })
})

describe('a move', () => {
  const move = (ticketId: string, name: MoveName, actor: Staff = staff.cs): Promise<Ticket> =>
    db.transaction().execute((tx) =>
      moveTicket(tx, {
        ticketId,
        move: name,
        actor,
        cancelReason: 'Pelanggan pindah',
        event: { name: 'ticketCancelled', data: { reason: 'Pelanggan pindah' } },
      }),
    )

  it('leaves its event with who, which ticket and which customer', async () => {
    const { id } = await insertTicketApart(db, staff.cs, customerId)
    expect(await move(id, 'cancel')).toMatchObject({ state: 'CANCELLED', cancelReason: 'Pelanggan pindah' })
    const rows = await db.selectFrom('events').selectAll().where('ticketId', '=', id).execute()
    expect(rows).toMatchObject([
      {
        name: 'ticketCancelled',
        actorKind: 'staff',
        actorId: staff.cs.id,
        customerId,
        data: { reason: 'Pelanggan pindah' },
      },
    ])
  })

  it('leaves none when it is refused', async () => {
    const { id } = await insertTicketApart(db, staff.cs, customerId)
    await expect(move(id, 'close')).rejects.toMatchObject({
      code: 'WRONG_STATE',
      params: { state: 'OPEN', move: 'close' },
    })
    await expect(move(id, 'cancel', staff.sales)).rejects.toMatchObject({ status: 403 })
    expect(await eventsOf(db, id)).toEqual([])
  })

  it('of a ticket that does not exist is not found', async () => {
    await expect(move('0198c000-0000-7000-8000-000000000000', 'cancel')).rejects.toBeInstanceOf(NotFound)
  })

  it('succeeds once of two at the same instant', async () => {
    const { id } = await insertTicketApart(db, staff.cs, customerId)
    const tries = await Promise.allSettled([move(id, 'cancel'), move(id, 'cancel')])
    expect(tries.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await eventsOf(db, id)).toHaveLength(1)
  })

  it('keeps when a ticket was done and forgets it when reopened', async () => {
    const { id } = await insertTicketApart(db, staff.cs, customerId)
    const step = (name: MoveName, actor: Staff) =>
      db.transaction().execute((tx) => moveTicket(tx, { ticketId: id, move: name, actor, event: null }))
    await step('checkIn', staff.technician)
    expect((await step('markDone', staff.technician)).doneAt).toBeInstanceOf(Date)
    expect(await step('reopen', staff.cs)).toMatchObject({ state: 'IN_PROGRESS', doneAt: null })
    await step('markDone', staff.technician)
    expect((await step('close', staff.cs)).closedAt).toBeInstanceOf(Date)
  })

  it('may be made by the system, where the state allows it', async () => {
    const { id } = await insertTicketApart(db, staff.cs, customerId)
    const bySystem = (name: MoveName) =>
      db
        .transaction()
        .execute((tx) => moveTicket(tx, { ticketId: id, move: name, actor: SYSTEM, event: null }))
    await expect(bySystem('close')).rejects.toMatchObject({ code: 'WRONG_STATE' })
    expect((await bySystem('checkIn')).state).toBe('IN_PROGRESS')
  })
})
