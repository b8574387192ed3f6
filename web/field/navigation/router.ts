import { useSyncExternalStore } from 'react'

/** Where the app lives below the server's root. */
export const BASE = '/field'

export type Place = { path: string; search: string }

const listeners = new Set<() => void>()
let place: Place = readPlace()
let steps = 0

function readPlace(): Place {
  if (typeof location === 'undefined') return { path: '/', search: '' }
  return { path: pathBelow(location.pathname), search: location.search }
}

/** '/field/jobs/1/' > '/jobs/1'; '/field' > '/'. */
export function pathBelow(pathname: string): string {
  const below = pathname.startsWith(BASE) ? pathname.slice(BASE.length) : pathname
  return below.replace(/\/+$/, '') || '/'
}

/** Values of the `:names` of a pattern, or null when the path is another one. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) {
      if (value === '') return null
      params[part.slice(1)] = decode(value)
    } else if (part !== value) return null
  }
  return params
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** How many times the screen changed since the app was opened. */
export function visited(): number {
  return steps
}

function changed(): void {
  steps++
  place = readPlace()
  for (const listener of listeners) listener()
}

if (typeof window !== 'undefined') window.addEventListener('popstate', changed)

/** Goes to a path of the app ('/jobs'). `replace` leaves no step in the history. */
export function go(path: string, options: { replace?: boolean } = {}): void {
  const url = BASE + (path === '/' ? '/' : path)
  if (options.replace) history.replaceState({ inside: true }, '', url)
  else history.pushState({ inside: true }, '', url)
  changed()
  window.scrollTo(0, 0)
}

/** One step back inside the app; to `otherwise` when the page was opened directly (from a chat). */
export function goBack(otherwise: string): void {
  const inside = (history.state as { inside?: boolean } | null)?.inside === true
  if (inside) history.back()
  else go(otherwise, { replace: true })
}

export function usePlace(): Place {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => place,
  )
}
