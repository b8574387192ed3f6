import { openLive } from '../../shared/live.ts'
import { refresh } from './answers.ts'
import { concerns } from './keys.ts'

/** Several changes of one act arrive together; one look at the server is enough for all. */
const GATHER = 250

/** Keeps what is on the screen true while the app is open. Returns the function that ends it. */
export function followChanges(): () => void {
  const tickets = new Set<string | null>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const lookAgain = () => {
    timer = undefined
    const changed = [...tickets]
    tickets.clear()
    refresh((key) => changed.some((ticketId) => concerns(key, ticketId)))
  }
  const end = openLive({
    onChange: (change) => {
      tickets.add(change.ticketId)
      timer ??= setTimeout(lookAgain, GATHER)
    },
    onGap: () => refresh(),
  })
  // phones stop everything in the background and tell nobody
  const visible = () => {
    if (document.visibilityState === 'visible') refresh()
  }
  document.addEventListener('visibilitychange', visible)
  globalThis.addEventListener('online', visible)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', visible)
    globalThis.removeEventListener('online', visible)
    end()
  }
}
