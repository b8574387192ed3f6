import { useSyncExternalStore } from 'react'

/** What the phone believes; only "no" is reliable. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      globalThis.addEventListener('online', listener)
      globalThis.addEventListener('offline', listener)
      return () => {
        globalThis.removeEventListener('online', listener)
        globalThis.removeEventListener('offline', listener)
      }
    },
    () => navigator.onLine,
  )
}
