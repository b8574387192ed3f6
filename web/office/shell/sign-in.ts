import { send } from '../../shared/api/client.ts'

/**
 * Throws Problem: 401 wrong name or password, 403 deactivated, 429 too many tries.
 * @returns whether a code of the authenticator app is asked for before one is in
 */
export async function signIn(credentials: { username: string; password: string }): Promise<boolean> {
  const answer = await send<{ twoFactorRedirect?: boolean }>(
    'POST',
    '/api/auth/sign-in/username',
    credentials,
  )
  return answer.twoFactorRedirect === true
}

/** Second step of the sign-in. Throws Problem 401 for a wrong code. */
export async function answerSecondFactor(code: string, backup: boolean): Promise<void> {
  await send('POST', `/api/auth/two-factor/${backup ? 'verify-backup-code' : 'verify-totp'}`, { code })
}

export async function signOut(): Promise<void> {
  await send('POST', '/api/auth/sign-out', {})
}

/** Changes the own password and ends all other sessions. Throws Problem INVALID_PASSWORD when the old one is wrong. */
export async function changePassword(passwords: {
  currentPassword: string
  newPassword: string
}): Promise<void> {
  await send('POST', '/api/auth/change-password', { ...passwords, revokeOtherSessions: true })
}

/** Whether this server runs as a rehearsal, asked before anybody has signed in. */
export async function isRehearsal(): Promise<boolean> {
  try {
    const ready = await send<{ rehearsal?: boolean }>('GET', '/readyz')
    return ready?.rehearsal === true
  } catch {
    // the login works without it
    return false
  }
}
