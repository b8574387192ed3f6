import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

type Filters = Record<string, string>

/**
 * Filters of a list, kept in the address so that back, reload and a shared link show the same. Values are strings;
 * those equal to the default are left out of the address.
 */
export function useUrlState<T extends Filters>(defaults: T): [T, (change: Partial<T>) => void] {
  const search = useSearch({ strict: false }) as Filters
  const navigate = useNavigate()
  const state = { ...defaults }
  for (const name of Object.keys(defaults) as (keyof T & string)[]) {
    const value = search[name]
    if (typeof value === 'string') state[name] = value as T[typeof name]
  }
  const change = useCallback(
    (next: Partial<T>) => {
      void navigate({
        to: '.',
        replace: true,
        search: (old: Filters) => {
          const merged: Filters = { ...old, ...next }
          return Object.fromEntries(
            Object.entries(merged).filter(([name, value]) => value !== (defaults[name] ?? '')),
          )
        },
      } as never)
    },
    // the defaults are a literal at every call site
    // oxlint-disable-next-line react/exhaustive-deps
    [navigate],
  )
  return [state, change]
}
