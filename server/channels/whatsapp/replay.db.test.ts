import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Db } from '../../platform/db.ts'
import { openLog } from '../../platform/log.ts'
import { openStore } from '../../platform/inbound-store.ts'
import { startTasks } from '../../platform/tasks.ts'
import { testHttp } from '../../testing/http.ts'
import { type TestDatabase, testDatabase } from '../../testing/index.ts'
import { testFiles } from '../../testing/jobs.ts'
import { soon } from '../../testing/simulated-whatsapp.ts'
import { openWhatsApp } from './client.ts'
import { readWhatsApp, storeWebhook, whatsAppTasks } from './receive.ts'
import { registerWhatsAppWebhook } from './routes.ts'

type Json = Record<string, unknown>
type Value = { metadata?: Json; messages?: Json[]; statuses?: Json[] }
type Envelope = { entry: { changes: { field: string; value: Value }[] }[] }
const OURS = '106540352242922'
const SECRET = 'app-secret'

/** Every published sample, as one for our number: each with message ids of its own, because many share theirs. */
const samples = ['pywa', 'netflie', 'meta-openapi', 'meta-docs-bsuid'].flatMap((source) => {
  const file = join(import.meta.dirname, `../../testing/whatsapp-webhooks/${source}.json`)
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Envelope>
  return Object.entries(all).map(([name, envelope]) => ({
    name: `${source}/${name}`,
    envelope: ours(envelope, name),
  }))
})

function ours(envelope: Envelope, name: string): Envelope {
  const copy = structuredClone(envelope)
  for (const { value } of copy.entry.flatMap((entry) => entry.changes)) {
    if (value.metadata) value.metadata = { ...value.metadata, phone_number_id: OURS }
    const single = [...(value.messages ?? []), ...(value.statuses ?? [])]
    for (const [index, one] of single.entries()) one['id'] = `${String(one['id'])}.${name}.${index}`
  }
  return copy
}

const plain = (envelope: Envelope) => JSON.stringify(envelope)
/** The same bytes of meaning, written as Meta's serialiser writes them. */
const escaped = (envelope: Envelope) =>
  JSON.stringify(envelope)
    .replaceAll('/', '\\/')
    .replaceAll('@', '\\u0040')
    .replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Always the same disorder. */
function shuffled<T>(all: readonly T[], seed: number): T[] {
  let state = seed
  const next = () => (state = (state * 48_271) % 2_147_483_647)
  return all
    .map((one) => ({ one, place: next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one)
}

/** Webhook and tasks on a database of their own; nothing is sent and no media are fetched. */
async function product({ db, pool }: TestDatabase) {
  const store = openStore(db, 'whatsapp')
  const { app } = await testHttp((server) =>
    registerWhatsAppWebhook(server, {
      appSecret: SECRET,
      verifyToken: 'x',
      store: async (envelope, raw) => {
        await storeWebhook(store, OURS, envelope, raw)
        reader.wake()
      },
    }),
  )
  const log = openLog('silent')
  const deps = {
    db,
    files: testFiles(),
    client: openWhatsApp({
      apiUrl: 'http://127.0.0.1:9',
      apiVersion: 'v26.0',
      accessToken: 'x',
      phoneNumberId: OURS,
      businessAccountId: '1',
    }),
    log,
    joinSeconds: 0,
    phoneNumberId: OURS,
    answers: { takesDocument: async () => false },
    changed: () => undefined,
  }
  const { fetchWhatsAppMedia: _, ...tasks } = whatsAppTasks(deps)
  const reader = readWhatsApp(deps)
  const runner = await startTasks({ pool, tasks, cron: [], log })
  afterAll(async () => {
    await reader.stop()
    await runner.stop()
  })
  return {
    async posts(body: string): Promise<number> {
      const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`
      const answer = await app.inject({
        method: 'POST',
        url: '/webhooks/whatsapp',
        payload: body,
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      })
      return answer.statusCode
    },
    /** Everything that was kept has been read, and everybody was answered. */
    async settles(): Promise<void> {
      const unread = () =>
        db
          .selectFrom('inboundUpdates')
          .select(['externalId', 'error'])
          .where('processedAt', 'is', null)
          .execute()
      await expect.poll(unread, soon).toEqual([])
      const unanswered = () =>
        db
          .selectFrom('messages')
          .select('externalId')
          .where('answeredAt', 'is', null)
          .where('direction', '=', 'IN')
          .execute()
      await expect.poll(unanswered, soon).toEqual([])
    },
  }
}

const messagesIn = (envelope: Envelope) =>
  envelope.entry.flatMap((entry) => entry.changes.flatMap((change) => change.value.messages ?? []))

describe('every published webhook', async () => {
  const database = await testDatabase()
  const { db } = database
  const { posts, settles } = await product(database)
  // all who write are customers, so that whatever counts as a complaint becomes one
  const numbers = new Set(
    samples
      .flatMap(({ envelope }) => messagesIn(envelope).map((one) => String(one['from'])))
      .filter((n) => /^\d{7,15}$/.test(n)),
  )
  for (const number of numbers)
    await db
      .insertInto('customers')
      .values({ name: `Pelanggan ${number}`, phone: `+${number}`, source: 'IMPORT' })
      .execute()

  it('is answered 200 and kept once: twice, in disorder, and escaped otherwise', async () => {
    const bodies = [
      ...samples.map(({ envelope }) => plain(envelope)),
      ...samples.map(({ envelope }) => escaped(envelope)),
    ]
    for (const seed of [7, 4711])
      for (const body of shuffled(bodies, seed)) expect(await posts(body)).toBe(200)
    const kept = await db.selectFrom('inboundUpdates').select('externalId').execute()
    // two samples of account news are word for word the same
    const once = new Set(
      samples.flatMap(({ envelope }) =>
        envelope.entry.flatMap(({ changes, ...entry }) =>
          changes.flatMap((change) => {
            const { field, value } = change
            const single = field === 'messages' ? [...(value.messages ?? []), ...(value.statuses ?? [])] : []
            return single.length > 0
              ? single.map((one) => `${String(one['id'])} ${String(one['status'])}`)
              : [JSON.stringify([entry, change])]
          }),
        ),
      ),
    )
    expect(kept).toHaveLength(once.size)
    await settles()
  })

  it('has made no ticket, and complaints of words and pictures only', async () => {
    expect(await db.selectFrom('tickets').select('id').execute()).toEqual([])
    const kinds = await db
      .selectFrom('messages')
      .select(['kind', 'body', 'complaintId'])
      .where('direction', '=', 'IN')
      .execute()
    const complained = kinds.filter((row) => row.complaintId !== null)
    for (const kind of ['reaction', 'system', 'edit', 'revoke'])
      expect(complained.map((row) => row.kind)).not.toContain(kind)
    const complaints = await db.selectFrom('complaints').select(['id', 'text']).execute()
    expect(complaints.length).toBeGreaterThan(2)
    for (const { id, text } of complaints) {
      const words = complained.filter((row) => row.complaintId === id).map((row) => row.body)
      expect(words.some((body) => body !== null && text.includes(body.slice(0, 10)))).toBe(true)
    }
    // and reactions, edits and notes are there to be seen all the same
    const seen = new Set(kinds.map((row) => row.kind))
    for (const kind of ['text', 'image', 'reaction', 'edit', 'interactive', 'location', 'contacts', 'system'])
      expect(seen).toContain(kind)
    expect(kinds.length).toBeGreaterThan(40)
  })

  it('has parked reports about messages that are not ours, and nothing else', async () => {
    const parked = await db.selectFrom('parkedDeliveries').select('status').execute()
    expect(parked.length).toBeGreaterThan(5)
    expect(await db.selectFrom('messages').select('id').where('direction', '=', 'OUT').execute()).toEqual([])
  })
})

describe('the order in which they come', async () => {
  const [first, second] = [await testDatabase(), await testDatabase()]
  const [ordered, disordered] = [await product(first), await product(second)]
  // a change of number divides what comes before it from what comes after it, so these have a test of their own
  const steady = samples.filter(({ envelope }) =>
    messagesIn(envelope).every((one) => one['type'] !== 'system'),
  )

  /** Who is in one thread with whom, and what was said. */
  async function state(db: Db) {
    const rows = await db
      .selectFrom('messages')
      .select(['externalId', 'kind', 'body', 'at', 'conversationId', 'lat', 'replyToExternalId'])
      .where('direction', '=', 'IN')
      .orderBy('externalId')
      .execute()
    const firstOf = new Map<string, string | null>()
    for (const row of rows)
      if (!firstOf.has(row.conversationId)) firstOf.set(row.conversationId, row.externalId)
    const chats = await db
      .selectFrom('conversations')
      .select(['id', 'bsuid', 'lastInboundAt', 'unreadCount'])
      .execute()
    return {
      messages: rows.map(({ conversationId, ...row }) => ({ ...row, thread: firstOf.get(conversationId) })),
      chats: chats
        .map(({ id, ...chat }) => ({ thread: firstOf.get(id) ?? '', ...chat }))
        .toSorted((a, b) => ((a.thread ?? '') < (b.thread ?? '') ? -1 : 1)),
    }
  }

  it('does not matter for what is there in the end', async () => {
    for (const { envelope } of steady) expect(await ordered.posts(plain(envelope))).toBe(200)
    await ordered.settles()
    // many at once this time
    const mixed = shuffled([...steady, ...steady], 99)
    for (let start = 0; start < mixed.length; start += 12)
      await Promise.all(
        mixed.slice(start, start + 12).map(({ envelope }) => disordered.posts(escaped(envelope))),
      )
    await disordered.settles()
    expect(await state(second.db)).toEqual(await state(first.db))
  })
})
