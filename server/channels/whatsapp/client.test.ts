import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openWhatsApp, WhatsAppError } from './client.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A server that answers as it is told and remembers who asked with which token. */
async function listen() {
  const asked: { url: string; token: string | undefined }[] = []
  const state: { answer: Answer } = { answer: (_, response) => response.end() }
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', token: request.headers.authorization })
    state.answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, state }
}

const api = await listen()
const stranger = await listen()
const client = openWhatsApp({
  apiUrl: api.url,
  apiVersion: 'v26.0',
  accessToken: 'geheim',
  phoneNumberId: '1',
  businessAccountId: '2',
})
beforeEach(() => {
  api.asked.length = 0
  stranger.asked.length = 0
})

const json = (response: ServerResponse, body: unknown, status = 200, headers = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
const bytes = Buffer.from('isi foto')
const sha256 = createHash('sha256').update(bytes)
const digest = sha256.digest()

describe('media', () => {
  /** The media call leads to this address; the address itself answers the bytes. */
  const leadsTo = (url: string, more: object = {}) => {
    api.state.answer = (request, response) =>
      request.url?.startsWith('/v26.0/')
        ? json(response, { url, mime_type: 'image/jpeg', sha256: digest.toString('base64'), ...more })
        : response.end(bytes)
  }

  it('come in two hops, with the token on both', async () => {
    leadsTo(`${api.url}/media?mid=7`)
    const media = await client.fetchMedia('7')
    expect(media).toEqual({ bytes, mime: 'image/jpeg', sha256: digest.toString('base64') })
    expect(api.asked).toEqual([
      { url: '/v26.0/7?phone_number_id=1', token: 'Bearer geheim' },
      { url: '/media?mid=7', token: 'Bearer geheim' },
    ])
  })

  it.each([
    ['another host', () => `${stranger.url}/steal`],
    ['a host that only looks like Meta', () => 'https://lookaside.fbsbx.com.evil.example/x'],
    ['Meta without encryption', () => 'http://lookaside.fbsbx.com/x'],
    ['a name with the API in front', () => `${api.url.replace('127.0.0.1', '127.0.0.1@evil.example')}/x`],
    ['a file', () => 'file:///etc/passwd'],
    ['no address', () => 'nonsense'],
  ])('are not fetched from %s', async (_, url) => {
    leadsTo(url())
    await expect(client.fetchMedia('7')).rejects.toThrow(/not one of WhatsApp's|Invalid URL/)
    expect(stranger.asked).toEqual([])
    expect(api.asked).toHaveLength(1)
  })

  it('do not follow a redirection, which would carry the token away', async () => {
    api.state.answer = (request, response) =>
      request.url?.startsWith('/v26.0/')
        ? json(response, { url: `${api.url}/media`, mime_type: 'image/jpeg' })
        : response.writeHead(302, { location: `${stranger.url}/steal` }).end()
    await expect(client.fetchMedia('7')).rejects.toThrow('fetch failed')
    expect(stranger.asked).toEqual([])
  })

  it('must have the announced hash, in either spelling', async () => {
    leadsTo(`${api.url}/media`, { sha256: digest.toString('hex').toUpperCase() })
    expect((await client.fetchMedia('7')).bytes).toEqual(bytes)
    leadsTo(`${api.url}/media`, { sha256: createHash('sha256').update('other').digest('base64') })
    await expect(client.fetchMedia('7')).rejects.toThrow('hash')
  })

  it('say that their address has expired', async () => {
    api.state.answer = (request, response) =>
      request.url?.startsWith('/v26.0/')
        ? json(response, { url: `${api.url}/media`, mime_type: 'image/jpeg' })
        : response.writeHead(404).end('')
    await expect(client.fetchMedia('7')).rejects.toMatchObject({ name: 'WhatsAppError', httpStatus: 404 })
  })
})

describe('refusals', () => {
  const refusedWith = async (status: number, body: unknown, headers = {}) => {
    api.state.answer = (_, response) =>
      typeof body === 'string'
        ? response.writeHead(status, headers).end(body)
        : json(response, body, status, headers)
    return await client.send({ type: 'text' }).then(
      () => expect.fail('was sent'),
      (error: unknown) => error as WhatsAppError,
    )
  }

  it('carry what Meta says', async () => {
    const error = await refusedWith(
      400,
      {
        error: {
          code: 131047,
          message: 'Re-engagement',
          error_data: { details: '24 hours' },
          fbtrace_id: 'A1',
        },
      },
      { 'retry-after': '7' },
    )
    expect(error).toBeInstanceOf(WhatsAppError)
    expect(error).toMatchObject({
      httpStatus: 400,
      code: 131047,
      details: '24 hours',
      trace: 'A1',
      retryAfterSeconds: 7,
    })
  })

  it('are understood without words of Meta, and with a wait in minutes', async () => {
    expect(await refusedWith(502, '<html>Bad Gateway</html>')).toMatchObject({ httpStatus: 502, code: 0 })
    const usage = JSON.stringify({ 2: [{ type: 'whatsapp', estimated_time_to_regain_access: 3 }] })
    expect(
      await refusedWith(400, { error: { code: 80007 } }, { 'x-business-use-case-usage': usage }),
    ).toMatchObject({ code: 80007, retryAfterSeconds: 180 })
  })

  it('include an acceptance without an id', async () => {
    expect(await refusedWith(200, { messages: [] })).toMatchObject({ code: 131000 })
  })
})

it('templates are read to the last page', async () => {
  api.state.answer = (request, response) => {
    const second = request.url?.includes('after=weiter')
    json(response, {
      data: [{ name: second ? 'b' : 'a', language: 'id', status: 'APPROVED' }],
      paging: second ? {} : { cursors: { after: 'weiter' }, next: 'http://anywhere' },
    })
  }
  expect((await client.templates()).map((one) => one.name)).toEqual(['a', 'b'])
})
