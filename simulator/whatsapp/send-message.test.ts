import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask } from '../testing/ask.ts'
import { fakeWhatsapp, type FakeWhatsapp, type GraphError } from '../testing/fake-whatsapp.ts'
import type { ChatMessage } from './state.ts'

const BUDI = '+6281234567801'
let fake: FakeWhatsapp
beforeEach(async () => {
  fake = await fakeWhatsapp()
})
afterEach(() => fake.close())

const open = () => fake.sim('people/c1/messages', { type: 'text', text: 'halo' })
const sendText = (body = 'Halo Pak') => fake.send({ to: BUDI, type: 'text', text: { body } })
const reaches = (id: string, status: string) =>
  fake.sim<{ message: ChatMessage }>(`messages/${encodeURIComponent(id)}?status=${status}&wait=3000`)
const faults = (change: Record<string, unknown>) => fake.sim('faults', change, 'PATCH')

test('without a token: 401 and 190; an unknown object: 400, 100/33', async () => {
  const nobody = await ask<GraphError>(`${fake.running.url}/v26.0/106540352242922/messages`, {})
  expect([nobody.status, nobody.body.error.code]).toEqual([401, 190])
  const unknown = await fake.graph<GraphError>('999')
  expect([unknown.status, unknown.body.error.code, unknown.body.error.error_subcode]).toEqual([400, 100, 33])
  expect((await fake.graph<{ id: string }>('106540352242922')).body.id).toBe('106540352242922')
})

test('outside the window only templates: 131047; a message from the person opens it', async () => {
  const closed = await sendText()
  expect([closed.status, closed.body.error.code]).toEqual([400, 131047])
  await open()
  expect((await sendText()).status).toBe(200)
  await fake.sim('people/c1', { hoursSinceInbound: 25 }, 'PATCH')
  expect((await sendText()).body.error.code).toBe(131047)
})

test('131047 can also come later, as a failed status', async () => {
  await faults({ windowAsync: true })
  const sent = await sendText()
  expect(sent.status).toBe(200)
  const { body } = await reaches(sent.body.messages[0]!.id, 'failed')
  expect(body.message.errors![0]!.code).toBe(131047)
  await fake.sim('idle')
  expect(fake.statuses().at(-1)).toMatchObject({ status: 'failed', errors: [{ code: 131047 }] })
})

test('statuses: sent, delivered, and read once the person looks; callback data comes back', async () => {
  await open()
  const sent = await fake.send({
    to: BUDI,
    type: 'text',
    text: { body: 'Halo' },
    biz_opaque_callback_data: 'outbox-1',
  })
  await reaches(sent.body.messages[0]!.id, 'delivered')
  await fake.sim('people/c1/read', {})
  await reaches(sent.body.messages[0]!.id, 'read')
  await fake.sim('idle')
  expect(fake.statuses().map((one) => one.status)).toEqual(['sent', 'delivered', 'read'])
  expect(new Set(fake.statuses().map((one) => one.biz_opaque_callback_data))).toEqual(new Set(['outbox-1']))
  expect(fake.statuses()[0]!.pricing).toMatchObject({ pricing_model: 'PMP', category: 'service' })
})

test('a blocked business stays at sent', async () => {
  await open()
  await fake.sim('people/c1', { blocked: true }, 'PATCH')
  const sent = await sendText()
  await reaches(sent.body.messages[0]!.id, 'sent')
  await new Promise((done) => setTimeout(done, 150))
  expect(
    (await fake.sim<{ message: ChatMessage }>(`messages/${encodeURIComponent(sent.body.messages[0]!.id)}`))
      .body.message.status,
  ).toBe('sent')
})

test('a phone that was off gets its messages when it is on again', async () => {
  await open()
  await fake.sim('people/c1', { online: false }, 'PATCH')
  const sent = await sendText()
  await reaches(sent.body.messages[0]!.id, 'sent')
  await fake.sim('people/c1', { online: true }, 'PATCH')
  expect((await reaches(sent.body.messages[0]!.id, 'delivered')).status).toBe(200)
})

test('too many to one person: 131056; too many at all: 130429; both say when to come back', async () => {
  await open()
  await faults({ pairRate: { burst: 2, perMinute: 10 } })
  await sendText()
  await sendText()
  const pair = await sendText()
  expect(pair.body.error.code).toBe(131056)
  expect(Number(pair.headers.get('retry-after'))).toBeGreaterThan(0)
  await faults({ preset: 'calm', throughputPerSecond: 1 })
  await sendText()
  const all = await sendText()
  expect([all.status, all.body.error.code, all.headers.get('retry-after')]).toEqual([429, 130429, '1'])
})

test('a normal rehearsal does not meet the limits', async () => {
  await open()
  const answers = await Promise.all(Array.from({ length: 60 }, () => sendText()))
  expect(new Set(answers.map((one) => one.status))).toEqual(new Set([200]))
})

test('accepted but the connection breaks: the person has the message, the caller has no answer', async () => {
  await open()
  await faults({ dropAfterAccept: 1 })
  await expect(sendText('sekali saja')).rejects.toThrow('fetch failed')
  const { body } = await fake.sim<{ messages: ChatMessage[] }>('people/c1/messages?from=business&wait=2000')
  expect(body.messages.map((one) => one.text)).toEqual(['sekali saja'])
  expect((await sendText('berikutnya')).status).toBe(200)
})

test('statuses can be there before the answer', async () => {
  await open()
  await faults({ statusBeforeAnswer: true })
  const sent = await sendText()
  expect(fake.statuses().map((one) => [one.id, one.status])).toEqual([
    [sent.body.messages[0]!.id, 'sent'],
    [sent.body.messages[0]!.id, 'delivered'],
  ])
})

test('a number without plus gets the country code in front, and fails late', async () => {
  const sent = await fake.send({
    to: '081234567801',
    type: 'template',
    template: { name: 'x', language: { code: 'id' } },
  })
  expect(sent.body.error.code).toBe(132001)
  await faults({ windowAsync: true })
  const text = await fake.send({ to: '081234567801', type: 'text', text: { body: 'halo' } })
  expect(text.body.contacts[0]!.wa_id).toBe('62081234567801')
})

test.each([
  ['too long', { type: 'text', text: { body: 'x'.repeat(4097) } }, 131009],
  ['empty', { type: 'text', text: { body: '' } }, 100],
  ['unknown media', { type: 'image', image: { id: '1' } }, 131009],
  ['id and link', { type: 'image', image: { id: '1', link: 'http://x/y' } }, 131009],
  ['unknown type', { type: 'song' }, 131009],
])('content that is refused: %s', async (_name, message, code) => {
  await open()
  expect((await fake.send({ to: BUDI, ...message })).body.error.code).toBe(code)
})

test('buttons: four are too many, long titles are refused; a tap answers with the id and the quoted message', async () => {
  await open()
  const reply = (id: string, title: string) => ({ type: 'reply', reply: { id, title } })
  const ask3 = (buttons: unknown[]) =>
    fake.send({
      to: BUDI,
      type: 'interactive',
      interactive: { type: 'button', body: { text: 'Setuju?' }, action: { buttons } },
    })
  expect((await ask3(['a', 'b', 'c', 'd'].map((id) => reply(id, id)))).body.error.code).toBe(131009)
  expect((await ask3([reply('a', 'x'.repeat(21))])).body.error.code).toBe(131009)
  const sent = await ask3([reply('yes', 'Ya'), reply('no', 'Tidak')])
  const id = sent.body.messages[0]!.id
  await fake.sim('people/c1/messages', { type: 'press', messageId: id, button: 'no' })
  expect(fake.messages().at(-1)).toMatchObject({
    type: 'interactive',
    context: { from: '6281110002000', id },
    interactive: { type: 'button_reply', button_reply: { id: 'no', title: 'Tidak' } },
  })
})

test('reading marks all earlier messages of the person and shows typing', async () => {
  await open()
  await fake.sim('people/c1/messages', { type: 'text', text: 'kedua' })
  const id = fake.messages().at(-1)!.id
  const answer = await fake.send({ status: 'read', message_id: id, typing_indicator: { type: 'text' } })
  expect(answer.body).toEqual({ success: true })
  const { body } = await fake.sim<{ messages: ChatMessage[] }>('people/c1/messages?from=person')
  expect(body.messages.map((one) => one.readByBusiness)).toEqual([true, true])
})
