import { useSyncExternalStore } from 'react'

let waiting: ServiceWorker | null = null
const listeners = new Set<() => void>()

function offer(worker: ServiceWorker | null): void {
  waiting = worker
  for (const listener of listeners) listener()
}

/** Registers the worker that opens the app without a signal; a newer version waits until the user says yes. */
export async function startServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const hadOne = navigator.serviceWorker.controller !== null
  let reloading = false
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!hadOne || reloading) return
    reloading = true
    location.reload()
  })
  const registration = await navigator.serviceWorker.register('/field/sw.js', { scope: '/field/' })
  if (registration.waiting && hadOne) offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const next = registration.installing
    next?.addEventListener('statechange', () => {
      if (next.state === 'installed' && navigator.serviceWorker.controller) offer(next)
    })
  })
  // phones keep an installed app open for weeks
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void registration.update().catch(() => undefined)
  })
}

export function takeUpdate(): void {
  waiting?.postMessage({ type: 'SKIP_WAITING' })
}

/** True when a newer version is ready to take over. */
export function useUpdate(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => waiting !== null,
  )
}
