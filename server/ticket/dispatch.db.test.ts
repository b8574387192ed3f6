import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { openLog } from '../platform/log.ts'
import { testDatabase } from '../testing/index.ts'
import { eventsOf, insertTicketApart } from '../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { relayEvents, startRelay } from './dispatch.ts'
import type { Notices, Reactions } from './notices.ts'
import { recordEvent } from './record-event.ts'

const { db } = await testDatabase()
const log = openLog('silent')
let cs: Staff
let ticketId: string
let customerId: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  customerId = await insertCustomer(db)
  ticketId = (await insertTicketApart(db, cs, customerId)).id
})
beforeEach(async () => {
  await relay()
  await sql`delete from outbox`.execute(db)
  await sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`.execute(db)
})

const silent = new Proxy({}, { get: () => [] }) as Notices
const hears = (notices: Partial<Notices>): Notices =>
  new Proxy(notices, { get: (all, name) => all[name as keyof Notices] ?? [] }) as Notices
const relay = (notices = silent, reactions: Reactions = {}, limit?: number) =>
  relayEvents(db, notices, reactions, log, limit)

const happen = (fields = ['title']) =>
  recordEvent(db, { name: 'ticketChanged', actor: cs, ticketId, customerId, data: { fields } })
const waiting = async () => await db.selectFrom('outbox').selectAll().orderBy('id').execute()
const tasks = async () =>
  (
    await sql<{
      taskIdentifier: string
      key: string
    }>`select task_identifier, key from graphile_worker.jobs order by id`.execute(db)
  ).rows

const tellAuthor = hears({
  ticketChanged: [
    async (event) => [
      {
        channel: 'telegram',
        to: cs.id,
        intent: 'notice',
        params: { ticketId: event.ticketId, by: event.actor.id },
      },
    ],
  ],
})

describe('the relay', () => {
  it('turns an event into messages and tasks, exactly once', async () => {
    const id = await happen()
    expect(await relay(tellAuthor, { ticketChanged: ['printSomething'] })).toBe(1)
    expect(await relay(tellAuthor, { ticketChanged: ['printSomething'] })).toBe(0)
    expect(await waiting()).toMatchObject([
      { recipientId: cs.id, eventId: id, params: { ticketId, by: cs.id }, status: 'NEW' },
    ])
    expect(await tasks()).toEqual([{ taskIdentifier: 'printSomething', key: `printSomething:${id}` }])
  })

  it('does so also when two nodes take events at the same instant', async () => {
    for (let index = 0; index < 12; index += 1) await happen()
    const counts = await Promise.all([
      relay(tellAuthor, {}, 5),
      relay(tellAuthor, {}, 5),
      relay(tellAuthor, {}, 5),
    ])
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(12)
    expect(await waiting()).toHaveLength(12)
  })

  it('tells nobody of what was rolled back', async () => {
    await db
      .transaction()
      .execute(async (tx) => {
        await recordEvent(tx, { name: 'ticketChanged', actor: cs, ticketId, data: { fields: ['title'] } })
        throw new Error('no')
      })
      .catch(() => undefined)
    expect(await relay(tellAuthor)).toBe(0)
  })

  it('passes on the others when one notice cannot be made', async () => {
    await happen(['broken'])
    await happen()
    const notices = hears({
      ticketChanged: [
        async (event) => {
          if (event.data.fields.includes('broken')) throw new Error('no such customer')
          return [{ channel: 'telegram', to: cs.id, intent: 'notice' }]
        },
      ],
    })
    expect(await relay(notices)).toBe(2)
    expect(await waiting()).toHaveLength(1)
  })

  it('survives a notice that spoils the transaction', async () => {
    await happen(['broken'])
    await happen()
    const notices = hears({
      ticketChanged: [
        async (event, look) => {
          if (event.data.fields.includes('broken')) await sql`select 1 / 0`.execute(look)
          return [{ channel: 'telegram', to: cs.id, intent: 'notice' }]
        },
      ],
    })
    expect(await relay(notices)).toBe(2)
    expect(await waiting()).toHaveLength(1)
  })

  it('leaves nothing behind when it is started and stopped', async () => {
    await happen()
    const running = startRelay({ db, notices: tellAuthor, reactions: {}, log })
    running.wake()
    await running.stop()
    expect(await relay()).toBe(0)
    expect((await eventsOf(db, ticketId)).length).toBeGreaterThan(0)
    expect(await waiting()).toHaveLength(1)
  })
})
