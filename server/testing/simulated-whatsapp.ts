import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** What the simulator knows when it is told nothing else, as the channel's configuration. */
export const ACCOUNT = {
  apiVersion: 'v26.0',
  accessToken: 'rehearsal-whatsapp-token',
  phoneNumberId: '106540352242922',
  businessAccountId: '102290129340398',
  appSecret: 'rehearsal-app-secret',
  verifyToken: 'rehearsal-verify-token',
} as const

export type PhoneMessage = {
  id: string
  from: 'person' | 'business'
  text: string
  status: string
  replyTo?: string
  body: { type: string; [part: string]: unknown }
}
export type Call = { path: string; body: Record<string, unknown>; status: number; answer: unknown }

const WAIT_MS = 20_000
/** For `expect.poll`: a busy machine is slow, not wrong. */
export const soon = { timeout: WAIT_MS }

/**
 * The fake WhatsApp of the rehearsal as a process of its own, on a free port, for one test file: the channel speaks
 * HTTP to it as to the real one; the returned functions are what people do on their phones.
 */
export async function simulatedWhatsApp() {
  const file = join(import.meta.dirname, '../../simulator/whatsapp/main.ts')
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, SIM_PORT: '0', SIM_HOST: '127.0.0.1', SIM_STATE_DIR: '', SIM_WEBHOOK_URL: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the simulator ended with ${code}`)))
    createInterface({ input: child.stdout }).once('line', (line) =>
      resolve((JSON.parse(line) as { port: number }).port),
    )
  })
  afterAll(() => child.kill('SIGTERM'))
  const url = `http://127.0.0.1:${port}`

  async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${url}/_sim${path}`, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const messages = async (person: string, query: Record<string, string>) =>
    (
      await control<{ messages: PhoneMessage[] }>(
        'GET',
        `/people/${person}/messages?${new URLSearchParams({ from: 'business', ...query })}`,
      )
    ).messages

  return {
    url,
    control,
    /** A phone of its own for a test. */
    async person(fields: { name?: string; username?: string; hidesNumber?: boolean } = {}) {
      const { person } = await control<{ person: { id: string; phone: string; userId: string } }>(
        'POST',
        '/people',
        { name: 'Ratna Dewi', ...fields },
      )
      return person
    },
    change: (person: string, fields: object) => control('PATCH', `/people/${person}`, fields),
    /** The person does something; resolves when the webhook was tried once. */
    async act(person: string, what: object): Promise<PhoneMessage> {
      const done = await control<{ messages: PhoneMessage[] }>('POST', `/people/${person}/messages`, what)
      return done.messages[0] as PhoneMessage
    },
    says(person: string, text: string): Promise<PhoneMessage> {
      return this.act(person, { type: 'text', text })
    },
    /** What the business wrote to this person so far. */
    chat: (person: string) => messages(person, {}),
    /** Waits until the business has written something that contains this. */
    async hears(person: string, contains: string): Promise<PhoneMessage> {
      const found = (await messages(person, { contains, wait: String(WAIT_MS) })).at(-1)
      if (!found) throw new Error(`${person} never heard "${contains}"`)
      return found
    },
    faults: (change: object) => control('PATCH', '/faults', change),
    calm: () => control('PATCH', '/faults', { preset: 'calm' }),
    /** Calls that the channel has made. */
    async calls(path: string): Promise<Call[]> {
      const { calls } = await control<{ calls: Call[] }>('GET', '/calls?limit=5000')
      return calls.filter((call) => call.path.includes(path))
    },
    /** Waits until every webhook is delivered. */
    idle: () => control('GET', `/idle?wait=${WAIT_MS}`),
    stop: () => child.kill('SIGTERM'),
  }
}

export type SimulatedWhatsApp = Awaited<ReturnType<typeof simulatedWhatsApp>>
