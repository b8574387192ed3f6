import { useSyncExternalStore } from 'react'
import { call } from './calls.ts'

export type Base<P, F> = {
  vendor: string
  url: string
  peerUrl: string | null
  people: P[]
  faults: F
  cursor: string
  webhook: { waiting: number; verified?: boolean; url: string | null }
}

export type VendorState<P, M, F, X> = {
  connected: boolean
  people: P[]
  faults: F
  chats: Record<string, M[]>
  /** Chats in which the business is typing. */
  typing: Record<string, boolean>
  webhook: { waiting: number; verified: boolean; url: string | null }
  extra: X
}

type SimEvent<P, M, F> =
  | { kind: 'message'; message: M }
  | { kind: 'person'; person: P }
  | { kind: 'typing' | 'action'; personId: string | number; until: number }
  | { kind: 'faults'; faults: F }
  | { kind: 'webhook'; waiting: number; verified: boolean }
  | { kind: 'reset' }

type Message = { id: string | number; personId: string | number; seq: number }

/** A live copy of one vendor process: people, opened chats, faults. Reloads itself when the process restarts. */
export class VendorStore<P extends { id: string | number }, M extends Message, F, X> {
  readonly base: string
  state: VendorState<P, M, F, X>
  private read: (answer: Base<P, F>) => X
  private onEvent: (event: { kind: string }) => void
  private listeners = new Set<() => void>()
  private source: EventSource | undefined
  private typingUntil = new Map<string, number>()
  private wanted = new Set<string>()

  constructor(
    base: string,
    first: Base<P, F>,
    read: (answer: Base<P, F>) => X,
    onEvent: (event: { kind: string }) => void = () => {},
  ) {
    this.base = base
    this.read = read
    this.onEvent = onEvent
    this.state = this.fresh(first)
    this.follow(first.cursor)
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Loads a chat and keeps it loaded. */
  want(personId: string | number): void {
    const key = String(personId)
    if (this.wanted.has(key)) return
    this.wanted.add(key)
    void this.load(key)
  }

  private fresh(answer: Base<P, F>): VendorState<P, M, F, X> {
    const webhook = {
      waiting: answer.webhook.waiting,
      verified: answer.webhook.verified ?? true,
      url: answer.webhook.url,
    }
    return {
      connected: true,
      people: answer.people,
      faults: answer.faults,
      chats: {},
      typing: {},
      webhook,
      extra: this.read(answer),
    }
  }

  private async load(key: string): Promise<void> {
    const { messages } = await call<{ messages: M[] }>(
      this.base,
      'GET',
      `/_sim/people/${key}/messages?limit=300`,
    )
    const known = this.state.chats[key] ?? []
    const newer = known.filter((one) => !messages.some((other) => other.id === one.id))
    this.set({
      chats: { ...this.state.chats, [key]: [...messages, ...newer].toSorted((a, b) => a.seq - b.seq) },
    })
  }

  private async reload(): Promise<void> {
    const answer = await call<Base<P, F>>(this.base, 'GET', '/_sim/state')
    this.state = this.fresh(answer)
    this.tell()
    for (const key of this.wanted) void this.load(key)
    this.follow(answer.cursor)
  }

  private follow(cursor: string): void {
    this.source?.close()
    const source = new EventSource(`${this.base}/_sim/events?since=${encodeURIComponent(cursor)}`)
    this.source = source
    source.addEventListener('hello', (event) => {
      this.set({ connected: true })
      const { complete } = JSON.parse((event as MessageEvent<string>).data) as { complete: boolean }
      if (!complete) void this.reload()
    })
    source.addEventListener('message', (event) =>
      this.take(JSON.parse(event.data as string) as SimEvent<P, M, F>),
    )
    source.addEventListener('error', () => {
      this.set({ connected: false })
      // The browser gives up after some failures; a restarted process is found again this way.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.follow(cursor), 1500)
    })
  }

  private take(event: SimEvent<P, M, F>): void {
    const { state } = this
    if (event.kind === 'message') this.takeMessage(event.message)
    else if (event.kind === 'person') {
      const known = state.people.some((one) => one.id === event.person.id)
      const people = known
        ? state.people.map((one) => (one.id === event.person.id ? event.person : one))
        : [...state.people, event.person]
      this.set({ people })
    } else if (event.kind === 'typing' || event.kind === 'action') {
      this.takeTyping(String(event.personId), event.until)
    } else if (event.kind === 'faults') this.set({ faults: event.faults })
    else if (event.kind === 'webhook')
      this.set({ webhook: { ...state.webhook, waiting: event.waiting, verified: event.verified } })
    else if (event.kind === 'reset') void this.reload()
    this.onEvent(event)
  }

  private takeTyping(key: string, until: number): void {
    this.typingUntil.set(key, until)
    this.set({ typing: { ...this.state.typing, [key]: true } })
    setTimeout(() => {
      if (this.typingUntil.get(key) === until) this.set({ typing: { ...this.state.typing, [key]: false } })
    }, until - Date.now())
  }

  private takeMessage(message: M): void {
    const key = String(message.personId)
    const chat = this.state.chats[key]
    const typing = { ...this.state.typing, [key]: false }
    if (!chat) {
      this.set({ chats: { ...this.state.chats, [key]: [message] }, typing })
      return
    }
    const at = chat.findIndex((one) => one.id === message.id)
    const next = at < 0 ? [...chat, message] : chat.with(at, message)
    this.set({ chats: { ...this.state.chats, [key]: next }, ...(at < 0 ? { typing } : {}) })
  }

  private set(change: Partial<VendorState<P, M, F, X>>): void {
    this.state = { ...this.state, ...change }
    this.tell()
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }
}

export function useVendor<P extends { id: string | number }, M extends Message, F, X>(
  store: VendorStore<P, M, F, X>,
): VendorState<P, M, F, X> {
  return useSyncExternalStore(store.subscribe, () => store.state)
}
