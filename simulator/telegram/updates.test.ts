import { afterEach, beforeEach, expect, test } from 'vitest'
import { ANDI, BUDI, fakeTelegram, INDRA, type FakeTelegram } from '../testing/fake-telegram.ts'
import { openReceiver, type Receiver } from '../testing/receiver.ts'
import type { WireMessage, WireUpdate } from './wire.ts'

let fake: FakeTelegram
let hook: Receiver | undefined
beforeEach(async () => {
  fake = await fakeTelegram()
})
afterEach(async () => {
  await fake.close()
  hook?.close()
  hook = undefined
})

const says = (id: number, text: string) => fake.sim(`people/${id}/messages`, { type: 'text', text })
const poll = (body: unknown = {}) => fake.bot<WireUpdate[]>('getUpdates', body)
const texts = (updates: WireUpdate[]) => updates.map((one) => (one.message as WireMessage | undefined)?.text)

test('updates stay until an offset confirms them', async () => {
  await says(ANDI, 'satu')
  await says(BUDI, 'dua')
  const first = (await poll()).body.result
  expect(texts(first)).toEqual(['satu', 'dua'])
  expect(first[1]!.update_id).toBe(first[0]!.update_id + 1)
  expect(texts((await poll()).body.result)).toEqual(['satu', 'dua'])
  expect(texts((await poll({ offset: first[1]!.update_id })).body.result)).toEqual(['dua'])
  expect((await poll({ offset: first[1]!.update_id + 1 })).body.result).toEqual([])
})

test('a long poll ends as soon as something happens', async () => {
  const waiting = poll({ timeout: 30 })
  await says(ANDI, 'halo')
  expect(texts((await waiting).body.result)).toEqual(['halo'])
})

test('a second poller throws the first one out with 409', async () => {
  const first = poll({ timeout: 30 })
  await new Promise((done) => setTimeout(done, 50))
  const second = poll({ timeout: 30 })
  const lost = await first
  expect([lost.status, lost.body.description]).toEqual([
    409,
    'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  ])
  await says(ANDI, 'halo')
  expect(texts((await second).body.result)).toEqual(['halo'])
})

test('only the kinds that were asked for, until other ones are asked for', async () => {
  await poll({ allowed_updates: ['my_chat_member'] })
  await says(ANDI, 'tidak terdengar')
  await fake.sim(`people/${ANDI}`, { blocked: true }, 'PATCH')
  const [update, ...rest] = (await poll()).body.result
  expect(rest).toEqual([])
  expect(update).toMatchObject({
    my_chat_member: { old_chat_member: { status: 'member' }, new_chat_member: { status: 'kicked' } },
  })
})

test('the deep link of a staff member arrives as /start with its payload', async () => {
  const refused = await fake.sim<{ error: string }>(`people/${INDRA}/messages`, {
    type: 'text',
    text: 'halo',
  })
  expect(refused.status).toBe(409)
  await fake.sim(`people/${INDRA}/messages`, {
    type: 'open-link',
    url: 'https://t.me/gss_rehearsal_bot?start=abc_-9',
  })
  const [update] = (await poll()).body.result
  expect(update!.message).toMatchObject({
    text: '/start abc_-9',
    entities: [{ type: 'bot_command', offset: 0, length: 6 }],
    chat: { id: INDRA, type: 'private' },
    from: { id: INDRA, is_bot: false },
  })
})

test('a live position moves by edited_message; photos come in sizes, the last one is the real one', async () => {
  const live = await fake.sim<{ messages: { id: number }[] }>(`people/${ANDI}/messages`, {
    type: 'location',
    latitude: -6.2,
    longitude: 106.8,
    livePeriod: 900,
  })
  await fake.sim(`people/${ANDI}/messages`, {
    type: 'move',
    messageId: live.body.messages[0]!.id,
    latitude: -6.3,
    longitude: 106.9,
  })
  await fake.sim(`people/${ANDI}/messages`, { type: 'photo', caption: 'bukti' })
  const [first, moved, photo] = (await poll()).body.result
  expect(first!.message).toMatchObject({ location: { live_period: 900 } })
  expect(moved!.edited_message).toMatchObject({ location: { latitude: -6.3, live_period: 900 } })
  const sizes = (photo!.message as WireMessage).photo!
  expect(sizes.map((one) => one.width)).toEqual([90, 320])
  const file = await fake.bot<{ file_path: string; file_size: number }>('getFile', {
    file_id: sizes[1]!.file_id,
  })
  const bytes = await fetch(
    `${fake.running.url}/file/bot${fake.running.desk.world.settings.token}/${file.body.result.file_path}`,
  )
  expect((await bytes.arrayBuffer()).byteLength).toBe(sizes[1]!.file_size)
})

test('an album is several messages with one media_group_id', async () => {
  await fake.sim(`people/${ANDI}/messages`, { type: 'album', photos: [{ caption: 'dua foto' }, {}] })
  const groups = (await poll()).body.result.map((one) => (one.message as WireMessage).media_group_id)
  expect(groups[0]).toMatch(/^\d+$/)
  expect(groups[1]).toBe(groups[0])
})

test('webhook: secret header, one chat in order also while it fails, getUpdates is refused', async () => {
  hook = await openReceiver()
  const { url, answers, received } = hook
  expect((await fake.bot('setWebhook', { url: 'http://contoh.id/hook' })).body.description).toContain(
    'HTTPS URL must be provided',
  )
  await fake.bot('setWebhook', { url, secret_token: 'rahasia', allowed_updates: ['message'] })
  expect((await poll()).status).toBe(409)
  answers.push(500)
  await says(ANDI, 'satu')
  await hook.until(1)
  await says(ANDI, 'dua')
  await fake.sim('idle?wait=100')
  expect(received).toHaveLength(1)
  await hook.until(3)
  expect(received.map(({ json }) => (json as { message: WireMessage }).message.text)).toEqual([
    'satu',
    'satu',
    'dua',
  ])
  expect(received[0]!.headers['x-telegram-bot-api-secret-token']).toBe('rahasia')
  const info = await fake.bot<{ last_error_message: string }>('getWebhookInfo')
  expect(info.body.result.last_error_message).toContain('500')
})

test('what waits is delivered when a webhook is set, unless it is dropped', async () => {
  hook = await openReceiver()
  await says(ANDI, 'lama')
  await fake.bot('setWebhook', { url: hook.url, drop_pending_updates: true })
  await says(ANDI, 'baru')
  const [first] = await hook.until(1)
  expect((first!.json as { message: WireMessage }).message.text).toBe('baru')
  await fake.bot('deleteWebhook')
  await says(ANDI, 'polling')
  expect(texts((await poll()).body.result)).toContain('polling')
})
