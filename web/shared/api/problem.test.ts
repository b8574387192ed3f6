import { describe, expect, it } from 'vitest'
import { asProblem, problemOf } from './problem.ts'

const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
  new Response(body, { status, headers })

describe('a refused call', () => {
  it('carries code, sentence and the fields of the server', async () => {
    const problem = await problemOf(
      answer(
        422,
        JSON.stringify({
          title: 'Isian belum benar',
          code: 'INVALID_INPUT',
          detail: 'Periksa kolom',
          errors: [{ path: 'name', message: 'Wajib diisi' }],
        }),
      ),
    )
    expect(problem).toMatchObject({ status: 422, code: 'INVALID_INPUT', detail: 'Periksa kolom' })
    expect(problem.fields).toEqual([{ path: 'name', message: 'Wajib diisi' }])
    expect(problem.isNetwork).toBe(false)
  })

  it('says when one may come back', async () => {
    const problem = await problemOf(answer(429, '{"code":"TOO_MANY_REQUESTS"}', { 'retry-after': '7' }))
    expect(problem.retryAfterSeconds).toBe(7)
  })

  it('survives a page of a proxy', async () => {
    expect(await problemOf(answer(502, '<html>Bad gateway</html>'))).toMatchObject({
      status: 502,
      code: 'UNEXPECTED',
      detail: '',
    })
  })
})

it('a call without answer is a network problem, a fault of ours is not', () => {
  expect(asProblem(new TypeError('Failed to fetch')).isNetwork).toBe(true)
  expect(asProblem(new Error('x'))).toMatchObject({ status: 500, isNetwork: false })
})
