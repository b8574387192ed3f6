import { expect, it } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import { openStore } from './inbound-store.ts'

const { db, pool } = await testDatabase()
const update = (externalId: string, payload: unknown = {}) => ({ externalId, sender: 'a', payload })
const kept = async (channel: string) =>
  (
    await db
      .selectFrom('inboundUpdates')
      .select('externalId')
      .where('channel', '=', channel)
      .orderBy('id')
      .execute()
  ).map((row) => row.externalId)

it('has stored what it says it has, however many call at once, in the order of their calls', async () => {
  const store = openStore(db, 'rush')
  const names = Array.from({ length: 200 }, (_, i) => `u${i}`)
  await Promise.all(
    names.map(async (name) => {
      await store.keep([update(name)])
      expect(await kept('rush')).toContain(name)
    }),
  )
  expect(await kept('rush')).toEqual(names)
})

it('fails the call whose updates cannot be stored, and no other', async () => {
  const store = openStore(db, 'bad')
  const answers = await Promise.allSettled([
    store.keep([update('first')]),
    store.keep([update('good')]),
    // no external id: the table refuses it
    store.keep([update(null as unknown as string)]),
    store.keep([update('good too')]),
  ])
  expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(await kept('bad')).toEqual(['first', 'good', 'good too'])
})

it('stores the same updates on many nodes at once, each once and without an error', async () => {
  const names = Array.from({ length: 60 }, (_, i) => `n${i}`)
  const nodes = [openStore(db, 'nodes'), openStore(db, 'nodes'), openStore(db, 'nodes')]
  for (let round = 0; round < 10; round++)
    await Promise.all(
      nodes.map((node, i) =>
        node.keep((i % 2 ? names.toReversed() : names).map((name) => update(`${round}${name}`))),
      ),
    )
  expect(new Set(await kept('nodes')).size).toBe(600)
  expect(await kept('nodes')).toHaveLength(600)
})

it('is calm when nothing is being stored, and after a moment in any case', async () => {
  const store = openStore(db, 'calm')
  await store.calm()
  const client = await pool.connect()
  await client.query('begin')
  await client.query('lock table inbound_updates in share mode')
  const stored = store.keep([update('late')])
  await store.calm()
  expect(await kept('other')).toEqual([])
  await client.query('commit')
  client.release()
  await stored
  expect(await kept('calm')).toEqual(['late'])
})

it('lets readers through one at a time while more and more comes in, and all of them once it is calm', async () => {
  const store = openStore(db, 'storm')
  let through = 0
  const readers = Array.from({ length: 10 }, () => store.calm().then(() => (through += 1)))
  const storm = performance.now()
  for (let n = 0; performance.now() - storm < 200; n++) {
    await store.keep([update(`storm${n}`)])
    // two storms' worth of patience later, not everybody has gone ahead
    if (performance.now() - storm < 150) expect(through).toBeLessThan(6)
  }
  await Promise.all(readers)
  expect(through).toBe(10)
})
