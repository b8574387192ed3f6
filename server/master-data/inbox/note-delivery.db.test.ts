import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Tx } from '../../platform/db.ts'
import { enqueue } from '../../platform/outbox.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertConversation, insertCustomer } from '../../testing/people.ts'
import {
  type Delivery,
  dropParked,
  noteDelivery,
  noteSent,
  recordOutgoing,
  restartMessage,
} from './note-delivery.ts'

const { db } = await testDatabase()
const change = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
const failure = { code: 131026, say: 'Telepon pelanggan.' }

/** A message that is on its way out. */
async function outgoing() {
  const conversationId = await insertConversation(db, await insertCustomer(db))
  const [outboxId = ''] = await enqueue(db, [{ channel: 'whatsapp', to: conversationId, intent: 'answer' }], {
    key: randomUUID(),
  })
  await recordOutgoing(db, { conversationId, outboxId, kind: 'text', body: 'Halo' })
  const wamid = `wamid.${randomUUID()}`
  return {
    conversationId,
    outboxId,
    wamid,
    reports: (status: Delivery['status'], by: 'wamid' | 'outbox' = 'wamid', error?: unknown) =>
      change((tx) =>
        noteDelivery(tx, {
          externalId: wamid,
          outboxId: by === 'outbox' ? outboxId : null,
          status,
          at: new Date(),
          ...(error !== undefined && { error }),
        }),
      ),
    accepted: () => noteSent(db, outboxId, { status: 'SENT', externalId: wamid }),
    state: async () => {
      const rows = await db
        .selectFrom('messages')
        .select(['status', 'error', 'externalId', 'body', 'kind'])
        .where('outboxId', '=', outboxId)
        .execute()
      expect(rows).toHaveLength(1)
      return rows[0]
    },
    outbox: async () =>
      await db
        .selectFrom('outbox')
        .select(['status', 'error', 'externalId'])
        .where('id', '=', outboxId)
        .executeTakeFirst(),
    told: async () =>
      (
        await db
          .selectFrom('events')
          .select('data')
          .where('name', '=', 'messageStatusChanged')
          .where('conversationId', '=', conversationId)
          .orderBy('id')
          .execute()
      ).map((row) => (row.data as { status: string }).status),
  }
}
const parked = async (externalId: string) =>
  await db.selectFrom('parkedDeliveries').select('status').where('externalId', '=', externalId).execute()

describe('reports of delivery', () => {
  it('only go up, whatever the order and however often', async () => {
    const message = await outgoing()
    await message.accepted()
    for (const status of ['READ', 'DELIVERED', 'SENT', 'READ', 'DELIVERED'] as const)
      await message.reports(status)
    expect(await message.state()).toMatchObject({ status: 'READ', externalId: message.wamid })
    expect(await message.outbox()).toMatchObject({ status: 'READ', externalId: message.wamid })
    expect(await message.told()).toEqual(['SENT', 'READ'])
  })

  it('say why a message failed, until a later one says that it arrived', async () => {
    const message = await outgoing()
    await message.accepted()
    await message.reports('FAILED', 'wamid', failure)
    expect(await message.state()).toMatchObject({ status: 'FAILED', error: failure })
    expect(await message.outbox()).toMatchObject({ status: 'FAILED', error: failure })
    await message.reports('SENT')
    expect(await message.state()).toMatchObject({ status: 'FAILED' })
    // another device of the same customer took it
    await message.reports('DELIVERED')
    expect(await message.state()).toMatchObject({ status: 'DELIVERED', error: null })
    await message.reports('FAILED', 'wamid', failure)
    expect(await message.state()).toMatchObject({ status: 'DELIVERED', error: null })
  })

  it('find the message by our own mark before the call was answered', async () => {
    const message = await outgoing()
    await message.reports('DELIVERED', 'outbox')
    expect(await message.state()).toMatchObject({ status: 'DELIVERED', externalId: message.wamid })
    await message.accepted()
    expect(await message.state()).toMatchObject({ status: 'DELIVERED', externalId: message.wamid })
  })

  it('wait for the answer of the call when they do not carry our mark', async () => {
    const message = await outgoing()
    await message.reports('SENT')
    await message.reports('DELIVERED')
    expect(await message.state()).toMatchObject({ status: 'QUEUED' })
    expect(await parked(message.wamid)).toHaveLength(2)
    await message.accepted()
    expect(await message.state()).toMatchObject({ status: 'DELIVERED', externalId: message.wamid })
    expect(await message.outbox()).toMatchObject({ status: 'DELIVERED' })
    expect(await parked(message.wamid)).toEqual([])
  })

  it('are never lost between report and answer at the same instant', async () => {
    for (let round = 0; round < 15; round++) {
      const message = await outgoing()
      await Promise.all([message.accepted(), message.reports('READ'), message.reports('DELIVERED')])
      expect(await message.state()).toMatchObject({ status: 'READ' })
    }
  })

  it('tell that a message of uncertain fate went out after all', async () => {
    const message = await outgoing()
    await noteSent(db, message.outboxId, { status: 'UNKNOWN', error: { code: 0 } })
    expect(await message.state()).toMatchObject({ status: 'UNKNOWN', error: { code: 0 } })
    await message.reports('SENT', 'outbox')
    expect(await message.state()).toMatchObject({ status: 'SENT', error: null })
  })

  it('about messages of somebody else are forgotten after a day', async () => {
    await change((tx) =>
      noteDelivery(tx, {
        externalId: 'wamid.foreign',
        outboxId: randomUUID(),
        status: 'SENT',
        at: new Date(),
      }),
    )
    expect(await parked('wamid.foreign')).toHaveLength(1)
    await dropParked(db)
    expect(await parked('wamid.foreign')).toHaveLength(1)
    await db
      .updateTable('parkedDeliveries')
      .set({ parkedAt: new Date(Date.now() - 25 * 3_600_000) })
      .execute()
    await dropParked(db)
    expect(await parked('wamid.foreign')).toEqual([])
  })
})

describe('our own calls', () => {
  it('show why a message waits, once', async () => {
    const message = await outgoing()
    const busy = { code: 131056, say: 'Akan dicoba lagi sendiri.' }
    await noteSent(db, message.outboxId, { status: 'QUEUED', error: busy })
    await noteSent(db, message.outboxId, { status: 'QUEUED', error: busy })
    expect(await message.state()).toMatchObject({ status: 'QUEUED', error: busy })
    expect(await message.told()).toEqual(['QUEUED'])
    await message.accepted()
    expect(await message.state()).toMatchObject({ status: 'SENT', error: null })
  })

  it('keep one row whatever form the message finally takes', async () => {
    const message = await outgoing()
    await recordOutgoing(db, {
      conversationId: message.conversationId,
      outboxId: message.outboxId,
      kind: 'text',
      body: 'Kunjungan dijadwalkan (template)',
    })
    expect(await message.state()).toMatchObject({
      body: 'Kunjungan dijadwalkan (template)',
      status: 'QUEUED',
    })
  })

  it('start again from the bottom, and the id of the first try no longer counts', async () => {
    const message = await outgoing()
    await message.accepted()
    const restart = () => change((tx) => restartMessage(tx, { externalId: message.wamid, outboxId: null }))
    expect(await restart()).toBe(message.outboxId)
    expect(await message.state()).toMatchObject({ status: 'QUEUED', externalId: null, error: null })
    await noteSent(db, message.outboxId, { status: 'SENT', externalId: 'wamid.second' })
    expect(await message.state()).toMatchObject({ status: 'SENT', externalId: 'wamid.second' })
    // a report about the first try, and one about what has arrived, start nothing
    expect(await restart()).toBeNull()
    await message.reports('READ', 'outbox')
    expect(
      await change((tx) => restartMessage(tx, { externalId: null, outboxId: message.outboxId })),
    ).toBeNull()
  })
})
