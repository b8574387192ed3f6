import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask } from '../testing/ask.ts'
import { ANDI, BUDI, fakeTelegram, INDRA, type FakeTelegram } from '../testing/fake-telegram.ts'
import type { Callback, ChatMessage } from './state.ts'
import type { WireUpdate } from './wire.ts'

let fake: FakeTelegram
beforeEach(async () => {
  fake = await fakeTelegram()
})
afterEach(() => fake.close())

const send = (body: Record<string, unknown>) => fake.bot('sendMessage', { chat_id: ANDI, ...body })
const keyboard = (...rows: unknown[][]) => ({ inline_keyboard: rows })
const claim = keyboard([{ text: 'Ambil Job', callback_data: 'claim:7' }])
const chat = async () =>
  (await fake.sim<{ messages: ChatMessage[] }>(`people/${ANDI}/messages`)).body.messages

test.each([
  [
    'a tag that does not exist',
    { text: 'a <x>b</x>', parse_mode: 'HTML' },
    `can't parse entities: Unsupported start tag "x" at byte offset 2`,
  ],
  [
    'an unclosed tag',
    { text: '<b>a', parse_mode: 'HTML' },
    `can't parse entities: Can't find end tag corresponding to start tag "b"`,
  ],
  ['an empty text', { text: '  ' }, 'message text is empty'],
  ['a long text', { text: 'x'.repeat(4097) }, 'message is too long'],
  [
    '65 bytes of data',
    { text: 'a', reply_markup: keyboard([{ text: 'b', callback_data: 'é'.repeat(33) }]) },
    'BUTTON_DATA_INVALID',
  ],
  [
    'a button that does nothing',
    { text: 'a', reply_markup: keyboard([{ text: 'b' }]) },
    'text buttons are unallowed in the inline keyboard',
  ],
  [
    'a wrong address',
    { text: 'a', reply_markup: keyboard([{ text: 'b', url: 'bukan alamat' }]) },
    "inline keyboard button URL 'bukan alamat' is invalid: Wrong HTTP URL",
  ],
  ['an unknown chat', { chat_id: 5, text: 'a' }, 'chat not found'],
  [
    'an unknown reply',
    { text: 'a', reply_parameters: { message_id: 99 } },
    'message to be replied not found',
  ],
])('refuses %s', async (_name, body, why) => {
  const { status, body: answer } = await send(body)
  expect([status, answer.description]).toEqual([400, `Bad Request: ${why}`])
})

test('entities count UTF-16 units and the limit counts the text without tags', async () => {
  const { body } = await send({ text: '🔔 <b>Job</b> &lt;baru&gt;', parse_mode: 'HTML' })
  expect(body.result).toMatchObject({
    text: '🔔 Job <baru>',
    entities: [{ type: 'bold', offset: 3, length: 3 }],
  })
  expect((await send({ text: `<b>${'x'.repeat(4096)}</b>`, parse_mode: 'HTML' })).status).toBe(200)
})

test('message numbers count per chat', async () => {
  const one = await send({ text: 'a' })
  const other = await fake.bot('sendMessage', { chat_id: BUDI, text: 'b' })
  expect([one.body.result.message_id, other.body.result.message_id]).toEqual([1, 1])
})

test('403 before START and after a block; unblocking makes it work again', async () => {
  const cold = await fake.bot('sendMessage', { chat_id: INDRA, text: 'a' })
  expect([cold.status, cold.body.description]).toEqual([
    403,
    "Forbidden: bot can't initiate conversation with a user",
  ])
  await fake.sim(`people/${ANDI}`, { blocked: true }, 'PATCH')
  expect((await send({ text: 'a' })).body.description).toBe('Forbidden: bot was blocked by the user')
  await fake.sim(`people/${ANDI}/messages`, { type: 'start' })
  expect((await send({ text: 'a' })).status).toBe(200)
})

test('an edit without keyboard removes it; the same again is "not modified"', async () => {
  const { message_id } = (await send({ text: 'Job baru', reply_markup: claim })).body.result
  const target = { chat_id: ANDI, message_id }
  const same = await fake.bot('editMessageText', { ...target, text: 'Job baru', reply_markup: claim })
  expect(same.body.description).toContain('Bad Request: message is not modified')
  await fake.bot('editMessageText', { ...target, text: 'Sudah diambil' })
  const [message] = await chat()
  expect(message!.wire).not.toHaveProperty('reply_markup')
  expect(message!.text).toBe('Sudah diambil')
  expect((await fake.bot('editMessageText', { ...target, text: 'Sudah diambil' })).status).toBe(400)
  expect(
    (await fake.bot('editMessageText', { chat_id: ANDI, message_id: 77, text: 'x' })).body.description,
  ).toBe('Bad Request: message to edit not found')
})

test('only own messages can be edited', async () => {
  await fake.sim(`people/${ANDI}/messages`, { type: 'text', text: 'halo' })
  const { body } = await fake.bot('editMessageText', { chat_id: ANDI, message_id: 1, text: 'x' })
  expect(body.description).toBe("Bad Request: message can't be edited")
})

test('a press is a callback_query; its answer reaches the person once', async () => {
  await send({ text: 'Job baru', reply_markup: claim })
  const pressed = fake.sim<{ callback: Callback }>(`people/${ANDI}/messages?wait=3000`, {
    type: 'press',
    messageId: 1,
    button: 'Ambil Job',
  })
  const [update] = (await fake.bot<WireUpdate[]>('getUpdates', { timeout: 5 })).body.result
  const query = update!.callback_query as { id: string; data: string }
  expect(update!.callback_query).toMatchObject({
    data: 'claim:7',
    from: { id: ANDI },
    message: { message_id: 1, text: 'Job baru' },
  })
  const answer = { callback_query_id: query.id, text: 'Sudah penuh', show_alert: true }
  expect((await fake.bot('answerCallbackQuery', answer)).body.result).toBe(true)
  expect((await pressed).body.callback).toMatchObject({
    answered: true,
    text: 'Sudah penuh',
    showAlert: true,
  })
  expect((await fake.bot('answerCallbackQuery', answer)).body.description).toContain('query is too old')
})

test('429 tells how long to wait, when ordered and by rate', async () => {
  await fake.sim('faults', { flood: { retryAfter: 3, count: 1 } }, 'PATCH')
  const flood = await send({ text: 'a' })
  expect([flood.status, flood.body.parameters]).toEqual([429, { retry_after: 3 }])
  expect((await send({ text: 'a' })).status).toBe(200)
  await fake.sim('faults', { perChat: { burst: 1, perSecond: 1 } }, 'PATCH')
  await send({ text: 'a' })
  expect((await send({ text: 'a' })).body.description).toBe('Too Many Requests: retry after 1')
})

test('documents by multipart, by id again, and seen by the person', async () => {
  const form = new FormData()
  form.set('chat_id', String(ANDI))
  form.set('caption', '<b>Surat Tugas</b>')
  form.set('parse_mode', 'HTML')
  form.set('document', 'attach://surat')
  form.set('surat', new Blob(['%PDF surat'], { type: 'application/pdf' }), 'surat.pdf')
  form.set('reply_markup', JSON.stringify(claim))
  const base = `${fake.running.url}/bot${fake.running.desk.world.settings.token}`
  const { result } = (await (await fetch(`${base}/sendDocument`, { method: 'POST', body: form })).json()) as {
    result: ChatMessage['wire']
  }
  expect(result).toMatchObject({
    caption: 'Surat Tugas',
    document: { file_name: 'surat.pdf' },
    reply_markup: claim,
  })
  await fake.bot('sendDocument', { chat_id: ANDI, document: result.document!.file_id })
  const messages = (await chat()) as (ChatMessage & { mediaUrl: string })[]
  expect(await (await fetch(messages[1]!.mediaUrl)).text()).toBe('%PDF surat')
})

test('urlencoded calls, GET and any case of the method work; unknown methods and tokens do not', async () => {
  const base = `${fake.running.url}/bot${fake.running.desk.world.settings.token}`
  const form = await fetch(`${base}/sendmessage`, {
    method: 'POST',
    body: new URLSearchParams({ chat_id: String(ANDI), text: 'halo', reply_markup: JSON.stringify(claim) }),
  })
  expect(await form.json()).toMatchObject({ ok: true, result: { text: 'halo', reply_markup: claim } })
  expect((await ask(`${base}/getMe`)).body).toMatchObject({
    ok: true,
    result: { id: 7000000000, username: 'gss_rehearsal_bot' },
  })
  expect((await fake.bot('sendSong')).status).toBe(404)
  expect((await ask(`${fake.running.url}/bot1:x/getMe`)).status).toBe(401)
})

test('a reply keyboard stays on the phone; its location key wants a position', async () => {
  const rows = [[{ text: 'Check-in', request_location: true }], ['Batal']]
  await send({ text: 'Di mana?', reply_markup: { keyboard: rows, one_time_keyboard: true } })
  expect((await fake.sim(`people/${ANDI}/messages`, { type: 'key', text: 'Check-in' })).status).toBe(409)
  await fake.sim(`people/${ANDI}/messages`, { type: 'key', text: 'Batal' })
  const { body } = await fake.sim<{ person: { keyboard: unknown } }>(`people/${ANDI}`)
  expect(body.person.keyboard).toBeNull()
  expect((await chat()).at(-1)!.text).toBe('Batal')
})

test('ForceReply makes the next message an answer to the question', async () => {
  await send({ text: 'Apa alasannya?', reply_markup: { force_reply: true } })
  await fake.sim(`people/${ANDI}/messages`, { type: 'text', text: 'Perlu suku cadang' })
  expect((await chat()).at(-1)!.wire.reply_to_message).toMatchObject({
    message_id: 1,
    text: 'Apa alasannya?',
  })
})

test('commands are kept per scope; the narrowest is what the person sees', async () => {
  await fake.bot('setMyCommands', { commands: [{ command: 'bantuan', description: 'Bantuan' }] })
  const own = {
    commands: [{ command: 'pool', description: 'Open Pool' }],
    scope: { type: 'chat', chat_id: ANDI },
  }
  await fake.bot('setMyCommands', own)
  const menu = (id: number) => fake.sim<{ commands: { command: string }[] }>(`people/${id}/commands`)
  expect((await menu(ANDI)).body.commands).toEqual([{ command: 'pool', description: 'Open Pool' }])
  expect((await menu(BUDI)).body.commands).toEqual([{ command: 'bantuan', description: 'Bantuan' }])
  expect(
    (await fake.bot('setMyCommands', { commands: [{ command: 'Huruf Besar', description: 'x' }] })).body
      .description,
  ).toBe('Bad Request: BOT_COMMAND_INVALID')
})
