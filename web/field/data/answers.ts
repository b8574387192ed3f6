import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { asProblem, type Problem } from '../../shared/api/problem.ts'
import { storage } from '../offline/storage.ts'

/** What a screen knows of one answer of the server. */
export type Answer<T> = {
  value: T | undefined
  /** when the server gave it, ms since 1970 */
  at: number | null
  /** when the question that brought it began, in ms since this page was opened; null = kept from earlier */
  asked: number | null
  /** why the last try brought nothing; the value may still be there */
  problem: Problem | null
  loading: boolean
}

type Entry = {
  answer: Answer<unknown>
  listeners: Set<() => void>
  load: (() => Promise<unknown>) | null
  running: Promise<void> | null
  again: boolean
}
type Kept = { key: string; at: number; value: unknown }

const EMPTY: Answer<unknown> = { value: undefined, at: null, asked: null, problem: null, loading: true }
const KEEP_FOR = 30 * 86_400_000
const entries = new Map<string, Entry>()
let owner = ''
let onSignedOut: () => void = () => undefined
let onFresh: (key: string) => void = () => undefined

/** Whose answers these are: another person on the same phone never sees them. */
export function startAnswers(staffId: string, signedOut: () => void): void {
  if (owner !== staffId) entries.clear()
  owner = staffId
  onSignedOut = signedOut
  void dropOld()
}

export async function forgetAnswers(): Promise<void> {
  owner = ''
  entries.clear()
  await storage.clear('answers')
}

async function dropOld(): Promise<void> {
  for (const kept of await storage.readAll<Kept>('answers')) {
    if (kept.at < Date.now() - KEEP_FOR) await storage.remove('answers', kept.key)
  }
}

function entryOf(key: string): Entry {
  let entry = entries.get(key)
  if (!entry) {
    entry = { answer: EMPTY, listeners: new Set(), load: null, running: null, again: false }
    entries.set(key, entry)
  }
  return entry
}

function show(entry: Entry, change: Partial<Answer<unknown>>): void {
  entry.answer = { ...entry.answer, ...change }
  for (const listener of entry.listeners) listener()
}

async function bring(key: string, entry: Entry): Promise<void> {
  const staff = owner
  const kept = `${staff}|${key}`
  if (entry.answer.value === undefined) {
    const stored = await storage.read<Kept>('answers', kept).catch(() => undefined)
    if (stored && entry.answer.value === undefined) show(entry, { value: stored.value, at: stored.at })
  }
  if (!entry.load) return
  show(entry, { loading: true })
  try {
    const asked = performance.now()
    const value = await entry.load()
    if (staff !== owner) return
    const at = Date.now()
    show(entry, { value, at, asked, problem: null, loading: false })
    onFresh(key)
    // a full disk costs the copy for later, not the screen
    await storage.write('answers', kept, { key: kept, at, value } satisfies Kept).catch(() => undefined)
  } catch (error) {
    const problem = asProblem(error)
    show(entry, { problem, loading: false })
    if (problem.status === 401) onSignedOut()
    // what one may no longer see must not stay readable from the phone
    if (problem.status === 404 || problem.status === 403) {
      show(entry, { value: undefined, at: null })
      await storage.remove('answers', kept)
    }
  }
}

function freshen(key: string): Promise<void> {
  const entry = entryOf(key)
  if (entry.running) {
    entry.again = true
    return entry.running
  }
  entry.running = (async () => {
    do {
      entry.again = false
      await bring(key, entry)
    } while (entry.again)
    entry.running = null
  })()
  return entry.running
}

/** Hears of every answer that the server has just given. */
export function hearAnswers(listener: (key: string) => void): void {
  onFresh = listener
}

/** When the question behind the answer on this phone began; null when it is from an earlier day of the app. */
export const askedOf = (key: string): number | null => entries.get(key)?.answer.asked ?? null

/** Brings an answer that is not on the screen, so that it can be read later without a signal. */
export async function bringAnswer(key: string, load: () => Promise<unknown>): Promise<void> {
  entryOf(key).load ??= load
  await freshen(key)
}

/** Asks the server again for what is on the screen now; the rest is asked for when it is opened. */
export function refresh(wanted: (key: string) => boolean = () => true): void {
  for (const [key, entry] of entries) if (entry.listeners.size > 0 && wanted(key)) void freshen(key)
}

/**
 * An answer of the server that is also readable without a signal: first what the phone kept, then the fresh one.
 * @param key one name per question, the same in every screen that asks it
 */
export function useAnswer<T>(
  key: string,
  load: () => Promise<T>,
): Answer<T> & { reload: () => Promise<void> } {
  const subscribe = useCallback(
    (listener: () => void) => {
      const entry = entryOf(key)
      entry.listeners.add(listener)
      return () => void entry.listeners.delete(listener)
    },
    [key],
  )
  const answer = useSyncExternalStore(subscribe, () => entryOf(key).answer) as Answer<T>
  // the newest question is the one to ask, e.g. for one page more
  useEffect(() => {
    entryOf(key).load = load
  })
  useEffect(() => void freshen(key), [key])
  const reload = useCallback(() => freshen(key), [key])
  return { ...answer, reload }
}
