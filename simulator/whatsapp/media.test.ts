import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fakeWhatsapp, type FakeWhatsapp, type GraphError } from '../testing/fake-whatsapp.ts'
import type { ChatMessage } from './state.ts'

const TOKEN = { authorization: 'Bearer rehearsal-whatsapp-token' }
let fake: FakeWhatsapp
beforeEach(async () => {
  fake = await fakeWhatsapp()
})
afterEach(() => fake.close())

async function upload(type: string, bytes: string): Promise<{ id: string } & GraphError> {
  const form = new FormData()
  form.set('messaging_product', 'whatsapp')
  form.set('file', new Blob([bytes], { type }), 'berkas')
  const response = await fetch(`${fake.running.url}/v26.0/106540352242922/media`, {
    method: 'POST',
    headers: TOKEN,
    body: form,
  })
  return (await response.json()) as { id: string } & GraphError
}

test('what a person sends is downloaded in two hops, with the token on both', async () => {
  await fake.sim('people/c1/messages', {
    type: 'document',
    base64: Buffer.from('%PDF isi').toString('base64'),
    filename: 'bast.pdf',
  })
  const { document } = fake.messages()[0]!
  expect(document).toMatchObject({ filename: 'bast.pdf', mime_type: 'application/pdf' })
  const hop = await fake.graph<{ url: string; sha256: string; file_size: string }>(document!.id!)
  expect((await fetch(hop.body.url)).status).toBe(401)
  const file = Buffer.from(await (await fetch(hop.body.url, { headers: TOKEN })).arrayBuffer())
  expect(file.toString()).toBe('%PDF isi')
  // Base64 in the webhook, hex in the answer: both are seen from the real service.
  const hash = createHash('sha256').update(file).digest()
  expect([document!.sha256, hop.body.sha256]).toEqual([hash.toString('base64'), hash.toString('hex')])
})

test('the address dies; a fresh one can be asked for', async () => {
  await fake.sim('people/c1/messages', { type: 'image' })
  await fake.sim('faults', { mediaUrlSeconds: 0 }, 'PATCH')
  const id = fake.messages()[0]!.image!.id!
  const dead = await fake.graph<{ url: string }>(id)
  expect((await fetch(dead.body.url, { headers: TOKEN })).status).toBe(404)
  await fake.sim('faults', { preset: 'calm' }, 'PATCH')
  const alive = await fake.graph<{ url: string }>(id)
  expect((await fetch(alive.body.url, { headers: TOKEN })).status).toBe(200)
})

test('an upload is sent by its id and seen by the person with its bytes', async () => {
  await fake.sim('people/c1/messages', { type: 'text', text: 'halo' })
  const { id } = await upload('application/pdf', '%PDF faktur')
  await fake.send({
    to: '+6281234567801',
    type: 'document',
    document: { id, filename: 'INV-1.pdf', caption: 'Faktur' },
  })
  const { body } = await fake.sim<{ messages: (ChatMessage & { mediaUrl: string })[] }>(
    'people/c1/messages?from=business&wait=2000',
  )
  expect(body.messages[0]!.media).toMatchObject({
    filename: 'INV-1.pdf',
    caption: 'Faktur',
    mimeType: 'application/pdf',
  })
  expect(await (await fetch(body.messages[0]!.mediaUrl)).text()).toBe('%PDF faktur')
})

test('a type that WhatsApp does not take is refused, deleted media is unknown', async () => {
  expect((await upload('text/html', '<p>')).error.code).toBe(100)
  const { id } = await upload('image/png', 'png')
  expect((await fake.graph(id, undefined, 'DELETE')).body).toEqual({ success: true })
  expect((await fake.graph<GraphError>(id)).body.error.error_subcode).toBe(33)
})

test('a link that cannot be fetched fails after the acceptance', async () => {
  await fake.sim('people/c1/messages', { type: 'text', text: 'halo' })
  const link = `${fake.receiver.url}/tidak-ada`
  const sent = await fake.send({ to: '+6281234567801', type: 'image', image: { link } })
  const id = encodeURIComponent(sent.body.messages[0]!.id)
  const { body } = await fake.sim<{ message: ChatMessage }>(`messages/${id}?status=failed&wait=3000`)
  expect(body.message.errors![0]!.code).toBe(131053)
})
