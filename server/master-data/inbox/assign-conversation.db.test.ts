import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { chatMessage, chatsOf } from '../../testing/chats.ts'
import { testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { inboxRoutes } from './routes.ts'

const { db } = await testDatabase()
const chats = chatsOf(db)
const http = await testHttp((app) =>
  inboxRoutes(
    { app, db, changed: () => undefined },
    { db, files: null as never, publicUrl: 'https://gss.example' },
  ),
)
const people = {} as Record<'cs' | 'other' | 'technician', Staff>
beforeAll(async () => {
  people.cs = await insertStaff(db, 'cs', 'Citra Lestari')
  people.other = await insertStaff(db, 'cs', 'Dewi Anggraini')
  people.technician = await insertStaff(db, 'technician', 'Andi Saputra')
})

let number = 0
async function chat(text = 'Halo', customer = false) {
  number += 1
  const waId = `62816000${String(10_000 + number)}`
  const customerId = customer ? await insertCustomer(db, { name: 'Ratna Dewi', phone: `+${waId}` }) : null
  const received = await chats.arrives(chatMessage({ waId, name: 'Ratna' }, { text }))
  return { customerId, id: received?.conversationId ?? '', messageId: received?.messageId ?? '' }
}
const events = async (conversationId: string, name: string) =>
  (
    await db
      .selectFrom('events')
      .select(['actorId', 'data', 'ticketId'])
      .where('conversationId', '=', conversationId)
      .where('name', '=', name)
      .orderBy('id')
      .execute()
  ).map(({ actorId, data, ticketId }) => ({ actorId, data, ticketId }))
const idsOf = (answer: { json: () => Record<string, unknown> }) =>
  (answer.json()['items'] as { id: string }[]).map(({ id }) => id)

describe('who looks after a conversation', () => {
  it('is handed over and given back, once each', async () => {
    const { id } = await chat()
    const hand = (assignedTo: string | null) =>
      http.call(people.cs, 'PATCH', `/api/v1/conversations/${id}`, { assignedTo })
    expect((await hand(people.other.id)).json()).toMatchObject({ assignedTo: { name: 'Dewi Anggraini' } })
    await hand(people.other.id)
    expect((await hand(null)).json()).toMatchObject({ assignedTo: null })
    expect((await events(id, 'conversationAssigned')).map(({ data }) => data)).toEqual([
      { assignedTo: people.other.id },
      { assignedTo: null },
    ])
  })

  it('is somebody who works in the inbox', async () => {
    const { id } = await chat()
    const answer = await http.call(people.cs, 'PATCH', `/api/v1/conversations/${id}`, {
      assignedTo: people.technician.id,
    })
    expect(answer.status).toBe(422)
    expect(answer.json()).toMatchObject({ errors: [{ path: 'assignedTo' }] })
    expect(await events(id, 'conversationAssigned')).toEqual([])
  })

  it('filters the list: mine, nobody’s, all', async () => {
    const [mine, free] = [await chat(), await chat()]
    await http.call(people.other, 'PATCH', `/api/v1/conversations/${mine.id}`, {
      assignedTo: people.other.id,
    })
    const list = async (who: Staff, query: string) =>
      idsOf(await http.call(who, 'GET', `/api/v1/conversations?limit=100${query}`))
    expect(await list(people.other, '&assigned=me')).toEqual([mine.id])
    expect(await list(people.cs, '&assigned=me')).not.toContain(mine.id)
    expect(await list(people.cs, '&assigned=nobody')).toContain(free.id)
    expect(await list(people.cs, '&assigned=nobody')).not.toContain(mine.id)
    expect(await list(people.cs, '')).toEqual(expect.arrayContaining([mine.id, free.id]))
  })

  it('is whoever answers first', async () => {
    const { id } = await chat()
    await http.call(people.cs, 'POST', `/api/v1/conversations/${id}/messages`, { text: 'Siap, kami cek' })
    await http.call(people.other, 'POST', `/api/v1/conversations/${id}/messages`, { text: 'Saya bantu juga' })
    expect((await http.call(people.cs, 'GET', `/api/v1/conversations/${id}`)).json()).toMatchObject({
      assignedTo: { id: people.cs.id },
      unreadCount: 0,
    })
  })
})

describe('notes among colleagues', () => {
  it('are kept beside the thread and never go out', async () => {
    const { id } = await chat()
    const answer = await http.call(people.cs, 'POST', `/api/v1/conversations/${id}/notes`, {
      text: 'Pelanggan prioritas',
    })
    expect(answer.status).toBe(201)
    expect(answer.json()).toMatchObject({ text: 'Pelanggan prioritas', by: { name: 'Citra Lestari' } })
    const list = await http.call(people.other, 'GET', `/api/v1/conversations/${id}/notes`)
    expect(idsOf(list)).toEqual([answer.json()['id']])
    const sent = await db.selectFrom('outbox').select('id').where('recipientId', '=', id).execute()
    expect(sent).toEqual([])
    const thread = await http.call(people.cs, 'GET', `/api/v1/conversations/${id}/messages`)
    expect(idsOf(thread)).toHaveLength(1)
    expect(await events(id, 'conversationNoted')).toEqual([
      { actorId: people.cs.id, data: { noteId: answer.json()['id'] }, ticketId: null },
    ])
  })

  it('are none of a technician’s business', async () => {
    const { id } = await chat()
    expect((await http.call(people.technician, 'GET', `/api/v1/conversations/${id}/notes`)).status).toBe(403)
  })

  it('say something', async () => {
    const { id } = await chat()
    expect(
      (await http.call(people.cs, 'POST', `/api/v1/conversations/${id}/notes`, { text: '  ' })).status,
    ).toBe(422)
  })
})

describe('searching', () => {
  const search = async (q: string) =>
    (
      (await http.call(people.cs, 'GET', `/api/v1/conversations?q=${encodeURIComponent(q)}`)).json()[
        'items'
      ] as { id: string; found: string | null }[]
    ).map(({ id, found }) => ({ id, found }))

  it('finds what was written, and shows the newest message that says it', async () => {
    const { id } = await chat('Kompresor bunyi nyaring sekali')
    await chat('AC menetes')
    expect(await search('bunyi NYARING')).toEqual([{ id, found: 'Kompresor bunyi nyaring sekali' }])
  })

  it('takes signs of a pattern as they are', async () => {
    const { id } = await chat('diskon 100% ya')
    await chat('diskon 1000 ya')
    expect(await search('diskon 100%')).toEqual([{ id, found: 'diskon 100% ya' }])
  })
})

describe('a message about a ticket', () => {
  it('is linked to one of the customer’s tickets and loosened again', async () => {
    const { id, messageId, customerId } = await chat('Sudah sampai mana teknisinya?', true)
    const ticket = await insertOpenTicket(db, people.cs, customerId ?? '')
    const link = (ticketId: string | null) =>
      http.call(people.cs, 'PATCH', `/api/v1/conversations/${id}/messages/${messageId}`, { ticketId })
    expect((await link(ticket.id)).json()).toMatchObject({ ticketId: ticket.id, ticketCode: ticket.code })
    expect((await link(null)).json()).toMatchObject({ ticketId: null, ticketCode: null })
    expect(await events(id, 'messageLinked')).toEqual([
      { actorId: people.cs.id, data: { messageId, linked: true }, ticketId: ticket.id },
      { actorId: people.cs.id, data: { messageId, linked: false }, ticketId: ticket.id },
    ])
  })

  it('is not linked to a stranger’s ticket, nor through another conversation', async () => {
    const { id, messageId } = await chat('Halo', true)
    const [other, ticket] = [
      await chat(),
      await insertOpenTicket(db, people.cs, await insertCustomer(db, { name: 'Orang Lain' })),
    ]
    const link = async (conversationId: string) =>
      (
        await http.call(people.cs, 'PATCH', `/api/v1/conversations/${conversationId}/messages/${messageId}`, {
          ticketId: ticket.id,
        })
      ).status
    expect([await link(id), await link(other.id)]).toEqual([404, 404])
  })
})
