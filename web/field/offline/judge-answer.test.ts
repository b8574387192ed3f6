import { expect, test } from 'vitest'
import { judgeAnswer } from './judge-answer.ts'

const problem = (status: number, code: string, retryAfter: string | null = null) =>
  judgeAnswer({
    status,
    contentType: 'application/problem+json; charset=utf-8',
    body: JSON.stringify({
      title: 'T',
      status,
      code,
      detail: 'D',
      errors: [{ path: 'a', message: 'M' }],
    }),
    retryAfter,
  })

test('a JSON answer of 2xx is sent', () => {
  const outcome = judgeAnswer({
    status: 201,
    contentType: 'application/json',
    body: '{"id":"1"}',
    retryAfter: null,
  })
  expect(outcome).toEqual({ kind: 'sent', answer: { id: '1' } })
})

test("a login page of somebody's network is neither an arrival nor a refusal", () => {
  for (const status of [200, 302, 403, 404, 511])
    expect(judgeAnswer({ status, contentType: 'text/html', body: '<html>', retryAfter: null })).toEqual({
      kind: 'later',
      reached: false,
    })
})

test('an answer to somebody else ends the round, and is no refusal of the work', () => {
  expect(problem(401, 'SOMEBODY_ELSE')).toEqual({ kind: 'signedOut' })
})

test('a refusal of ours keeps title, detail and the messages of the fields', () => {
  expect(problem(409, 'WRONG_STATE')).toEqual({
    kind: 'refused',
    refusal: { code: 'WRONG_STATE', title: 'T', detail: 'D', errors: ['M'] },
  })
  expect(problem(422, 'INVALID_INPUT').kind).toBe('refused')
  expect(problem(404, 'NOT_FOUND').kind).toBe('refused')
})

test('trouble of the server, too many requests and a twin under way pass by themselves', () => {
  expect(problem(500, 'INTERNAL')).toEqual({ kind: 'later', reached: true })
  expect(problem(409, 'IDEMPOTENCY_KEY_AT_WORK')).toEqual({ kind: 'later', reached: true })
  expect(problem(429, 'TOO_MANY_REQUESTS', '7')).toEqual({ kind: 'later', reached: true, after: 7000 })
})

test('401 asks for signing in', () => {
  expect(problem(401, 'NOT_SIGNED_IN')).toEqual({ kind: 'signedOut' })
})
