import { useSyncExternalStore } from 'react'
import { actAs, send } from '../../shared/api/client.ts'
import { asProblem, type Problem } from '../../shared/api/problem.ts'
import type { Me } from '../../shared/api/shapes.ts'
import { fieldQueue } from '../offline/field-queue.ts'
import { storage } from '../offline/storage.ts'
import { forgetAnswers, startAnswers } from './answers.ts'
import { fetchMe } from './calls.ts'

export type Session =
  | { kind: 'starting' }
  /** `expired`: somebody was signed in on this phone until now */
  | { kind: 'out'; expired: boolean }
  /** never signed in here and no server to ask */
  | { kind: 'unreachable'; problem: Problem }
  | { kind: 'in'; me: Me }

let session: Session = { kind: 'starting' }
const listeners = new Set<() => void>()

function show(next: Session): void {
  session = next
  for (const listener of listeners) listener()
}

export function useSession(): Session {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => session,
  )
}

/** Who uses this phone, from memory first: the app opens without a signal. */
export async function startSession(): Promise<void> {
  const known = await storage.read<Me>('notes', 'me').catch(() => undefined)
  if (known) await enter(known)
  try {
    await enter(await fetchMe())
  } catch (error) {
    const problem = asProblem(error)
    if (problem.status === 401) await leave(known !== undefined)
    else if (!known) show({ kind: 'unreachable', problem })
  }
}

async function enter(me: Me): Promise<void> {
  const last = await storage.read<string>('notes', 'last-staff').catch(() => undefined)
  if (last && last !== me.id) {
    await forgetAnswers()
    await forgetFiles()
  }
  await storage.write('notes', 'last-staff', me.id).catch(() => undefined)
  await storage.write('notes', 'me', me).catch(() => undefined)
  actAs(me.id)
  startAnswers(me.id, sessionEnded)
  fieldQueue.setOwner(me.id, me.name)
  show({ kind: 'in', me })
  void fieldQueue.drain()
}

async function leave(expired: boolean): Promise<void> {
  actAs(null)
  fieldQueue.setOwner(null)
  await storage.remove('notes', 'me').catch(() => undefined)
  show({ kind: 'out', expired })
}

/**
 * The server no longer knows the session, or knows somebody else: another tab has signed in. Queue and kept answers
 * stay for when the same person comes back.
 */
export function sessionEnded(): void {
  if (session.kind === 'in') void lookAgain()
}

async function lookAgain(): Promise<void> {
  try {
    await enter(await fetchMe())
  } catch (error) {
    if (asProblem(error).status === 401) await leave(true)
  }
}

/** What a sign-in answers: a code is asked for before one is in. */
type FirstStep = { twoFactorRedirect?: boolean }

/**
 * Throws Problem: 401 wrong name or password, 429 too many tries, 0 no signal.
 * @returns whether a code of the authenticator app is asked for before one is in
 */
export async function signIn(username: string, password: string): Promise<boolean> {
  const step = await send<FirstStep>('POST', '/api/auth/sign-in/username', { username, password })
  if (!step.twoFactorRedirect) await enter(await fetchMe())
  return step.twoFactorRedirect === true
}

/** Second step of the sign-in. Throws Problem 401 for a wrong code. */
export async function answerSecondFactor(code: string, backup: boolean): Promise<void> {
  await send('POST', `/api/auth/two-factor/${backup ? 'verify-backup-code' : 'verify-totp'}`, { code })
  await enter(await fetchMe())
}

/**
 * Uses up the one-time link of a chat. Throws Problem when it was used or has expired.
 * @returns whether a code of the authenticator app is asked for before one is in
 */
export async function redeemLink(token: string): Promise<boolean> {
  const step = await send<FirstStep>('POST', '/api/auth/telegram-link/redeem', { token })
  if (!step.twoFactorRedirect) await enter(await fetchMe())
  return step.twoFactorRedirect === true
}

/** Ends the session here and on the server; what waits in the queue stays for its owner. Throws Problem. */
export async function signOut(): Promise<void> {
  await send('POST', '/api/auth/sign-out', {})
  await forgetAnswers()
  await forgetFiles()
  await leave(false)
}

export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await send('POST', '/api/auth/change-password', { currentPassword, newPassword, revokeOtherSessions: true })
  await enter(await fetchMe())
}

/** Reads the own profile again, e.g. after Telegram was linked. */
export async function refreshMe(): Promise<void> {
  await enter(await fetchMe())
}

async function forgetFiles(): Promise<void> {
  if (typeof caches !== 'undefined') await caches.delete('gss-field-files').catch(() => false)
}
