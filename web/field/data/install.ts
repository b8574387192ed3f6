import { useSyncExternalStore } from 'react'

type PromptEvent = Event & { prompt: () => Promise<void>; userChoice: Promise<{ outcome: string }> }
export type InstallState = 'installed' | 'ready' | 'ios' | 'manual'

let prompt: PromptEvent | null = null
let installed = false
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

/** Must run early: the browser offers installing once, soon after the page has loaded. */
export function listenForInstall(): void {
  installed = globalThis.matchMedia('(display-mode: standalone)').matches
  globalThis.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    prompt = event as PromptEvent
    tell()
  })
  globalThis.addEventListener('appinstalled', () => {
    installed = true
    tell()
  })
}

function state(): InstallState {
  if (installed) return 'installed'
  if (prompt) return 'ready'
  return /iPad|iPhone|iPod/.test(navigator.userAgent) ? 'ios' : 'manual'
}

export function useInstall(): InstallState {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, state)
}

export async function install(): Promise<void> {
  const asked = prompt
  if (!asked) return
  await asked.prompt()
  await asked.userChoice
  // the browser lets the same event be used only once
  prompt = null
  tell()
}
