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
const http = await testHttp((app) =>
  registerLive<Change>(app, bus, (role, change) => {
    asked.push(role)
    if (role !== 'technician') return change
    return change.name === 'secret' ? null : { ...change, customerId: null }
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
  void (async () => {
    for await (const part of answer.body ?? []) heard += Buffer.from(part).toString()
  })().catch(() => undefined)
  await expect.poll(() => heard).toContain('event: hello')
  return { heard: () => heard, close: () => stop.abort() }
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
