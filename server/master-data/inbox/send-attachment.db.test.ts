import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { openFiles } from '../../platform/files.ts'
import { chatMessage, chatsOf } from '../../testing/chats.ts'
import { formOf, testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { keepTemplates } from './list-templates.ts'
import { readReply } from './note-delivery.ts'
import { inboxRoutes } from './routes.ts'

const { db } = await testDatabase()
const chats = chatsOf(db)
const files = openFiles(pathToFileURL(mkdtempSync(join(tmpdir(), 'gss-attachments-'))).href)
const http = await testHttp((app) =>
  inboxRoutes({ app, db, changed: () => undefined }, { db, files, publicUrl: 'https://gss.example' }),
)
const people = {} as Record<'cs' | 'admin', Staff>
beforeAll(async () => {
  people.cs = await insertStaff(db, 'cs', 'Citra Lestari')
  people.admin = await insertStaff(db, 'admin', 'Admin GSS')
})

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')
/** The head of an Office file before 2007. */
const OLD_OFFICE = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])

let number = 0
async function chat(hoursAgo = 0) {
  number += 1
  const waId = `62817000${String(10_000 + number)}`
  const customerId = await insertCustomer(db, { name: 'Ratna Dewi', phone: `+${waId}` })
  const received = await chats.arrives(
    chatMessage({ waId, name: 'Ratna' }, { at: new Date(Date.now() - hoursAgo * 3_600_000) }),
  )
  return { customerId, id: received?.conversationId ?? '' }
}
function fileForm(bytes: Buffer, name: string, caption?: string): FormData {
  const form = new FormData()
  if (caption) form.set('caption', caption)
  form.set('file', new File([new Uint8Array(bytes)], name))
  return form
}
const attach = (id: string, form: FormData) =>
  http.call(people.cs, 'POST', `/api/v1/conversations/${id}/attachments`, form)
const problemOf = (answer: { json: () => Record<string, unknown> }) =>
  (answer.json()['errors'] as { path: string }[] | undefined)?.map(({ path }) => path)

describe('an attachment of CS', () => {
  it('goes out as a picture with its caption', async () => {
    const { id } = await chat()
    const answer = await attach(id, fileForm(PNG, 'posisi unit.png', 'Yang ini ya?'))
    expect(answer.status).toBe(201)
    expect(answer.json()).toMatchObject({
      kind: 'image',
      body: 'Yang ini ya?',
      status: 'QUEUED',
      fileState: 'STORED',
      sentBy: { name: 'Citra Lestari' },
      file: { name: 'posisi unit.png', mime: 'image/png', size: PNG.length },
    })
    expect(await readReply(db, String(answer.json()['id']))).toMatchObject({
      body: 'Yang ini ya?',
      file: { name: 'posisi unit.png', picture: true },
    })
    const outbox = await db.selectFrom('outbox').select('intent').where('recipientId', '=', id).execute()
    expect(outbox).toEqual([{ intent: 'reply' }])
  })

  it.each([
    ['surat.pdf', PDF, 'application/pdf'],
    ['penawaran.DOC', OLD_OFFICE, 'application/msword'],
  ])('%s goes out as a document', async (name, bytes, mime) => {
    const { id } = await chat()
    expect((await attach(id, fileForm(bytes, name))).json()).toMatchObject({
      kind: 'document',
      body: null,
      file: { mime },
    })
  })

  it.each([
    ['a program that calls itself a picture', Buffer.from('MZ\u0090\u0000 not a picture'), 'foto.png'],
    ['a web page', Buffer.from('<html><script>1</script></html>'), 'halaman.pdf'],
    ['an old Office file of another kind', OLD_OFFICE, 'installer.msi'],
  ])('is not %s', async (_, bytes, name) => {
    const { id } = await chat()
    const answer = await attach(id, fileForm(bytes, name))
    expect(answer.status).toBe(422)
    expect(problemOf(answer)).toEqual(['file'])
    expect(await db.selectFrom('outbox').select('id').where('recipientId', '=', id).execute()).toEqual([])
  })

  it('must be there', async () => {
    const { id } = await chat()
    expect(problemOf(await attach(id, formOf({ caption: 'tanpa file' })))).toEqual(['file'])
  })

  it('needs the window like any other answer', async () => {
    const { id } = await chat(30)
    expect((await attach(id, fileForm(PDF, 'surat.pdf'))).json()).toMatchObject({ code: 'WINDOW_CLOSED' })
  })
})

const template = (name: string, status = 'APPROVED') => ({
  name,
  language: 'id',
  status,
  category: 'UTILITY',
  body: 'Halo {{1}}, kami ingin menindaklanjuti {{2}}. Balas ya.',
  fields: ['name', 'about'],
})
describe('templates', () => {
  const send = (id: string, name: string, values: string[]) =>
    http.call(people.cs, 'POST', `/api/v1/conversations/${id}/template`, { name, values })

  it('are offered with what is known filled in, approved ones first', async () => {
    const { id, customerId } = await chat(30)
    const ticket = await insertOpenTicket(db, people.cs, customerId)
    await keepTemplates(db, [
      template('a_pending_one', 'PENDING'),
      { ...template('foreign'), fields: null },
      { ...template('with_picture'), body: null },
      template('follow_up'),
      { ...template('english'), language: 'en' },
    ])
    const answer = await http.call(people.cs, 'GET', `/api/v1/conversations/${id}/templates`)
    expect(answer.json()['items']).toMatchObject([
      {
        name: 'follow_up',
        status: 'APPROVED',
        variables: [
          { field: 'name', value: 'Ratna Dewi' },
          { field: 'about', value: `tiket ${ticket.code}` },
        ],
      },
      {
        name: 'foreign',
        variables: [
          { field: null, value: '' },
          { field: null, value: '' },
        ],
      },
      { name: 'a_pending_one', status: 'PENDING' },
    ])
  })

  it('go out when the window is shut, and the thread shows what the customer reads', async () => {
    const { id } = await chat(30)
    await keepTemplates(db, [template('follow_up')])
    const answer = await send(id, 'follow_up', ['Ibu Ratna', 'tiket\n TKT-00012'])
    expect(answer.status).toBe(201)
    expect(answer.json()).toMatchObject({
      kind: 'template',
      body: 'Halo Ibu Ratna, kami ingin menindaklanjuti tiket TKT-00012. Balas ya.',
    })
    const [outbox] = await db
      .selectFrom('outbox')
      .select(['intent', 'params'])
      .where('recipientId', '=', id)
      .execute()
    expect(outbox).toMatchObject({
      intent: 'template',
      params: { name: 'follow_up', values: ['Ibu Ratna', 'tiket TKT-00012'] },
    })
  })

  it('need every value, the approval of WhatsApp, and to exist', async () => {
    const { id } = await chat(30)
    await keepTemplates(db, [template('follow_up'), template('waiting', 'PENDING')])
    expect(problemOf(await send(id, 'follow_up', ['Ibu Ratna']))).toEqual(['values.1'])
    expect((await send(id, 'waiting', ['a', 'b'])).json()).toMatchObject({ code: 'TEMPLATE_NOT_APPROVED' })
    expect((await send(id, 'never_heard', ['a', 'b'])).status).toBe(404)
    expect(await db.selectFrom('outbox').select('id').where('recipientId', '=', id).execute()).toEqual([])
  })

  it('change when WhatsApp says so', async () => {
    const { id } = await chat(30)
    await keepTemplates(db, [template('follow_up')])
    await keepTemplates(db, [template('follow_up', 'PAUSED')])
    expect((await send(id, 'follow_up', ['a', 'b'])).json()).toMatchObject({ code: 'TEMPLATE_NOT_APPROVED' })
  })
})

describe('ready-made answers', () => {
  const write = (title: string, text: string) =>
    http.call(people.admin, 'POST', '/api/v1/quick-replies', { title, text })
  const titles = async () =>
    ((await http.call(people.cs, 'GET', '/api/v1/quick-replies')).json()['items'] as { title: string }[]).map(
      ({ title }) => title,
    )

  it('are added, changed and removed by whoever works in the inbox', async () => {
    const made = await write('Jam kerja', 'Kami buka 08.00-17.00, {{nama}}.')
    expect(made.status).toBe(201)
    const url = `/api/v1/quick-replies/${String(made.json()['id'])}`
    await http.call(people.cs, 'PATCH', url, { title: 'Jam buka', text: 'Buka 08.00' })
    expect(await titles()).toContain('Jam buka')
    expect((await http.call(people.cs, 'DELETE', url)).status).toBe(200)
    expect(await titles()).not.toContain('Jam buka')
    expect((await http.call(people.cs, 'DELETE', url)).status).toBe(404)
    const changes = await db
      .selectFrom('events')
      .select('data')
      .where('name', '=', 'settingsChanged')
      .execute()
    expect(changes).toHaveLength(3)
  })

  it('have a title of their own, and only gaps that can be filled', async () => {
    await write('Alamat', 'Jl. Merdeka 1')
    expect(problemOf(await write('ALAMAT', 'lagi'))).toEqual(['title'])
    expect(problemOf(await write('Harga', 'Biayanya {{harga}}'))).toEqual(['text'])
  })

  it('never reach a customer with a gap', async () => {
    const { id } = await chat()
    const answer = await http.call(people.cs, 'POST', `/api/v1/conversations/${id}/messages`, {
      text: 'Halo {{ nama }}, sudah kami catat',
    })
    expect(problemOf(answer)).toEqual(['text'])
  })
})
