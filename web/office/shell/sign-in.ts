import { send } from '../../shared/api/client.ts'

/** Throws Problem: 401 wrong name or password, 403 deactivated, 429 too many tries. */
export async function signIn(credentials: { username: string; password: string }): Promise<void> {
  await send('POST', '/api/auth/sign-in/username', credentials)
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
