import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { testDatabase } from '../testing/index.ts'
import { insertTicketApart, takeSeat } from '../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { issueDocument } from './issue-document.ts'
import { recordEvent } from './record-event.ts'

// What holds whatever the code does: every statement here is typed by hand.
const { db, pool } = await testDatabase()
let cs: Staff
let [andi, budi]: Staff[] = []
let customerId: string
let ticketId: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  andi = await insertStaff(db, 'technician', 'Andi')
  budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db)
})
beforeEach(async () => {
  ticketId = (await insertTicketApart(db, cs, customerId, { quota: 2 })).id
})

describe('events', () => {
  const write = () =>
    recordEvent(db, {
      name: 'ticketChanged',
      actor: cs,
      ticketId,
      customerId,
      data: { fields: ['title'] },
    })

  it('cannot be deleted', async () => {
    await write()
    await expect(sql`delete from events where ticket_id = ${ticketId}`.execute(db)).rejects.toMatchObject({
      code: 'GS001',
    })
  })

  it.each([
    ['name', `name = 'ticketClosed'`],
    ['actor', 'actor_id = null'],
    ['time', `at = now() - interval '1 day'`],
    ['data', `data = '{}'`],
    ['ticket', 'ticket_id = null'],
  ])('keep their %s', async (_, change) => {
    const id = await write()
    await expect(
      sql`update events set ${sql.raw(change)} where id = ${id}`.execute(db),
    ).rejects.toMatchObject({ code: 'GS001' })
  })

  it('are passed on once: the mark cannot be taken away, moved or used to hide a change', async () => {
    const id = await write()
    const set = (change: string) => sql`update events set ${sql.raw(change)} where id = ${id}`.execute(db)
    await expect(set(`relayed_at = now(), data = '{}'`)).rejects.toMatchObject({ code: 'GS001' })
    await set('relayed_at = now()')
    await expect(set('relayed_at = null')).rejects.toMatchObject({ code: 'GS001' })
    await expect(set('relayed_at = now()')).rejects.toMatchObject({ code: 'GS001' })
  })
})

describe('issued papers', () => {
  const issue = () =>
    db.transaction().execute((tx) =>
      issueDocument(tx, {
        type: 'BAST',
        ticketId,
        organisation: 'GSS',
        snapshot: () => ({ workDone: 'Cuci AC' }),
        validFrom: new Date(),
        at: new Date(),
      }),
    )
  const set = (id: string, change: string) =>
    sql`update documents set ${sql.raw(change)} where id = ${id}`.execute(db)

  it('cannot be deleted', async () => {
    const { id } = await issue()
    await expect(sql`delete from documents where id = ${id}`.execute(db)).rejects.toMatchObject({
      code: 'GS003',
    })
  })

  it.each([
    `number = '999/BAST/GSS/I/2026'`,
    'seq = seq + 1000',
    `token = 'another-token-of-somebody'`,
    `snapshot = '{"workDone":"Ganti unit"}'`,
    `issued_at = now() - interval '1 day'`,
    `valid_from = now() - interval '1 day'`,
    `valid_until = now() + interval '1 year'`,
    'technician_id = null, assignment_id = null, valid_until = now()',
  ])('are never edited: %s', async (change) => {
    const { id } = await issue()
    await expect(set(id, change)).rejects.toMatchObject({ code: 'GS003' })
  })

  it('are printed once', async () => {
    const { id } = await issue()
    const file = async (sha256: string) =>
      (
        await sql<{ id: string }>`insert into files (storage_key, name, mime, size, sha256)
          values (${`k${Math.random()}`}, 'x.pdf', 'application/pdf', 1, ${sha256}) returning id`.execute(db)
      ).rows[0]?.id
    await set(id, `file_id = '${await file('aa')}', sha256 = 'aa'`)
    await expect(set(id, `file_id = '${await file('bb')}'`)).rejects.toMatchObject({ code: 'GS003' })
    await expect(set(id, `sha256 = 'bb'`)).rejects.toMatchObject({ code: 'GS003' })
  })

  it('are taken back once, with a reason that stays', async () => {
    const { id } = await issue()
    await set(id, `revoked_at = now(), revoke_reason = 'Salah orang'`)
    await expect(set(id, 'revoked_at = null')).rejects.toMatchObject({ code: 'GS003' })
    await expect(set(id, `revoke_reason = 'lain'`)).rejects.toMatchObject({ code: 'GS003' })
  })
})

describe('seats', () => {
  const seat = (technician: Staff, number: number, ticket = ticketId) =>
    sql`insert into assignments (ticket_id, technician_id, seat, during)
      select id, ${technician.id}, ${number}, tstzrange(scheduled_start, scheduled_end) from tickets where id = ${ticket}`.execute(
      db,
    )

  it('never exceed the quota', async () => {
    await expect(seat(andi!, 3)).rejects.toMatchObject({ code: 'GS002' })
  })

  it('hold one technician each', async () => {
    await takeSeat(pool, andi!, ticketId)
    await expect(seat(budi!, 1)).rejects.toMatchObject({ constraint: 'assignments_one_per_seat' })
  })

  it('are one per technician: he cannot be at two places at once', async () => {
    await takeSeat(pool, andi!, ticketId)
    await expect(seat(andi!, 2)).rejects.toMatchObject({ code: expect.stringMatching(/^23(505|P01)$/) })
    const elsewhere = await insertTicketApart(db, cs, customerId)
    await sql`update tickets set scheduled_start = t.scheduled_start, scheduled_end = t.scheduled_end
      from tickets t where tickets.id = ${elsewhere.id} and t.id = ${ticketId}`.execute(db)
    await expect(seat(andi!, 1, elsewhere.id)).rejects.toMatchObject({ code: '23P01' })
  })

  it('all taken is what Assigned means', async () => {
    await expect(
      sql`update tickets set state = 'ASSIGNED' where id = ${ticketId}`.execute(db),
    ).rejects.toMatchObject({ code: '23514' })
  })

  it('ended ones say why', async () => {
    const id = await takeSeat(pool, andi!, ticketId)
    await expect(
      sql`update assignments set ended_at = now() where id = ${id}`.execute(db),
    ).rejects.toMatchObject({ code: '23514' })
  })
})

describe('tickets', () => {
  it('have no state of somebody’s own invention, and no cancellation without a reason', async () => {
    const set = (state: string) => sql`update tickets set state = ${state} where id = ${ticketId}`.execute(db)
    await expect(set('PAUSED')).rejects.toMatchObject({ code: '23514' })
    await expect(set('CANCELLED')).rejects.toMatchObject({ code: '23514' })
  })
})
