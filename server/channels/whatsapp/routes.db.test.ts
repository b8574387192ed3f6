import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import { openStore } from '../../platform/inbound-store.ts'
import { storeWebhook } from './receive.ts'
import { registerWhatsAppWebhook } from './routes.ts'

const OURS = '106540352242922'
const { db } = await testDatabase()
const { app } = await testHttp((server) =>
  registerWhatsAppWebhook(server, {
    appSecret: 'app-secret, secret-before',
    verifyToken: 'kata-kunci',
    store: (envelope, raw) => storeWebhook(openStore(db, 'whatsapp'), OURS, envelope, raw),
  }),
)
beforeEach(async () => {
  await db.deleteFrom('inboundUpdates').execute()
})

const sign = (body: string | Buffer, secret = 'app-secret') =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
const post = (body: string | Buffer, signature: string | undefined = sign(body), type = 'application/json') =>
  app.inject({
    method: 'POST',
    url: '/webhooks/whatsapp',
    payload: body,
    headers: { 'content-type': type, ...(signature && { 'x-hub-signature-256': signature }) },
  })
const stored = () =>
  db.selectFrom('inboundUpdates').select(['externalId', 'sender', 'payload']).orderBy('id').execute()

let counter = 0
function textMessage(body: string, more: object = {}) {
  counter += 1
  return {
    from: '6281200000001',
    id: `wamid.${counter}`,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: 'text',
    text: { body },
    ...more,
  }
}
const envelope = (value: object, phoneNumberId = OURS) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '1',
      changes: [
        {
          field: 'messages',
          value: { messaging_product: 'whatsapp', metadata: { phone_number_id: phoneNumberId }, ...value },
        },
      ],
    },
  ],
})
const bodyOf = (payload: unknown) => (payload as { message: { text: { body: string } } }).message.text.body

describe('the handshake', () => {
  const ask = (query: string) => app.inject({ method: 'GET', url: `/webhooks/whatsapp?${query}` })

  it('answers the bare challenge as text, without a signature', async () => {
    const answer = await ask('hub.mode=subscribe&hub.verify_token=kata-kunci&hub.challenge=1158201444')
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toBe('1158201444')
    expect(answer.headers['content-type']).toMatch(/^text\/plain/)
  })

  it('refuses another word, another mode, and nothing at all', async () => {
    for (const query of [
      'hub.mode=subscribe&hub.verify_token=tebakan&hub.challenge=1',
      'hub.mode=unsubscribe&hub.verify_token=kata-kunci&hub.challenge=1',
      'hub.challenge=1',
      '',
    ]) {
      const answer = await ask(query)
      expect(answer.statusCode).toBe(403)
      expect(answer.body).toBe('')
    }
  })
})

describe('the signature', () => {
  it('is of the bytes as they came; without it nothing is kept', async () => {
    const body = JSON.stringify(envelope({ messages: [textMessage('Halo')] }))
    for (const signature of [
      sign(body, 'guessed'),
      sign(`${body} `),
      sign(body).replace('sha256=', 'sha1='),
      sign(body).slice(0, -1),
      'sha256=',
      '',
    ])
      expect((await post(body, signature)).statusCode).toBe(401)
    expect((await post('', '')).statusCode).toBe(401)
    expect(await stored()).toEqual([])
    expect((await post(body)).statusCode).toBe(200)
    expect(await stored()).toHaveLength(1)
  })

  it('may still be of the secret before the last change of it', async () => {
    const body = JSON.stringify(envelope({ messages: [textMessage('Halo')] }))
    expect((await post(body, sign(body, 'secret-before'))).statusCode).toBe(200)
  })

  it('holds for bytes that no serialiser of ours would write', async () => {
    const text = 'AC bocor 🙏 email: a@b.co / lantai 2'
    const message = textMessage(text)
    const escaped = JSON.stringify(envelope({ messages: [message] }))
      .replaceAll('/', '\\/')
      .replaceAll('@', '\\u0040')
      .replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
    expect(escaped).toContain('\\ud83d')
    expect((await post(escaped)).statusCode).toBe(200)
    // the same with the signs as they are is the same message
    expect((await post(JSON.stringify(envelope({ messages: [message] })))).statusCode).toBe(200)
    const kept = await stored()
    expect(kept).toHaveLength(1)
    expect(bodyOf(kept[0]?.payload)).toBe(text)
  })

  it('is asked for whatever the content type', async () => {
    const body = JSON.stringify(envelope({ messages: [textMessage('Halo')] }))
    expect((await post(body, sign(body), 'text/plain')).statusCode).toBe(200)
    expect((await post(body, sign(body), 'application/json; charset=utf-8')).statusCode).toBe(200)
    expect(await stored()).toHaveLength(1)
  })
})

describe('what is kept', () => {
  it('is every message of every entry, each once however often it comes', async () => {
    const many = {
      object: 'whatsapp_business_account',
      entry: [1, 2].map((entry) => ({
        id: String(entry),
        changes: [1, 2].map((change) => ({
          field: 'messages',
          value: {
            metadata: { phone_number_id: OURS },
            contacts: [],
            messages: [textMessage(`${entry}${change}a`), textMessage(`${entry}${change}b`)],
            statuses: [
              { id: `wamid.out${entry}${change}`, status: 'sent', recipient_id: '628' },
              { id: `wamid.out${entry}${change}`, status: 'delivered', recipient_id: '628' },
            ],
          },
        })),
      })),
    }
    const body = JSON.stringify(many)
    const answers = await Promise.all([post(body), post(body), post(body)])
    expect(answers.map((one) => one.statusCode)).toEqual([200, 200, 200])
    const kept = await stored()
    expect(kept).toHaveLength(16)
    expect(new Set(kept.map((row) => row.externalId)).size).toBe(16)
  })

  it('is a task for each, in order of one sender and freely for reports', async () => {
    const from = `ID.${'7'.repeat(128)}`
    const body = JSON.stringify(
      envelope({
        messages: [textMessage('satu', { from_user_id: from }), textMessage('dua', { from_user_id: from })],
        statuses: [{ id: 'wamid.q', status: 'read', recipient_id: '628' }],
      }),
    )
    expect((await post(body)).statusCode).toBe(200)
    expect((await stored()).map((row) => row.sender)).toEqual([from, from, ''])
  })

  it('leaves out what is for another number of the account', async () => {
    const body = JSON.stringify(envelope({ messages: [textMessage('Halo')] }, '999'))
    expect((await post(body)).statusCode).toBe(200)
    expect(await stored()).toEqual([])
  })

  it('survives signs that the database does not know', async () => {
    const texts = ['a\0b', 'half \ud83d pair', 'written as \\u0000 by hand', 'and \\ud83d too']
    const body = JSON.stringify(envelope({ messages: texts.map((text) => textMessage(text)) }))
    expect((await post(body)).statusCode).toBe(200)
    expect((await stored()).map((row) => bodyOf(row.payload))).toEqual([
      'ab',
      'half \ufffd pair',
      'written as \\u0000 by hand',
      'and \\ud83d too',
    ])
  })

  it('is what was signed even when it is no JSON: answered 200, kept once, to be looked at', async () => {
    for (const body of [
      '{"object": "whatsapp_business_account", "entry": [',
      'bukan json',
      Buffer.from([0, 255, 254]),
    ]) {
      expect((await post(body)).statusCode).toBe(200)
      expect((await post(body)).statusCode).toBe(200)
    }
    const kept = await stored()
    expect(kept).toHaveLength(3)
    expect(kept[1]?.payload).toMatchObject({ type: 'other', field: 'unreadable', value: 'bukan json' })
  })

  it('tolerates every JSON that is no webhook', async () => {
    for (const body of [
      'null',
      '[]',
      '"x"',
      '0',
      '{}',
      '{"entry":{}}',
      '{"entry":[null,1,{"changes":[null]}]}',
    ])
      expect((await post(body)).statusCode).toBe(200)
  })

  it('may be three megabytes and a thousand messages', async () => {
    const filler = 'keluhan '.repeat(390)
    const messages = Array.from({ length: 1000 }, (_, i) =>
      textMessage(`${i} ${filler}`, { from: `62812${String(1_000_000 + i)}` }),
    )
    const body = JSON.stringify(envelope({ messages }))
    expect(body.length).toBeGreaterThan(3 * 1024 * 1024)
    expect((await post(body)).statusCode).toBe(200)
    expect(await stored()).toHaveLength(1000)
  })
})

it('larger bodies are for nobody, and other routes keep their own limit', async () => {
  expect((await post('x'.repeat(5 * 1024 * 1024))).statusCode).toBe(413)
  expect(await stored()).toEqual([])
})
