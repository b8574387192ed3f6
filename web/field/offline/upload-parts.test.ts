import { describe, expect, test } from 'vitest'
import type { RawAnswer } from './judge-answer.ts'
import type { Request } from './post.ts'
import { nextSize, uploadParts } from './upload-parts.ts'

const json = (status: number, body: object): RawAnswer => ({
  status,
  contentType: status < 300 ? 'application/json' : 'application/problem+json',
  body: JSON.stringify(body),
  retryAfter: null,
})
const photo = (size: number) => ({
  clientId: 'item-0001',
  name: 'photo.jpg',
  bytes: new Blob([new Uint8Array(size)]),
})

/** A server that keeps what arrives; `answers` may replace some of its answers ('lost' = it arrived, we hear nothing). */
function server(answers: ('lost' | 'away' | RawAnswer | null)[] = []) {
  const state = { offset: 0, calls: [] as string[] }
  const ask = async ({ method, url, body }: Request): Promise<RawAnswer> => {
    const from = Number(/offset=(\d+)/.exec(url)?.[1] ?? -1)
    state.calls.push(method === 'PUT' ? `PUT ${from}` : method)
    const told = answers.shift() ?? null
    if (told === 'away') throw new Error('no answer')
    if (method === 'PUT' && from === state.offset) state.offset += (body as Blob).size
    if (told === 'lost') throw new Error('no answer')
    return told ?? json(200, { id: 'u1', offset: state.offset, size: 0 })
  }
  return { state, ask }
}

describe('a photo in parts', () => {
  test('comes whole, says how far it is, and never beyond its end', async () => {
    const { state, ask } = server()
    const seen: number[] = []
    expect(
      await uploadParts(
        photo(900_000),
        ask,
        (part) => seen.push(part),
        () => 0,
      ),
    ).toEqual({ kind: 'whole' })
    expect(state.offset).toBe(900_000)
    expect(state.calls[0]).toBe('POST')
    expect(state.calls.length).toBeGreaterThan(2)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(1)
  })

  test('goes on where the server stopped, after a break and after a lost answer', async () => {
    const { state, ask } = server([null, null, 'away'])
    await expect(
      uploadParts(
        photo(2_000_000),
        ask,
        () => undefined,
        () => 0,
      ),
    ).rejects.toThrow('no answer')
    const reached = state.offset
    expect(reached).toBeGreaterThan(0)
    state.calls.length = 0
    await uploadParts(
      photo(2_000_000),
      ask,
      () => undefined,
      () => 0,
    )
    expect(state.calls.slice(0, 2)).toEqual(['POST', `PUT ${reached}`])
    const lossy = server([null, 'lost'])
    await expect(uploadParts(photo(2_000_000), lossy.ask, () => undefined)).rejects.toThrow('no answer')
    expect(await uploadParts(photo(2_000_000), lossy.ask, () => undefined)).toEqual({ kind: 'whole' })
    expect(lossy.state.offset).toBe(2_000_000)
  })

  test('one that is there already sends nothing', async () => {
    const { state, ask } = server()
    state.offset = 500_000
    expect(await uploadParts(photo(500_000), ask, () => undefined)).toEqual({ kind: 'whole' })
    expect(state.calls).toEqual(['POST'])
  })

  test('what the server no longer knows begins again later; what it does not want is refused', async () => {
    const gone = server([null, json(404, { code: 'NOT_FOUND', status: 404 })])
    expect(await uploadParts(photo(500_000), gone.ask, () => undefined)).toEqual({
      kind: 'later',
      reached: true,
    })
    const wrong = server([null, json(422, { code: 'INVALID_INPUT', title: 'T', detail: 'D' })])
    expect(await uploadParts(photo(500_000), wrong.ask, () => undefined)).toMatchObject({ kind: 'refused' })
    const out = server([json(401, { code: 'NOT_SIGNED_IN' })])
    expect(await uploadParts(photo(500_000), out.ask, () => undefined)).toEqual({ kind: 'signedOut' })
  })
})

test('parts grow on a good line and shrink on a bad one, within limits', () => {
  expect(nextSize(128_000, 500)).toBe(256_000)
  expect(nextSize(128_000, 3_000)).toBe(128_000)
  expect(nextSize(128_000, 20_000)).toBe(64_000)
  expect(nextSize(64_000, 20_000)).toBe(64_000)
  expect(nextSize(512_000, 1)).toBe(512_000)
})
