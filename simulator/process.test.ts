import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask } from './testing/ask.ts'

let folder: string
let children: ChildProcess[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'))
  children = []
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

type Started = { child: ChildProcess; url: string; code: Promise<number | null> }

function launch(vendor: string, env: Record<string, string> = {}): ChildProcess {
  const file = fileURLToPath(new URL(`./${vendor}/main.ts`, import.meta.url))
  const child = spawn(process.execPath, [file], {
    env: { PATH: process.env.PATH, SIM_PORT: '0', SIM_STATE_DIR: folder, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  children.push(child)
  return child
}

async function start(vendor: string, env?: Record<string, string>): Promise<Started> {
  const child = launch(vendor, env)
  const code = once(child, 'exit').then(([value]) => value as number | null)
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string]
  const ready = JSON.parse(line) as { ready: boolean; port: number }
  expect(ready.ready).toBe(true)
  return { child, url: `http://127.0.0.1:${ready.port}`, code }
}

const texts = async (url: string, person: string) =>
  (await ask<{ messages: { text: string }[] }>(`${url}/_sim/people/${person}/messages`)).body.messages.map(
    (one) => one.text,
  )

test.each(['whatsapp', 'telegram'])('%s refuses to run in production', async (vendor) => {
  const child = launch(vendor, { NODE_ENV: 'production' })
  const [code] = (await once(child, 'exit')) as [number]
  expect(code).toBe(1)
})

test.each([
  ['whatsapp', 'c1'],
  ['telegram', '700000101'],
])('%s keeps its chats over a restart and leaves when its parent does', async (vendor, person) => {
  const first = await start(vendor)
  await ask(`${first.url}/_sim/people/${person}/messages`, { type: 'text', text: 'sebelum' })
  first.child.stdin!.end()
  expect(await first.code).toBe(0)
  const second = await start(vendor)
  expect(await texts(second.url, person)).toEqual(['sebelum'])
  await ask(`${second.url}/_sim/people/${person}/messages`, { type: 'text', text: 'sesudah' })
  expect(await texts(second.url, person)).toEqual(['sebelum', 'sesudah'])
  second.child.kill('SIGTERM')
  expect(await second.code).toBe(0)
})

test('updates that the bot has not confirmed survive a restart', async () => {
  const first = await start('telegram')
  await ask(`${first.url}/_sim/people/700000101/messages`, { type: 'text', text: 'belum dibaca' })
  first.child.kill('SIGTERM')
  await first.code
  const second = await start('telegram')
  const { body } = await ask<{ result: unknown[] }>(
    `${second.url}/bot7000000000:rehearsal-telegram-token/getUpdates`,
  )
  expect(body.result).toMatchObject([{ message: { text: 'belum dibaca' } }])
})

test('people from the environment have phones; others cannot be reached from a foreign page', async () => {
  const staff = JSON.stringify([{ id: 700000300, firstName: 'Joko', started: true }])
  const { url } = await start('telegram', { SIM_STAFF: staff })
  expect(
    (await ask<{ person: { firstName: string } }>(`${url}/_sim/people/700000300`)).body.person.firstName,
  ).toBe('Joko')
  const foreign = await fetch(`${url}/_sim/people`, { headers: { origin: 'https://jahat.example' } })
  expect(foreign.status).toBe(403)
  const near = await fetch(`${url}/_sim/people`, { headers: { origin: 'http://localhost:8081' } })
  expect(near.headers.get('access-control-allow-origin')).toBe('http://localhost:8081')
})
