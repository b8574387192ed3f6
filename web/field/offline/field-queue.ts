import { useSyncExternalStore } from 'react'
import { newKey } from '../../shared/api/client.ts'
import { Queue, type QueueView } from './queue.ts'
import type { QueueItem } from './queue-order.ts'
import { sendWork } from './send-work.ts'
import { storage } from './storage.ts'

type Hearing = { onSent: (item: QueueItem, answer: unknown) => void; onSignedOut: () => void }
let hearing: Hearing = { onSent: () => undefined, onSignedOut: () => undefined }
let timer: ReturnType<typeof setTimeout> | undefined

/** Only one tab sends at a time. Where locks are missing the server's idempotency still keeps things single. */
async function alone(body: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return body()
  await navigator.locks.request('gss-field-queue', { ifAvailable: true }, async (lock) => {
    if (lock) await body()
  })
}

export const fieldQueue = new Queue({
  storage,
  send: sendWork,
  alone,
  now: () => Date.now(),
  tick: () => performance.now(),
  random: () => Math.random(),
  newId: newKey,
  onSent: (item, answer) => hearing.onSent(item, answer),
  onSignedOut: () => hearing.onSignedOut(),
  wakeAt: (time) => {
    clearTimeout(timer)
    if (time !== null) timer = setTimeout(() => void fieldQueue.drain(), Math.max(500, time - Date.now()))
  },
})

/** Sends on every sign of a signal: opening, coming back to the app, `online`, and by the clock. */
export function startQueue(listener: Hearing): () => void {
  hearing = listener
  const back = () => void fieldQueue.signalBack()
  const visible = () => {
    if (document.visibilityState === 'visible') back()
  }
  globalThis.addEventListener('online', back)
  globalThis.addEventListener('pageshow', visible)
  document.addEventListener('visibilitychange', visible)
  // `online` is not told when a signal grows from useless to usable
  const every = setInterval(() => void fieldQueue.drain(), 60_000)
  void fieldQueue.load().then(() => fieldQueue.drain())
  return () => {
    clearInterval(every)
    clearTimeout(timer)
    globalThis.removeEventListener('online', back)
    globalThis.removeEventListener('pageshow', visible)
    document.removeEventListener('visibilitychange', visible)
  }
}

export function useQueue(): QueueView {
  return useSyncExternalStore(fieldQueue.subscribe, fieldQueue.view)
}
