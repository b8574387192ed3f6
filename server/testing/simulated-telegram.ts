import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll } from 'vitest'

/** The bot's token that the simulator knows when it is told none. */
export const BOT_TOKEN = '7000000000:rehearsal-telegram-token'
export const BOT_USERNAME = 'gss_rehearsal_bot'
/** Demo people of the simulator by what they do; the last one has not pressed Start. */
export const PHONE = { cs: 700000011, sales: 700000021, ts: 700000101, newcomer: 700000109 } as const

export type Button = { text: string; callback_data?: string; url?: string }
export type ChatMessage = {
  id: number
  from: 'person' | 'bot'
  text: string
  edits: number
  wire: { text: string; entities?: { type: string }[]; reply_markup?: { inline_keyboard: Button[][] } }
}
export type Call = { path: string; body: Record<string, unknown>; status: number; problems?: string[] }

/** What is wrong with calls by the specification of the Bot API, as the simulator found it. */
export const callProblems = (calls: readonly Call[]): string[] =>
  calls.flatMap((call) => call.problems ?? [`${call.path} was not checked`])
type Callback = { answered: boolean; text?: string; showAlert?: boolean }

const WAIT_MS = 20_000
/** For `expect.poll`: a busy machine is slow, not wrong. */
export const soon = { timeout: WAIT_MS }

/**
 * The fake Telegram of the rehearsal as a process of its own, on a free port, for one test file: the bot speaks HTTP
 * to it as to the real one; the returned functions are what people do on their phones.
 */
export async function simulatedTelegram() {
  const file = join(import.meta.dirname, '../../simulator/telegram/main.ts')
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, SIM_PORT: '0', SIM_HOST: '127.0.0.1', SIM_STATE_DIR: '' },
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
  const act = (person: number, what: object) =>
    control<{ callback?: Callback; url?: string; messages?: ChatMessage[] }>(
      'POST',
      `/people/${person}/messages?wait=${WAIT_MS}`,
      what,
    )

  return {
    url,
    control,
    act,
    says: (person: number, text: string) => act(person, { type: 'text', text }),
    async press(person: number, messageId: number, button: string): Promise<Callback> {
      const { callback } = await act(person, { type: 'press', messageId, button })
      if (!callback?.answered) throw new Error(`nobody answered the press on ${button}`)
      return callback
    },
    /** What the bot wrote to this person so far. */
    async chat(person: number): Promise<ChatMessage[]> {
      const { messages } = await control<{ messages: ChatMessage[] }>(
        'GET',
        `/people/${person}/messages?from=bot`,
      )
      return messages
    },
    /** Waits until the bot has written (or edited) something that contains this. */
    async hears(person: number, contains: string): Promise<ChatMessage> {
      const query = new URLSearchParams({ from: 'bot', contains, by: 'rev', wait: String(WAIT_MS) })
      const { messages } = await control<{ messages: ChatMessage[] }>(
        'GET',
        `/people/${person}/messages?${query}`,
      )
      const found = messages.at(-1)
      if (!found) throw new Error(`${person} never heard "${contains}"`)
      return found
    },
    faults: (change: object) => control('PATCH', '/faults', change),
    /** Calls that the bot has made, getUpdates left out. */
    async calls(method?: string): Promise<Call[]> {
      const { calls } = await control<{ calls: Call[] }>('GET', '/calls?limit=5000')
      return method ? calls.filter((call) => call.path === `/${method}`) : calls
    },
    reset: () => control('POST', '/reset'),
    stop: () => child.kill('SIGTERM'),
  }
}

/** Looks again until there is something, for as long as a test may wait. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + WAIT_MS
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > end) throw new Error('waited in vain')
    await sleep(20)
  }
}

export type SimulatedTelegram = Awaited<ReturnType<typeof simulatedTelegram>>
export const buttonsOf = (message: ChatMessage): Button[] =>
  message.wire.reply_markup?.inline_keyboard.flat() ?? []
