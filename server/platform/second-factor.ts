import { Refused, InvalidInput } from './errors.ts'
import type { Auth } from './auth.ts'

export type SecondFactorSetUp = { uri: string; backupCodes: string[] }
export type Caller = { cookie: string; ip: string }

const headersOf = (caller: Caller) => new Headers({ cookie: caller.cookie, 'x-gss-client-ip': caller.ip })

/**
 * A new secret and backup codes for the signed-in person; it counts only after the first code (`confirmSecondFactor`).
 * @throws InvalidInput for a wrong password, Refused SECOND_FACTOR_EXISTS
 */
export async function beginSecondFactor(
  auth: Auth,
  caller: Caller,
  password: string,
): Promise<SecondFactorSetUp> {
  const answer = await plainly(() =>
    auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers: headersOf(caller) }),
  )
  if (!('totpURI' in answer)) throw new Refused('SECOND_FACTOR_MISSING')
  return { uri: answer.totpURI, backupCodes: answer.backupCodes }
}

/** The first code proves that the app knows the secret. @returns the cookies of the renewed session @throws InvalidInput */
export async function confirmSecondFactor(auth: Auth, caller: Caller, code: string): Promise<string[]> {
  const answer = await plainly(() =>
    auth.api.verifyTOTP({ body: { code }, headers: headersOf(caller), returnHeaders: true }),
  )
  return answer.headers.getSetCookie()
}

/** @returns the cookies of the renewed session @throws InvalidInput for a wrong password */
export async function endSecondFactor(auth: Auth, caller: Caller, password: string): Promise<string[]> {
  const answer = await plainly(() =>
    auth.api.disableTwoFactor({ body: { password }, headers: headersOf(caller), returnHeaders: true }),
  )
  return answer.headers.getSetCookie()
}

/** Ten new backup codes; the old ones are void. @throws InvalidInput, Refused SECOND_FACTOR_MISSING */
export async function renewBackupCodes(auth: Auth, caller: Caller, password: string): Promise<string[]> {
  const answer = await plainly(() =>
    auth.api.generateBackupCodes({ body: { password }, headers: headersOf(caller) }),
  )
  return answer.backupCodes
}

const FIELD_OF: Record<string, { path: string; message: string }> = {
  INVALID_PASSWORD: { path: 'password', message: 'wrongPassword' },
  INVALID_CODE: { path: 'code', message: 'wrongCode' },
}
const CODE_OF: Record<string, string> = {
  TOTP_ALREADY_ENABLED: 'SECOND_FACTOR_EXISTS',
  TOTP_NOT_ENABLED: 'SECOND_FACTOR_MISSING',
  TWO_FACTOR_NOT_ENABLED: 'SECOND_FACTOR_MISSING',
}

/** The library's errors in our own words. */
async function plainly<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const code = (error as { body?: { code?: string } }).body?.code ?? ''
    const field = FIELD_OF[code]
    if (field) throw new InvalidInput([field])
    if (CODE_OF[code]) throw new Refused(CODE_OF[code])
    throw error
  }
}
