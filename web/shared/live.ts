/** One change as the server tells it on /api/v1/events; the ids that concern it, else null. */
export type Change = {
  name: string
  ticketId: string | null
  customerId: string | null
  invoiceId: string | null
  conversationId: string | null
}

export type LiveState = 'connecting' | 'live' | 'waiting'

export type LiveListener = {
  onChange: (change: Change) => void
  /** the line was down for a while: whatever is on the screen may be old */
  onGap: () => void
  onState?: (state: LiveState) => void
}

const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 30_000

/**
 * Keeps one EventSource open and opens it again after any break, with growing pauses and some chance in them so that
 * not everybody returns at once after a restart. Returns the function that ends it.
 */
export function openLive(listener: LiveListener, url = '/api/v1/events'): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST_PAUSE
  let wasOpen = false
  let ended = false

  const connect = () => {
    if (ended) return
    listener.onState?.('connecting')
    source = new EventSource(url)
    source.addEventListener('open', () => {
      pause = FIRST_PAUSE
      listener.onState?.('live')
      if (wasOpen) listener.onGap()
      wasOpen = true
    })
    source.addEventListener('change', (event: MessageEvent<string>) => {
      const change = parse(event.data)
      if (change) listener.onChange(change)
    })
    source.addEventListener('error', () => {
      // the browser's own retry gives up after an HTTP error such as 503 during a restart
      source?.close()
      listener.onState?.('waiting')
      clearTimeout(timer)
      timer = setTimeout(connect, pause * (0.75 + Math.random() / 2))
      pause = Math.min(pause * 2, LONGEST_PAUSE)
    })
  }
  const retryNow = () => {
    if (source && source.readyState !== EventSource.CLOSED) return
    clearTimeout(timer)
    pause = FIRST_PAUSE
    connect()
  }
  globalThis.addEventListener('online', retryNow)
  connect()
  return () => {
    ended = true
    clearTimeout(timer)
    globalThis.removeEventListener('online', retryNow)
    source?.close()
  }
}

function parse(data: string): Change | null {
  try {
    const change = JSON.parse(data) as Partial<Change>
    if (typeof change.name !== 'string') return null
    return {
      name: change.name,
      ticketId: change.ticketId ?? null,
      customerId: change.customerId ?? null,
      invoiceId: change.invoiceId ?? null,
      conversationId: change.conversationId ?? null,
    }
  } catch {
    return null
  }
}
