import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type pg from 'pg'
import type { Log } from '../../platform/log.ts'
import { forLog, readApiError } from './api-errors.ts'

/** What the bot is told of; kept by Telegram until said otherwise, so it is said each time. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const

const LONG_POLL_SECONDS = 25
const LONGEST_PAUSE_MS = 30_000
/** How often a node that does not poll looks whether the one that does is gone. */
const LOOK_AGAIN_MS = 5000
// any fixed number; the lock is the bot's ear, and two ears on one bot throw each other out (409)
const LOCK = 7_210_416_653

type Options = {
  api: Api
  pool: pg.Pool
  log: Log
  /** keeps updates durably; only then Telegram is told that they arrived */
  keep: (updates: Update[]) => Promise<void>
  lookAgainMs?: number
}

/** Long polling on exactly one node: the one that holds the lock. Others take over when it is gone. */
export function startPolling(options: Options): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const running = (async () => {
    while (!signal.aborted) {
      try {
        await whileLocked(options.pool, signal, (lost) => pollUntil(options, AbortSignal.any([signal, lost])))
      } catch (error) {
        options.log.warn({ err: forLog(error) }, 'polling was interrupted')
      }
      await pause(options.lookAgainMs ?? LOOK_AGAIN_MS, signal)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Does the work while this connection holds the lock; the lock falls with the connection, whatever happens to us. */
async function whileLocked(
  pool: pg.Pool,
  signal: AbortSignal,
  work: (lost: AbortSignal) => Promise<void>,
): Promise<void> {
  const client = await pool.connect()
  const lost = new AbortController()
  const onError = () => lost.abort()
  client.on('error', onError)
  let clean = false
  try {
    const got = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK])
    clean = got.rows[0]?.got === false
    if (!clean && !signal.aborted) await work(lost.signal)
  } finally {
    client.off('error', onError)
    // closing the connection gives the lock back even when a query could not
    client.release(!clean)
  }
}

async function pollUntil(options: Options, signal: AbortSignal): Promise<void> {
  let offset = 0
  let failures = 0
  let webhookGone = false
  while (!signal.aborted) {
    try {
      // a webhook that is still set makes every poll fail; what waits there stays
      if (!webhookGone) webhookGone = await options.api.deleteWebhook()
      const updates = await options.api.getUpdates(
        { offset, timeout: LONG_POLL_SECONDS, limit: 100, allowed_updates: ALLOWED_UPDATES },
        signal as never,
      )
      if (updates.length > 0) await options.keep(updates)
      // asking with the next number is what tells Telegram that these arrived
      offset = (updates.at(-1)?.update_id ?? offset - 1) + 1
      failures = 0
    } catch (error) {
      if (signal.aborted) return
      failures += 1
      webhookGone = false
      await pause(pauseAfter(error, failures, options.log), signal)
    }
  }
}

function pauseAfter(error: unknown, failures: number, log: Log): number {
  const growing = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** Math.min(failures, 10))
  try {
    const problem = readApiError(error)
    if (problem.kind === 'flood') return problem.seconds * 1000
    if (problem.kind === 'revoked') log.error('the bot token is not valid; check TELEGRAM_BOT_TOKEN')
    else log.warn({ problem: problem.kind }, 'Telegram could not be polled')
  } catch {
    log.error({ err: forLog(error) }, 'updates could not be kept')
  }
  return growing
}

const pause = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => undefined)
