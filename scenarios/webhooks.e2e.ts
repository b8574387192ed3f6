import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from './stage/api.ts'
import { until } from './stage/screen.ts'
import { openStage, type Stage } from './stage.ts'

/** What a rehearsal and its simulator agree on. */
const APP_SECRET = 'rehearsal-app-secret'
const NUMBER = { display_phone_number: '6281110002000', phone_number_id: '106540352242922' }
const HASAN = '6281234567803'

type Message = { direction: string; body: string | null }

/** Webhooks as nobody should send them, and messages of which nobody has heard. */
describe('What comes in from WhatsApp', () => {
  let stage: Stage
  let cs: Caller
  beforeAll(async () => {
    stage = await openStage('webhooks')
    cs = await stage.api('cs1')
  })
  afterAll(async () => await stage?.close())

  const sign = (body: string, secret = APP_SECRET) =>
    `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

  const post = async (body: string, signature?: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(signature && { 'x-hub-signature-256': signature }),
    }
    return await fetch(`${stage.product.url}/webhooks/whatsapp`, { method: 'POST', headers, body })
  }
  const conversations = async () => (await cs.get<{ items: { id: string }[] }>('/conversations')).items
  const messagesIn = async () => {
    const [conversation] = await conversations()
    if (!conversation) return []
    return (await cs.get<{ items: Message[] }>(`/conversations/${conversation.id}/messages?limit=100`)).items
  }
  const written = async (text: string) =>
    (await messagesIn()).filter((one) => one.direction === 'IN' && one.body?.includes(text)).length

  it('401 for a forged signature, and nothing is stored', async () => {
    const body = envelope('wamid.forged', 'Ini palsu')
    expect((await post(body)).status).toBe(401)
    expect((await post(body, sign(body, 'salah'))).status).toBe(401)
    expect((await post(`${body} `, sign(body))).status).toBe(401)
    // a true one after it: once that has arrived, the forged ones would have, too
    const genuine = envelope('wamid.genuine', 'Ini asli')
    expect((await post(genuine, sign(genuine))).status).toBe(200)
    await until(
      async () => (await written('Ini asli')) === 1,
      () => 'the genuine message arrives',
    )
    expect(await written('Ini palsu')).toBe(0)
    expect(await conversations()).toHaveLength(1)
  })

  it('takes the same webhook once, however often it comes', async () => {
    const body = envelope('wamid.twice', 'Sekali saja')
    const statuses = await Promise.all([1, 2, 3, 4].map(async () => (await post(body, sign(body))).status))
    expect(statuses).toEqual([200, 200, 200, 200])
    expect((await post(body, sign(body))).status).toBe(200)
    const later = envelope('wamid.later', 'Sesudahnya')
    await post(later, sign(later))
    await until(
      async () => (await written('Sesudahnya')) === 1,
      () => 'the later message arrives',
    )
    expect(await written('Sekali saja')).toBe(1)
  })

  it('answers what is signed but makes no sense, and goes on', async () => {
    for (const body of [
      '{',
      '[]',
      'null',
      '{"entry":[{"changes":[{"field":"messages","value":{"messages":[{}]}}]}]}',
    ])
      expect((await post(body, sign(body))).status).toBe(200)
    const body = envelope('wamid.after', 'Masih hidup')
    await post(body, sign(body))
    await until(
      async () => (await written('Masih hidup')) === 1,
      () => 'the next message arrives',
    )
  })

  it('stores a kind of message that does not exist yet, and shows it in the inbox', async () => {
    const ratna = await stage.customer('Ratna Dewi', '0812-3456-7802')
    const screen = await stage.office('cs1')
    try {
      await ratna.does({ type: 'raw', message: { type: 'hologram', hologram: { id: '1' } } })
      await ratna.does({ type: 'unsupported' })
      await ratna.writes('Halo, apakah pesan saya masuk?')
      await stage.goes(screen, '/inbox')
      await screen.presses(/Ratna Dewi/)
      const chat = screen.part('Chat dengan Ratna Dewi')
      await chat.sees('Halo, apakah pesan saya masuk?')
      await chat.sees(/belum bisa ditampilkan/)
      expect(await chat.count(/belum bisa ditampilkan/)).toBe(2)
    } catch (error) {
      throw await stage.describe(error)
    }
  })

  it('left no page and no server with an error', () => {
    expect(stage.faults).toEqual([])
    expect(stage.product.errors()).toEqual([])
  })

  function envelope(id: string, text: string): string {
    const message = {
      from: HASAN,
      id,
      timestamp: String(Math.floor(Date.now() / 1000)),
      type: 'text',
      text: { body: text },
    }
    const contacts = [{ profile: { name: 'Pak Hasan' }, wa_id: HASAN }]
    const value = { messaging_product: 'whatsapp', metadata: NUMBER, contacts, messages: [message] }
    const entry = [{ id: '102290129340398', changes: [{ field: 'messages', value }] }]
    return JSON.stringify({ object: 'whatsapp_business_account', entry })
  }
})
