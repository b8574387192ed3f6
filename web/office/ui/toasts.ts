import type { Problem } from '../../shared/api/problem.ts'
import { say } from '../../shared/i18n.ts'

export type Toast = { id: number; tone: 'good' | 'bad'; title: string | null; message: string }

const GOOD_MS = 4_000
/** What went wrong must be read, so it stays longer. */
const BAD_MS = 10_000
const MOST = 4

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function show(list: readonly Toast[]): void {
  toasts = list
  for (const listener of listeners) listener()
}

function add(toast: Omit<Toast, 'id'>, milliseconds: number): void {
  const id = ++lastId
  // the same sentence twice is one toast
  const others = toasts.filter((other) => other.message !== toast.message)
  show([...others, { ...toast, id }].slice(-MOST))
  setTimeout(() => dropToast(id), milliseconds)
}

export function dropToast(id: number): void {
  show(toasts.filter((toast) => toast.id !== id))
}

/** For useSyncExternalStore: the toasts on screen, oldest first. */
export const toastStore = {
  get: (): readonly Toast[] => toasts,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** The sentence to show for a problem: the server's own, or ours when there was no answer. */
export function sentenceOf(problem: Problem): string {
  if (problem.isNetwork) return say('office:problem.network')
  if (problem.detail) return problem.detail
  return say(problem.status >= 500 ? 'office:problem.server' : 'office:problem.unexpected')
}

/** Something worked. */
export function tellDone(message: string): void {
  add({ tone: 'good', title: null, message }, GOOD_MS)
}

/** Something did not. */
export function tellProblem(problem: Problem): void {
  const title = problem.title || say('office:problem.title')
  add({ tone: 'bad', title, message: sentenceOf(problem) }, BAD_MS)
}

/** Something happened that somebody must act on. */
export function tellAlert(message: string): void {
  add({ tone: 'bad', title: null, message }, BAD_MS)
}
