import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { testHttp } from '../../testing/http.ts'
import type { Staff } from '../actor.ts'
import type { Bus } from '../bus.ts'
import { registerLive } from './live.ts'

type Change = { id: number; name: string; customerId: string | null }

let tell: (payload: string) => void = () => undefined
const bus = { on: (_: string, listener: typeof tell) => ((tell = listener), () => true) } as unknown as Bus
const asked: string[] = []
const people: Record<string, Staff> = Object.fromEntries(
  (['cs', 'technician'] as const).map((role) => [role, { kind: 'staff', id: role, name: role, role }]),
)
const letIn = new Set(Object.keys(people))
let failing = false
const http = await testHttp((app) =>
  registerLive<Change>(app, bus, {
    visible: (role, change) => {
      asked.push(role)
      if (role !== 'technician') return change
      return change.name === 'secret' ? null : { ...change, customerId: null }
    },
    endsSessions: (change) => change.name === 'staffChanged',
    whoIs: async (headers) => {
      if (failing) throw new Error('the database is away')
      const who = String(headers['x-person'])
      return letIn.has(who) ? (people[who] ?? null) : null
    },
  }),
)
// makes both known to the test's sign-in
for (const person of Object.values(people)) await http.call(person, 'GET', '/nowhere')
await http.app.listen({ port: 0, host: '127.0.0.1' })
const { port } = http.app.server.address() as AddressInfo

/** An open screen. @returns everything it heard so far */
async function screen(who: string) {
  const stop = new AbortController()
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/events`, {
    headers: { accept: 'text/event-stream', 'x-person': who },
    signal: stop.signal,
  })
  let heard = ''
  let ended = false
  void (async () => {
    for await (const part of answer.body ?? []) heard += Buffer.from(part).toString()
    ended = true
  })().catch(() => undefined)
  await expect.poll(() => heard).toContain('event: hello')
  return { heard: () => heard, ended: () => ended, headers: answer.headers, close: () => stop.abort() }
}
const changes = (heard: string) => [...heard.matchAll(/^data: (\{"id".*)$/gm)].map((line) => line[1])

it('tells each screen its part, worked out and written once for all of a role', async () => {
  const [first, second, technician] = [await screen('cs'), await screen('cs'), await screen('technician')]
  asked.length = 0
  tell(
    JSON.stringify([
      { id: 1, name: 'secret', customerId: 'c' },
      { id: 2, name: 'open', customerId: 'c' },
    ]),
  )
  const all = ['{"id":1,"name":"secret","customerId":"c"}', '{"id":2,"name":"open","customerId":"c"}']
  await expect.poll(() => changes(first.heard())).toEqual(all)
  await expect.poll(() => changes(second.heard())).toEqual(all)
  await expect.poll(() => changes(technician.heard())).toEqual(['{"id":2,"name":"open","customerId":null}'])
  expect(first.heard()).toContain('id: 2\nevent: change\ndata: {')
  expect(asked.toSorted()).toEqual(['cs', 'cs', 'technician', 'technician'])

  second.close()
  technician.close()
  await expect
    .poll(() => {
      tell(JSON.stringify([{ id: 3, name: 'late', customerId: null }]))
      return changes(first.heard()).length
    })
    .toBeGreaterThan(2)
  expect(changes(second.heard())).toEqual(all)
  first.close()
})

it('is a stream that no cache or proxy holds back, with the safety headers of every answer', async () => {
  const { headers, close } = await screen('cs')
  expect(headers.get('content-type')).toContain('text/event-stream')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('x-accel-buffering')).toBe('no')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  close()
})

it('nobody without a session, and the screens of somebody whose session was ended are closed at once', async () => {
  expect((await fetch(`http://127.0.0.1:${port}/api/v1/events`)).status).toBe(401)
  const [stays, goes] = [await screen('cs'), await screen('technician')]
  letIn.delete('technician')
  tell(JSON.stringify([{ id: 4, name: 'staffChanged', customerId: null }]))
  await expect.poll(goes.ended).toBe(true)
  tell(JSON.stringify([{ id: 5, name: 'open', customerId: null }]))
  await expect.poll(() => changes(stays.heard()).length).toBe(2)
  expect([stays.ended(), goes.heard().includes('id: 5')]).toEqual([false, false])
  stays.close()
})

it('what happens while a screen is being closed, or when nobody can say who it is, harms nothing', async () => {
  letIn.add('technician')
  const [stays, goes] = [await screen('cs'), await screen('technician')]
  failing = true
  tell(JSON.stringify([{ id: 6, name: 'staffChanged', customerId: null }]))
  for (let id = 7; id < 12; id++) {
    await Promise.resolve()
    tell(JSON.stringify([{ id, name: 'open', customerId: null }]))
  }
  await expect.poll(() => [stays.ended(), goes.ended()]).toEqual([true, true])
  failing = false
  const back = await screen('cs')
  tell(JSON.stringify([{ id: 12, name: 'open', customerId: null }]))
  await expect.poll(() => changes(back.heard()).length).toBe(1)
  back.close()
})
