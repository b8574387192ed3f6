import { afterEach, expect, it } from 'vitest'
import { keepUpdates } from '../../platform/inbound.ts'
import { openLog } from '../../platform/log.ts'
import { testDatabase } from '../../testing/index.ts'
import { testFiles } from '../../testing/jobs.ts'
import { insertCustomer } from '../../testing/people.ts'
import { runWebhook } from '../../testing/run-webhook.ts'
import { ACCOUNT, simulatedWhatsApp, soon } from '../../testing/simulated-whatsapp.ts'
import { openWhatsAppChannel } from './index.ts'

const database = await testDatabase()
const { db } = database
const files = testFiles()
const whatsapp = await simulatedWhatsApp()
const running = await runWebhook(database, {}, (changed) =>
  openWhatsAppChannel({
    db,
    files,
    log: openLog('silent'),
    publicUrl: 'https://gss.test',
    config: { ...ACCOUNT, apiUrl: whatsapp.url, joinSeconds: 1 },
    facts: { invoice: async () => null, payment: async () => null },
    answers: { takesDocument: async () => false },
    changed,
  }),
)
await whatsapp.control('PUT', '/webhook', { url: `${running.url}/webhooks/whatsapp` })
afterEach(async () => {
  await whatsapp.calm()
  await whatsapp.idle()
})

async function customer() {
  const person = await whatsapp.person()
  return { ...person, customerId: await insertCustomer(db, { phone: `+${person.phone}` }) }
}
const messageOf = (externalId: string) =>
  db.selectFrom('messages').selectAll().where('externalId', '=', externalId).executeTakeFirst()
const complaintsOf = (customerId: string) =>
  db.selectFrom('complaints').select(['id', 'text']).where('customerId', '=', customerId).execute()

it('registers somebody who sends the form, and tells him', async () => {
  const person = await whatsapp.person({ name: 'Anton' })
  await whatsapp.says(person.id, 'DAFTAR#Anton Wijaya#Jl. Melati No. 5, Bandung')
  expect((await whatsapp.hears(person.id, 'Data tercatat')).text).toContain('Anton Wijaya')
  const made = await db
    .selectFrom('customers')
    .select('name')
    .where('phone', '=', `+${person.phone}`)
    .execute()
  expect(made).toEqual([{ name: 'Anton Wijaya' }])
})

it('keeps its own copy of a picture', async () => {
  const ratna = await customer()
  const bytes = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  )
  const sent = await whatsapp.act(ratna.id, {
    type: 'image',
    base64: bytes.toString('base64'),
    mimeType: 'image/png',
    caption: 'AC bocor',
  })
  await expect.poll(async () => (await messageOf(sent.id))?.fileState, soon).toBe('STORED')
  const row = await messageOf(sent.id)
  const file = await files.read(db, row?.fileId ?? '')
  expect(file?.mime).toBe('image/png')
  expect(file?.bytes.equals(bytes)).toBe(true)
  const events = await db
    .selectFrom('events')
    .select('data')
    .where('name', '=', 'mediaStored')
    .where('customerId', '=', ratna.customerId)
    .execute()
  expect(events).toEqual([{ data: { messageId: row?.id, kind: 'image' } }])
})

it('makes one complaint of an album', async () => {
  const ratna = await customer()
  await whatsapp.act(ratna.id, { type: 'album', photos: [{ caption: 'atap bocor' }, {}, {}] })
  await whatsapp.hears(ratna.id, 'Keluhan sudah kami terima')
  const complaints = await complaintsOf(ratna.customerId)
  expect(complaints).toMatchObject([{ text: 'atap bocor' }])
  const photos = () =>
    db
      .selectFrom('messages')
      .select('id')
      .where('complaintId', '=', complaints[0]?.id ?? '')
      .where('fileState', '=', 'STORED')
      .execute()
  await expect.poll(async () => (await photos()).length, soon).toBe(3)
})

it('shows that a picture could not be fetched, and tries again', async () => {
  const ratna = await customer()
  await whatsapp.faults({ mediaUrlSeconds: -10 })
  const sent = await whatsapp.act(ratna.id, { type: 'image', caption: 'meteran' })
  await expect.poll(async () => (await messageOf(sent.id))?.fileState, soon).toBe('FAILED')
  await whatsapp.calm()
  await expect.poll(async () => (await messageOf(sent.id))?.fileState, { timeout: 25_000 }).toBe('STORED')
})

it('keeps each message once, doubled, mixed up and in batches', async () => {
  const ratna = await customer()
  await whatsapp.faults({ inboundDuplicate: true, inboundReorder: true, inboundBatch: true })
  const words = Array.from({ length: 12 }, (_, i) => `pesan ${i + 1}`)
  const sent = await Promise.all(words.map((text) => whatsapp.says(ratna.id, text)))
  await whatsapp.idle()
  const kept = () =>
    db
      .selectFrom('messages')
      .select('body')
      .where(
        'externalId',
        'in',
        sent.map((one) => one.id),
      )
      .where('answeredAt', 'is not', null)
      .execute()
  await expect
    .poll(async () => (await kept()).map((row) => row.body), soon)
    .toEqual(
      expect.toSatisfy(
        (all: string[]) => all.length === words.length && words.every((one) => all.includes(one)),
      ),
    )
  // all of them were one complaint: the pause between short messages joins them
  expect(await complaintsOf(ratna.customerId)).toHaveLength(1)
})

it('makes nothing of reactions, edits and what WhatsApp cannot show', async () => {
  const ratna = await customer()
  const word = await whatsapp.says(ratna.id, 'Terima kasih')
  await whatsapp.act(ratna.id, { type: 'reaction', messageId: word.id, emoji: '🙏' })
  await whatsapp.faults({ coexistence: true })
  await whatsapp.act(ratna.id, { type: 'edit', messageId: word.id, text: 'Terima kasih ya' })
  await whatsapp.act(ratna.id, { type: 'revoke', messageId: word.id })
  await whatsapp.calm()
  await whatsapp.act(ratna.id, { type: 'unsupported', kind: 'poll_creation' })
  // nobody waits in vain: what could not be shown is asked about
  await whatsapp.hears(ratna.id, 'Ini tentang apa?')
  expect(await complaintsOf(ratna.customerId)).toEqual([])
})

it('reads the others when one update cannot be read, and keeps that one with its reason', async () => {
  const ratna = await customer()
  await keepUpdates(db, 'whatsapp', [{ externalId: 'poison', sender: '', payload: { type: 'message' } }])
  const sent = await whatsapp.says(ratna.id, 'lampu padam')
  await expect.poll(async () => (await messageOf(sent.id))?.body, soon).toBe('lampu padam')
  const poison = () =>
    db
      .selectFrom('inboundUpdates')
      .select(['processedAt', 'error'])
      .where('externalId', '=', 'poison')
      .executeTakeFirst()
  await expect.poll(async () => (await poison())?.error, soon).toContain('TypeError')
  expect((await poison())?.processedAt).toBeNull()
})
