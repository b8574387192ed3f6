import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { chatMessage, chatsOf } from '../../testing/chats.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertCustomer, insertStaff } from '../../testing/people.ts'
import { mergeConversations } from './merge-conversations.ts'
import { readConversationRow } from './reads.ts'
import { replyToConversation } from './reply-to-conversation.ts'
import { dismissComplaint } from './report-complaint.ts'

const { db } = await testDatabase()
const chats = chatsOf(db)
const change = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
const people = {} as Record<'cs', Staff>
beforeAll(async () => {
  people.cs = await insertStaff(db, 'cs', 'Citra Lestari')
})

let number = 0
async function person(registered = true) {
  number += 1
  const waId = `62818000${String(10_000 + number)}`
  if (registered) await insertCustomer(db, { name: 'Ratna Dewi', phone: `+${waId}` })
  return { waId, name: 'Ratna' }
}
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000)
const reply = (id: string) => change((tx) => replyToConversation(tx, people.cs, id, { text: 'Siap' }))
const waits = (conversationId: string) =>
  db
    .selectFrom('firstResponses')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .orderBy('askedAt')
    .execute()
const first = async (conversationId: string) => (await readConversationRow(db, conversationId)).firstResponse

describe('the wait for a person', () => {
  it('lasts from the first message of the complaint to the first answer of a person', async () => {
    const from = await person()
    const asked = ago(2)
    const { conversationId } = await chats.writes(
      from,
      chatMessage(from, { text: 'LAPOR#AC ruang rapat mati', at: asked }),
      chatMessage(from, { text: 'tolong cepat ya', at: ago(1) }),
    )
    // the automatic answer is on its way, but nobody has answered
    expect(await first(conversationId)).toMatchObject({ answeredAt: null, waiting: true })
    await reply(conversationId)
    await reply(conversationId)
    const [wait, ...more] = await waits(conversationId)
    expect(more).toEqual([])
    expect(wait).toMatchObject({ askedAt: asked, answeredBy: people.cs.id })
    expect(wait?.complaintId).not.toBeNull()
    expect(await first(conversationId)).toMatchObject({ waiting: false, by: { name: 'Citra Lestari' } })
  })

  it('does not begin anew while a person is in the talk, but for a new complaint', async () => {
    const from = await person()
    const { conversationId } = await chats.writes(from, 'LAPOR#AC mati total di lantai dua')
    await reply(conversationId)
    await chats.writes(from, 'oke ditunggu ya kak teknisinya datang')
    const talk = await waits(conversationId)
    const complaints = await db
      .selectFrom('complaints')
      .select('id')
      .where('conversationId', '=', conversationId)
      .execute()
    // every complaint that entered the queue has its own wait, and nothing else has one
    expect(talk.map(({ complaintId }) => String(complaintId)).toSorted()).toEqual(
      complaints.map(({ id }) => id).toSorted(),
    )
  })

  it('ends without anybody when the automatic answer was enough', async () => {
    const from = await person(false)
    const { conversationId } = await chats.writes(from, 'DAFTAR#Siti Aminah#Jl. Melati No. 5 Bandung')
    expect(await waits(conversationId)).toEqual([])
    expect(await first(conversationId)).toBeNull()
  })

  it('is no wait any more when CS decided the complaint without a chat', async () => {
    const from = await person()
    const { conversationId } = await chats.writes(from, 'LAPOR#Lampu lorong kedip terus menerus')
    const [complaint] = await db
      .selectFrom('complaints')
      .select('id')
      .where('conversationId', '=', conversationId)
      .execute()
    await change((tx) => dismissComplaint(tx, people.cs, complaint?.id ?? '', 'Sudah beres lewat telepon'))
    expect(await first(conversationId)).toMatchObject({ answeredAt: null, waiting: false })
  })

  it('is never negative, even when the vendor’s clock runs ahead', async () => {
    const from = await person()
    const received = await chats.arrives(chatMessage(from, { at: new Date(Date.now() + 60_000) }))
    await reply(received?.conversationId ?? '')
    const [wait] = await waits(received?.conversationId ?? '')
    expect(wait?.answeredAt).toEqual(wait?.askedAt)
  })

  it('counts from the earliest message when they arrive out of order', async () => {
    const from = await person()
    const earlier = ago(3)
    await chats.arrives(chatMessage(from, { at: ago(1) }))
    const received = await chats.arrives(chatMessage(from, { at: earlier }))
    expect(await waits(received?.conversationId ?? '')).toMatchObject([{ askedAt: earlier }])
  })

  it('goes on once when two threads turn out to be one person’s', async () => {
    const [one, two] = [await person(false), await person(false)]
    const kept = (await chats.arrives(chatMessage(one, { at: ago(1) })))?.conversationId ?? ''
    const gone = (await chats.arrives(chatMessage(two, { at: ago(4) })))?.conversationId ?? ''
    await db
      .insertInto('conversationNotes')
      .values({ conversationId: gone, text: 'Nomor kantor', createdBy: people.cs.id })
      .execute()
    const askedAt = (await waits(gone))[0]?.askedAt
    expect(await change((tx) => mergeConversations(tx, kept, gone))).toBe(true)
    expect(await waits(kept)).toMatchObject([{ askedAt, answeredAt: null }])
    const notes = await db
      .selectFrom('conversationNotes')
      .select('text')
      .where('conversationId', '=', kept)
      .execute()
    expect(notes).toEqual([{ text: 'Nomor kantor' }])
  })
})
