import { expect, it } from 'vitest'
import { Problem } from '../../shared/api/problem.ts'
import { whySignInFailed } from './sign-in-problem.ts'

const t = (key: string) => key

it.each([
  [401, 'INVALID_USERNAME_OR_PASSWORD', 'login.wrong'],
  [422, 'INVALID_USERNAME', 'login.wrong'],
  [403, 'BANNED_USER', 'login.deactivated'],
  [429, 'TOO_MANY_REQUESTS', 'login.tooMany'],
])('%i %s is said as %s', (status, code, key) => {
  expect(whySignInFailed(new Problem(status, { code }), t)?.detail).toBe(key)
})

it('a server that does not answer is not a wrong password', () => {
  const network = new Problem(0, {})
  expect(whySignInFailed(network, t)).toBe(network)
  expect(whySignInFailed(null, t)).toBeNull()
})
