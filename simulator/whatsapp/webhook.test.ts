import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fakeWhatsapp, type FakeWhatsapp } from '../testing/fake-whatsapp.ts'
import type { WireEnvelope } from './wire.ts'

let fake: FakeWhatsapp
beforeEach(async () => {
  fake = await fakeWhatsapp()
})
afterEach(() => fake.close())

const says = (text: string, who = 'c1') => fake.sim(`people/${who}/messages`, { type: 'text', text })
const textsHeard = () => fake.messages().map((one) => one.text?.body)

test('the body is escaped like Meta does and signed over exactly these bytes', async () => {
  await says('AC mati 😀 budi@contoh.id a/b é')
  const [hook] = await fake.receiver.until(1)
  const raw = hook!.raw.toString('utf8')
  expect(raw).toContain(String.raw`AC mati \ud83d\ude00 budi\u0040contoh.id a\/b \u00e9`)
  expect(textsHeard()).toEqual(['AC mati 😀 budi@contoh.id a/b é'])
  const expected = createHmac('sha256', 'rehearsal-app-secret').update(hook!.raw).digest('hex')
  expect(hook!.headers['x-hub-signature-256']).toBe(`sha256=${expected}`)
  const reserialised = createHmac('sha256', 'rehearsal-app-secret')
    .update(JSON.stringify(hook!.json))
    .digest('hex')
  expect(reserialised).not.toBe(expected)
})

test('anything but 200 brings the same bytes again', async () => {
  fake.receiver.answers.push(500, 503)
  await says('halo')
  const [first, second, third] = await fake.receiver.until(3)
  expect(second!.raw).toEqual(first!.raw)
  expect(third!.raw).toEqual(first!.raw)
  expect((await fake.sim<{ waiting: number }>('idle?wait=3000')).body.waiting).toBe(0)
})

test('a message carries profile, number and business-scoped user id', async () => {
  await says('halo')
  const [value] = fake.values()
  expect(value!.metadata).toEqual({
    display_phone_number: '6281110002000',
    phone_number_id: '106540352242922',
  })
  expect(value!.contacts![0]).toMatchObject({ profile: { name: 'Budi Santoso' }, wa_id: '6281234567801' })
  expect(value!.contacts![0]!.user_id).toMatch(/^ID\.\d+$/)
  expect(value!.messages![0]).toMatchObject({
    from: '6281234567801',
    from_user_id: value!.contacts![0]!.user_id,
  })
  expect(value!.messages![0]!.timestamp).toMatch(/^\d{10}$/)
})

test('a person with a hidden number has neither from nor wa_id', async () => {
  await says('halo', 'c4')
  const [value] = fake.values()
  expect(value!.messages![0]).not.toHaveProperty('from')
  expect(value!.contacts![0]).not.toHaveProperty('wa_id')
  expect(value!.contacts![0]!.profile.username).toBe('mayakusuma')
  const answer = await fake.send({
    recipient: value!.contacts![0]!.user_id,
    type: 'text',
    text: { body: 'halo Bu' },
  })
  expect(answer.body.contacts[0]).toEqual({
    input: value!.contacts![0]!.user_id,
    user_id: value!.contacts![0]!.user_id,
  })
})

test('faults: messages come twice, swapped, and in one post with several entries', async () => {
  await fake.sim('faults', { inboundDuplicate: true }, 'PATCH')
  await says('dobel')
  expect(textsHeard()).toEqual(['dobel', 'dobel'])
  await fake.sim('faults', { preset: 'calm', inboundReorder: true, inboundBatch: true }, 'PATCH')
  await Promise.all([says('satu'), says('dua', 'c2'), says('tiga', 'c3')])
  await fake.receiver.until(3)
  const { entry } = fake.receiver.received.at(-1)!.json as WireEnvelope
  expect(entry).toHaveLength(2)
  expect(entry[0]!.changes).toHaveLength(2)
  expect(new Set(textsHeard().slice(2))).toEqual(new Set(['satu', 'dua', 'tiga']))
})

test('a paused webhook keeps everything and delivers it later', async () => {
  await fake.sim('faults', { webhookPaused: true }, 'PATCH')
  await says('tertahan')
  expect(fake.receiver.received).toHaveLength(0)
  await fake.sim('faults', { webhookPaused: false }, 'PATCH')
  await fake.receiver.until(1)
  expect(textsHeard()).toEqual(['tertahan'])
})

test('a new number is told by a system message without contacts', async () => {
  await says('halo')
  const before = fake.messages()[0]!.from_user_id
  await fake.sim('people/c1', { phone: '6281299998888' }, 'PATCH')
  const value = fake.values().at(-1)!
  expect(value).not.toHaveProperty('contacts')
  expect(value.messages![0]).toMatchObject({
    from: '6281234567801',
    type: 'system',
    system: { type: 'user_changed_number', wa_id: '6281299998888', previous_user_id: before },
  })
})

test('reactions, unsupported messages, edits and voice notes have their own shapes', async () => {
  await says('halo')
  const sent = await fake.send({ to: '+6281234567801', type: 'text', text: { body: 'Halo Pak' } })
  const id = sent.body.messages[0]!.id
  await fake.sim('people/c1/messages', { type: 'reaction', messageId: id, emoji: '👍' })
  await fake.sim('people/c1/messages', { type: 'reaction', messageId: id })
  await fake.sim('people/c1/messages', { type: 'unsupported', kind: 'poll_creation' })
  await fake.sim('people/c1/messages', { type: 'audio' })
  await fake.sim('people/c1/messages', { type: 'edit', messageId: fake.messages()[0]!.id, text: 'halo lagi' })
  const [, reaction, removed, poll, voice, edit] = fake.messages()
  expect(reaction!.reaction).toEqual({ message_id: id, emoji: '👍' })
  expect(removed!.reaction).toEqual({ message_id: id })
  expect(poll).toMatchObject({
    type: 'unsupported',
    errors: [{ code: 131051 }],
    unsupported: { type: 'poll_creation' },
  })
  expect(voice!.audio).toMatchObject({ voice: true, mime_type: 'audio/ogg; codecs=opus' })
  expect(edit).toMatchObject({ type: 'unsupported', unsupported: { type: 'edit' } })
})
