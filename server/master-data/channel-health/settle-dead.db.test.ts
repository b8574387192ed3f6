import { beforeEach, expect, it } from 'vitest'
import { failUpdate, keepUpdates, settleUpdate, takeUpdates } from '../../platform/inbound.ts'
import { insertStaff } from '../../testing/people.ts'
import { testDatabase } from '../../testing/index.ts'
import { tellDeadUpdate } from './raise-trouble.ts'
import { listDeadUpdateRows, listOpenTroubles } from './reads.ts'
import { dismissUpdate, forgetUpdates, readAgain } from './settle-dead.ts'

const { db } = await testDatabase()
const admin = await insertStaff(db, 'admin', 'Adi')

beforeEach(async () => {
  await db.deleteFrom('inboundUpdates').execute()
  await db.deleteFrom('channelTroubles').execute()
})

const keep = (...ids: string[]) =>
  keepUpdates(
    db,
    'whatsapp',
    ids.map((externalId) => ({ externalId, sender: 'x', payload: { text: externalId } })),
  )
/** Fails an update until it is given up. */
async function die(externalId: string): Promise<number> {
  await keep(externalId)
  for (;;) {
    const [taken] = await takeUpdates(db, 'whatsapp', 1, 0)
    if (!taken) throw new Error('nothing to take')
    if (await failUpdate(db, taken, new TypeError('no such field'))) {
      await tellDeadUpdate(db, 'whatsapp', 'TypeError: no such field')
      return taken.id
    }
    await db
      .updateTable('inboundUpdates')
      .set({ dueAt: new Date(Date.now() - 1000) })
      .execute()
  }
}
const again = (id: number) => db.transaction().execute((tx) => readAgain(tx, id))
const dismiss = (id: number) => db.transaction().execute((tx) => dismissUpdate(tx, admin, id))
const listed = async () => (await listDeadUpdateRows(db, { limit: 20 })).items
const troubles = async () => (await listOpenTroubles(db, 'id')).items

it('shows what nobody could read, with its reason and original', async () => {
  const id = await die('a')
  expect(await listed()).toMatchObject([
    { id, channel: 'whatsapp', reason: 'TypeError: no such field', payload: '{\n    "text": "a"\n}' },
  ])
  expect(await troubles()).toMatchObject([{ kind: 'inbound', detail: 'TypeError: no such field' }])
})

it('is read once more, and comes back at once when that fails', async () => {
  const id = await die('a')
  await again(id)
  expect([await listed(), await troubles()]).toEqual([[], []])
  const [taken] = await takeUpdates(db, 'whatsapp', 1, 0)
  expect(taken).toMatchObject({ id })
  if (taken) expect(await failUpdate(db, taken, new Error('still'))).toBe(true)
  expect(await listed()).toMatchObject([{ id, reason: 'Error: still' }])

  await again(id)
  const [second] = await takeUpdates(db, 'whatsapp', 1, 0)
  if (second) await settleUpdate(db, second)
  expect(await listed()).toEqual([])
  await expect(again(id)).rejects.toMatchObject({ status: 404 })
})

it('dismissed, it is out of sight; the trouble ends with the last one', async () => {
  const [first, second] = [await die('a'), await die('b')]
  await dismiss(first)
  expect(await troubles()).toHaveLength(1)
  await dismiss(second)
  expect([await listed(), await troubles()]).toEqual([[], []])
  await expect(dismiss(first)).rejects.toMatchObject({ status: 404 })
  await expect(again(first)).rejects.toMatchObject({ status: 404 })
  expect(await takeUpdates(db, 'whatsapp', 5, 5)).toEqual([])
})

it('forgets what was read or dismissed long ago, and nothing else', async () => {
  const day = (days: number) => new Date(Date.now() - days * 86_400_000)
  const [waiting, dismissed, fresh] = [await die('waiting'), await die('dismissed'), await die('fresh')]
  await dismiss(dismissed)
  await dismiss(fresh)
  await keep('read', 'recent', 'open')
  const set = (externalId: string, values: object) =>
    db.updateTable('inboundUpdates').set(values).where('externalId', '=', externalId).execute()
  await db
    .updateTable('inboundUpdates')
    .set({ receivedAt: day(31) })
    .execute()
  await set('dismissed', { dismissedAt: day(31) })
  await set('read', { processedAt: day(31) })
  await set('recent', { processedAt: day(29), receivedAt: day(29) })
  expect(await forgetUpdates(db)).toBe(2)
  const left = await db.selectFrom('inboundUpdates').select('externalId').orderBy('externalId').execute()
  expect(left.map((row) => row.externalId)).toEqual(['fresh', 'open', 'recent', 'waiting'])
  expect((await listed()).map(({ id }) => id)).toEqual([waiting])
})
