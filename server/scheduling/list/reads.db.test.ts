import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { testDatabase } from '../../testing/index.ts'
import { takeSeat } from '../../testing/jobs.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { countTicketCards, listTicketCards } from './reads.ts'

const { db, pool } = await testDatabase()
const HOUR = 3_600_000
const people = {} as Record<'citra' | 'budi', Staff>
beforeAll(async () => {
  people.citra = await insertStaff(db, 'cs', 'Citra')
  people.budi = await insertStaff(db, 'technician', 'Budi')
})

describe('filters of the list', () => {
  it('narrow list and counts alike', async () => {
    const whose = await insertCustomer(db)
    const at = (hours: number) => ({ start: new Date(Date.now() + hours * HOUR) })
    const titled = async (title: string, fields: object) =>
      (await insertOpenTicket(db, people.citra, whose, { title, ...fields })).id
    const late = await titled('Terlambat', { ...at(-2), area: 'Bandung Utara' })
    const soon = await titled('Berikutnya', { ...at(2000), requiredSkills: ['AC'] })
    const urgent = await titled('Penting', at(1990))
    await pool.query(`update tickets set priority = 'URGENT' where id = $1`, [urgent])
    await takeSeat(pool, people.budi, urgent)
    const found = async (query: object) => {
      const given = { customerId: whose, ...query }
      const list = await listTicketCards(db, people.citra, { limit: 10, sort: 'schedule', ...given })
      const counts = await countTicketCards(db, people.citra, given)
      return [list.items.map(({ id }) => id), counts.OPEN + counts.ASSIGNED]
    }
    expect(await found({})).toEqual([[late, urgent, soon], 3])
    expect(await found({ late: true })).toEqual([[late], 1])
    expect(await found({ late: false })).toEqual([[urgent, soon], 2])
    expect(await found({ area: 'bandung utara' })).toEqual([[late], 1])
    expect(await found({ skill: 'AC' })).toEqual([[soon], 1])
    expect(await found({ priority: 'urgent,HIGH' })).toEqual([[urgent], 1])
    expect(await found({ technicianId: people.budi.id })).toEqual([[urgent], 1])
    const today = new Date(Date.now() + 7 * HOUR).toISOString().slice(0, 10)
    expect(await found({ to: today })).toEqual([[late], 1])
    expect(await found({ from: today, q: 'berikut' })).toEqual([[soon], 1])
    await expect(found({ priority: 'SOON' })).rejects.toMatchObject({ fields: [{ path: 'priority' }] })
    await expect(found({ from: '2026-02-02', to: '2026-02-01' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
  })

  it('keep their place from page to page by schedule', async () => {
    const first = await listTicketCards(db, people.citra, { limit: 2, sort: 'schedule' })
    const rest = await listTicketCards(db, people.citra, {
      limit: 100,
      sort: 'schedule',
      ...(first.nextCursor && { cursor: first.nextCursor }),
    })
    const starts = [...first.items, ...rest.items].map(({ scheduledStart }) => scheduledStart as string)
    expect(starts).toEqual(starts.toSorted())
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(starts.length)
  })
})
