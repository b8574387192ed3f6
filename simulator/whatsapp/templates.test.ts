import { afterEach, beforeEach, expect, test } from 'vitest'
import { fakeWhatsapp, type FakeWhatsapp, type GraphError } from '../testing/fake-whatsapp.ts'
import type { ChatMessage } from './state.ts'

const PATH = '102290129340398/message_templates'
const BODY = {
  type: 'BODY',
  text: 'Halo {{1}}, teknisi {{2}} sedang menuju lokasi Anda.',
  example: { body_text: [['Budi', 'Andi']] },
}
const BUTTONS = {
  type: 'BUTTONS',
  buttons: [
    { type: 'QUICK_REPLY', text: 'Baik' },
    { type: 'URL', text: 'Lihat', url: 'https://gss.example/t/{{1}}', example: ['abc'] },
  ],
}
const DEFINITION = { name: 'teknisi_jalan', language: 'id', category: 'UTILITY', components: [BODY, BUTTONS] }

let fake: FakeWhatsapp
beforeEach(async () => {
  fake = await fakeWhatsapp()
  await fake.sim('faults', { templateReviewMs: 5 }, 'PATCH')
})
afterEach(() => fake.close())

type Created = { id: string; status: string; category: string } & GraphError
const create = (change: Record<string, unknown> = {}) =>
  fake.graph<Created>(PATH, { ...DEFINITION, ...change })
const approved = async (change: Record<string, unknown> = {}) => {
  const { body } = await create(change)
  await fake.receiver.until(1)
  return body.id
}
const text = (value: string) => ({ type: 'text', text: value })
const parts = (values: string[], suffix = 'k7') => [
  { type: 'body', parameters: values.map(text) },
  { type: 'button', sub_type: 'url', index: '1', parameters: [text(suffix)] },
]
const send = (components: unknown, name = 'teknisi_jalan', code = 'id') =>
  fake.send({ to: '+6281234567801', type: 'template', template: { name, language: { code }, components } })

test('a new template is pending, approved a moment later, and the webhook has a numeric id', async () => {
  const { body } = await create()
  expect(body.status).toBe('PENDING')
  const [hook] = await fake.receiver.until(1)
  expect(hook!.raw.toString()).toContain(`"message_template_id":${body.id},`)
  expect(fake.values()[0]).toMatchObject({ event: 'APPROVED', message_template_name: 'teknisi_jalan' })
  const list = await fake.graph<{ data: { status: string }[] }>(
    `${PATH}?name=teknisi_jalan&fields=name,status`,
  )
  expect(list.body.data).toEqual([{ id: body.id, name: 'teknisi_jalan', status: 'APPROVED' }])
})

test('an approved template reaches a closed window, filled in; its quick reply comes as a button', async () => {
  await approved()
  const sent = await send(parts(['Budi', 'Andi']))
  const id = sent.body.messages[0]!.id
  const { body } = await fake.sim<{ message: ChatMessage }>(
    `messages/${encodeURIComponent(id)}?status=delivered&wait=3000`,
  )
  expect(body.message.template).toEqual({
    body: 'Halo Budi, teknisi Andi sedang menuju lokasi Anda.',
    buttons: [
      { type: 'QUICK_REPLY', text: 'Baik', payload: 'Baik' },
      { type: 'URL', text: 'Lihat', url: 'https://gss.example/t/k7' },
    ],
  })
  await fake.sim('people/c1/messages', { type: 'press', messageId: id, button: 'Baik' })
  expect(fake.messages().at(-1)).toMatchObject({
    type: 'button',
    button: { payload: 'Baik', text: 'Baik' },
    context: { id },
  })
})

test.each([
  ['a parameter is missing', ['Budi'], 132000],
  ['a line break', ['Budi\nSantoso', 'Andi'], 132018],
  ['five spaces', ['Budi     S', 'Andi'], 132018],
  ['an empty text', ['', 'Andi'], 131008],
])('refused when %s', async (_name, values, code) => {
  await approved()
  expect((await send(parts(values))).body.error.code).toBe(code)
})

test('132001 for a wrong name or language, 132015 when paused, 131008 without the link part', async () => {
  await approved()
  expect((await send(parts(['a', 'b']), 'lain')).body.error.code).toBe(132001)
  const language = await send(parts(['a', 'b']), 'teknisi_jalan', 'id_ID')
  expect([language.status, language.body.error.code]).toEqual([404, 132001])
  expect((await send(parts(['a', 'b']).slice(0, 1))).body.error.code).toBe(131008)
  await fake.sim('templates/teknisi_jalan', { status: 'PAUSED' }, 'PATCH')
  expect((await send(parts(['a', 'b']))).body.error.code).toBe(132015)
})

test.each([
  ['a capital in the name', { name: 'Teknisi' }],
  [
    'a variable at the end',
    { components: [{ type: 'BODY', text: 'Halo {{1}}', example: { body_text: [['a']] } }] },
  ],
  ['no example', { components: [{ type: 'BODY', text: 'Halo Bapak {{1}} yang baik' }] }],
  ['no body', { components: [BUTTONS] }],
  ['a media header without a sample', { components: [{ type: 'HEADER', format: 'DOCUMENT' }, BODY] }],
])('creation refuses %s', async (_name, change) => {
  const answer = await create(change)
  expect([answer.status, answer.body.error.code]).toEqual([400, 100])
})

test('a document header needs an uploaded sample and, when sent, a document', async () => {
  const session = await fake.graph<{ id: string }>(
    '670843887433847/uploads?file_length=4&file_type=application/pdf',
    {},
  )
  const upload = await fetch(`${fake.running.url}/v26.0/${session.body.id}`, {
    method: 'POST',
    headers: { authorization: 'OAuth rehearsal-whatsapp-token', file_offset: '0' },
    body: '%PDF',
  })
  const { h } = (await upload.json()) as { h: string }
  const header = { type: 'HEADER', format: 'DOCUMENT', example: { header_handle: [h] } }
  await approved({ name: 'tagihan', components: [header, BODY] })
  const body = parts(['a', 'b'])[0]
  expect((await send([body], 'tagihan')).body.error.code).toBe(132012)
  const handleAsId = { type: 'header', parameters: [{ type: 'document', document: { id: h } }] }
  expect((await send([handleAsId, body], 'tagihan')).body.error.code).toBe(131009)
})

test('the list comes in pages', async () => {
  for (const name of ['satu', 'dua', 'tiga']) await create({ name })
  type Page = { data: { name: string }[]; paging: { next?: string; cursors: { after: string } } }
  const first = await fake.graph<Page>(`${PATH}?limit=2`)
  expect(first.body.data.map((one) => one.name)).toEqual(['satu', 'dua'])
  const second = await fake.graph<Page>(`${PATH}?limit=2&after=${first.body.paging.cursors.after}`)
  expect(second.body.data.map((one) => one.name)).toEqual(['tiga'])
  expect(second.body.paging).not.toHaveProperty('next')
})
