import { describe, expect, it } from 'vitest'
import { chatMessage, chatsOf, picture } from '../../testing/chats.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { answerConversation } from './answer-conversation.ts'
import type { Sender } from './find-conversation.ts'

const { db } = await testDatabase()
const chats = chatsOf(db)

let people = 0
const newcomer = (): Sender & { waId: string } => {
  people += 1
  return { waId: `62814000${String(10_000 + people)}` }
}
/** A registered customer who writes from his number. */
async function customer(fields: { name?: string; address?: string } = {}) {
  const from = newcomer()
  const id = await insertCustomer(db, { phone: `+${from.waId}`, name: 'Ratna Dewi', ...fields })
  return { id, from }
}
const keys = (said: { answers: { key: string }[] }) =>
  said.answers.map((answer) => answer.key.replace('registration.', ''))
const recordOf = async (phone: string) =>
  await db.selectFrom('customers').selectAll().where('phone', '=', phone).execute()
const complaintsOf = async (customerId: string) =>
  await db
    .selectFrom('complaints')
    .select(['id', 'text', 'status', 'lat', 'lng'])
    .where('customerId', '=', customerId)
    .orderBy('createdAt')
    .execute()
const attached = async (complaintId: string | undefined) =>
  (
    await db
      .selectFrom('messages')
      .select('kind')
      .where('complaintId', '=', complaintId ?? '')
      .orderBy('id')
      .execute()
  ).map((row) => row.kind)
const ownerOf = async (id: string) =>
  await db.selectFrom('conversations').select(['customerId', 'draft']).where('id', '=', id).executeTakeFirst()
const eventNames = async (conversationId: string, customerId: string) =>
  (
    await db
      .selectFrom('events')
      .select('name')
      .where((where) =>
        where.or([where('conversationId', '=', conversationId), where('customerId', '=', customerId)]),
      )
      .orderBy('id')
      .execute()
  ).map((row) => row.name)

describe('registration', () => {
  it('makes a customer of the sender, with the proof of what he was told', async () => {
    const from = newcomer()
    const form = chatMessage(from, {
      text: 'Halo min, DAFTAR#Bapak Anton Wijaya#Jl. Melati No. 5, Bandung#PT Maju Jaya#anton@maju.co.id',
    })
    const said = await chats.writes(from, form)
    expect(keys(said)).toEqual(['registered'])
    const [made, ...others] = await recordOf(`+${from.waId}`)
    expect(others).toEqual([])
    expect(made).toMatchObject({
      name: 'Anton Wijaya',
      salutation: 'Bapak',
      address: 'Jl. Melati No. 5, Bandung',
      company: 'PT Maju Jaya',
      email: 'anton@maju.co.id',
      source: 'WHATSAPP',
      createdBy: null,
    })
    expect(await ownerOf(said.conversationId)).toEqual({ customerId: made?.id, draft: null })
    const consents = await db
      .selectFrom('consents')
      .select(['textVersion', 'channel', 'messageId'])
      .where('customerId', '=', made?.id ?? '')
      .execute()
    expect(consents).toEqual([
      { textVersion: expect.stringMatching(/^privasi-/), channel: 'whatsapp', messageId: form.externalId },
    ])
    expect(await eventNames(said.conversationId, made?.id ?? '')).toEqual([
      'messageReceived',
      'customerRegistered',
    ])
  })

  it('asks only for what is missing and keeps what it has', async () => {
    const from = newcomer()
    const asked = await chats.writes(from, 'DAFTAR#Ibu Anisa Rahma')
    expect(keys(asked)).toEqual(['missingAddress'])
    expect(asked.answers[0]?.params).toMatchObject({ who: 'Bu Anisa Rahma' })
    expect(await recordOf(`+${from.waId}`)).toEqual([])
    expect(keys(await chats.writes(from, 'Jl. Kenanga No. 12, Depok'))).toEqual(['registered'])
    expect(await recordOf(`+${from.waId}`)).toMatchObject([
      { name: 'Anisa Rahma', salutation: 'Ibu', address: 'Jl. Kenanga No. 12, Depok' },
    ])
  })

  it('reads several short messages in a row as one', async () => {
    const from = newcomer()
    const said = await chats.writes(from, 'Daftar', 'Nama: Tono Susilo', 'Alamat: Jl. Dahlia No. 3, Bogor')
    expect(keys(said)).toEqual(['registered'])
    expect(await recordOf(`+${from.waId}`)).toMatchObject([{ name: 'Tono Susilo' }])
    expect(await chats.answers(said.conversationId)).toEqual([])
  })

  it('helps once in ten minutes, whatever comes', async () => {
    const from = newcomer()
    expect(keys(await chats.writes(from, 'Halo'))).toEqual(['greetingUnknown'])
    expect(keys(await chats.writes(from, 'cara daftar gimana?'))).toEqual([])
    const said = await chats.writes(from, picture(from))
    expect(keys(said)).toEqual([])
    await db
      .updateTable('conversations')
      .set({ helpSentAt: new Date(Date.now() - 11 * 60_000) })
      .where('id', '=', said.conversationId)
      .execute()
    expect(keys(await chats.writes(from, 'cara daftar gimana?'))).toEqual(['help'])
  })

  it('keeps a complaint until the sender is known, with the photo and the place that came before', async () => {
    const from = newcomer()
    await chats.writes(from, picture(from))
    await chats.writes(
      from,
      chatMessage(from, { kind: 'location', text: null, location: { lat: -6.9, lng: 107.6 } }),
    )
    expect(keys(await chats.writes(from, 'Kulkas saya tidak dingin dari kemarin'))).toEqual(['complaintKept'])
    const said = await chats.writes(from, 'DAFTAR#Sari Wulan#Jl. Anggrek No. 8, Bandung')
    expect(keys(said)).toEqual(['registeredWithComplaint'])
    const [made] = await recordOf(`+${from.waId}`)
    const complaints = await complaintsOf(made?.id ?? '')
    expect(complaints).toMatchObject([
      { text: 'Kulkas saya tidak dingin dari kemarin', status: 'OPEN', lat: -6.9, lng: 107.6 },
    ])
    expect(await attached(complaints[0]?.id)).toEqual(['image', 'location', 'text'])
  })

  it('takes a number whose country we have no table for, because WhatsApp vouches for it', async () => {
    const from = { waId: '16505551234' }
    expect(keys(await chats.writes(from, 'DAFTAR#Sheena Nelson#Jl. Mawar No. 2, Jakarta'))).toEqual([
      'registered',
    ])
    expect(await recordOf('+16505551234')).toHaveLength(1)
  })

  it('asks somebody with a user name for his number, and reads it from a contact card', async () => {
    const from = { bsuid: 'ID.555000001', username: 'maya.k' }
    const asked = await chats.writes(from, 'DAFTAR#Maya Kusuma#Jl. Cempaka No. 4, Jakarta')
    expect(keys(asked)).toEqual(['phoneNeeded'])
    const card = chatMessage(from, { kind: 'contacts', text: 'Maya Kusuma +62 812-7777-0001' })
    expect(keys(await chats.writes(from, card))).toEqual(['registered'])
    expect(await recordOf('+6281277770001')).toMatchObject([{ name: 'Maya Kusuma' }])
  })

  it('never hands over a record to somebody who only typed its number', async () => {
    const owner = await insertCustomer(db, { phone: '+6281277770002', name: 'Pemilik Asli' })
    const from = { bsuid: 'ID.555000002' }
    await chats.writes(from, 'DAFTAR#Orang Lain#Jl. Cempaka No. 5, Jakarta')
    const said = await chats.writes(from, '0812 7777 0002')
    expect(keys(said)).toEqual(['registered'])
    const tied = await ownerOf(said.conversationId)
    expect(tied?.customerId).not.toBe(owner)
    const made = await db
      .selectFrom('customers')
      .select(['name', 'phone'])
      .where('id', '=', tied?.customerId ?? '')
      .executeTakeFirst()
    expect(made).toEqual({ name: 'Orang Lain', phone: null })
  })
})

describe('complaints', () => {
  it('come from LAPOR and from plain words alike, each with its event', async () => {
    const { id, from } = await customer()
    const first = await chats.writes(from, 'LAPOR#AC kamar bocor')
    expect(keys(first)).toEqual(['complaintReceived'])
    expect(first.answers[0]?.params).toMatchObject({ name: 'Ratna Dewi' })
    await chats.writes(from, 'mesin cuci juga mati total')
    expect((await complaintsOf(id)).map((one) => one.text)).toEqual([
      'AC kamar bocor',
      'mesin cuci juga mati total',
    ])
    expect(
      (await eventNames(first.conversationId, id)).filter((name) => name === 'complaintReported'),
    ).toHaveLength(2)
  })

  it('are one with all photos of an album, in whatever portions it comes', async () => {
    const { id, from } = await customer()
    // photo, photo with words, two more in the same breath, one late
    await chats.writes(from, picture(from))
    const told = await chats.writes(from, picture(from, 'pipa di dapur pecah'), picture(from))
    expect(keys(told)).toEqual(['complaintReceived'])
    expect(keys(await chats.writes(from, picture(from)))).toEqual([])
    const all = await complaintsOf(id)
    expect(all).toHaveLength(1)
    expect(await attached(all[0]?.id)).toEqual(['image', 'image', 'image', 'image'])
  })

  it('get their place from a position sent afterwards', async () => {
    const { id, from } = await customer()
    await chats.writes(from, 'listrik padam sebagian')
    const place = { lat: -6.2, lng: 106.8 }
    await chats.writes(from, chatMessage(from, { kind: 'location', text: 'Kantor', location: place }))
    expect(await complaintsOf(id)).toMatchObject([place])
  })

  it('do not come from thanks, reactions, stickers and other machines', async () => {
    const { id, from } = await customer()
    for (const one of [
      chatMessage(from, { text: 'Terima kasih banyak kak' }),
      chatMessage(from, { kind: 'reaction', text: '👍' }),
      chatMessage(from, { kind: 'sticker', text: null, media: { id: 's1' } }),
      chatMessage(from, { kind: 'order', text: null }),
      chatMessage(from, {
        text: 'Terima kasih telah menghubungi Toko Maju. Pesan Anda akan kami balas pada jam kerja.',
      }),
    ])
      expect(keys(await chats.writes(from, one))).toEqual([])
    expect(await complaintsOf(id)).toEqual([])
  })

  it('are asked for when only a picture comes, even with a sticker in front', async () => {
    const { id, from } = await customer()
    const sticker = chatMessage(from, { kind: 'sticker', text: null, media: { id: 's2' } })
    expect(keys(await chats.writes(from, sticker, picture(from)))).toEqual(['mediaWithoutText'])
    expect(keys(await chats.writes((await customer()).from, 'Makasih ya'))).toEqual([])
    const third = await customer()
    expect(keys(await chats.writes(third.from, picture(third.from), 'Makasih ya'))).toEqual([
      'mediaWithoutText',
    ])
    // what WhatsApp cannot show must not leave somebody waiting either
    const other = await customer()
    const unshown = chatMessage(other.from, { kind: 'unsupported', text: null })
    expect(keys(await chats.writes(other.from, unshown))).toEqual(['mediaWithoutText'])
    expect(await complaintsOf(id)).toEqual([])
  })

  it('answers everything of somebody who wrote a hundred times', async () => {
    const { from } = await customer()
    const words = Array.from({ length: 110 }, (_, i) => `keluhan nomor ${i + 1}`)
    const { conversationId } = await chats.writes(from, ...words)
    const left = await db
      .selectFrom('messages')
      .select('id')
      .where('conversationId', '=', conversationId)
      .where('answeredAt', 'is', null)
      .execute()
    expect(left).toEqual([])
  })
})

describe('payment proofs', () => {
  const arrive = async (from: Sender, ...what: Parameters<typeof picture>[1][]) => {
    let conversationId = ''
    const ids: string[] = []
    for (const caption of what) {
      const received = await chats.arrives(picture(from, caption))
      conversationId = received?.conversationId ?? ''
      ids.push(received?.messageId ?? '')
    }
    return { conversationId, ids }
  }

  it('go to whoever wants them, all of them, and belong to no complaint later', async () => {
    const { id, from } = await customer()
    const { conversationId, ids } = await arrive(from, null, 'ini bukti transfernya ya kak')
    const offered: string[] = []
    const takes = async (_: unknown, document: { customerId: string; messageId: string }) => {
      expect(document.customerId).toBe(id)
      offered.push(document.messageId)
      return true
    }
    expect(await chats.answers(conversationId, takes)).toEqual([])
    expect(offered).toEqual(ids)
    await chats.writes(from, 'AC bocor lagi')
    const [complaint] = await complaintsOf(id)
    expect(await attached(complaint?.id)).toEqual(['text'])
  })

  it('are not seen in a picture whose words speak of something else', async () => {
    const { id, from } = await customer()
    const { conversationId } = await arrive(from, 'AC bocor, ini fotonya')
    const takes = async () => expect.fail('nobody may take it')
    expect((await chats.answers(conversationId, takes)).map((one) => one.key)).toEqual([
      'registration.complaintReceived',
    ])
    expect(await complaintsOf(id)).toHaveLength(1)
  })
})

describe('changes', () => {
  it('UBAH asks what, then corrects and says so', async () => {
    const { id, from } = await customer()
    expect(keys(await chats.writes(from, 'UBAH'))).toEqual(['updateForm'])
    const said = await chats.writes(from, 'UBAH#Ratna Dewi Lestari#Jl. Teratai No. 9, Bekasi')
    expect(keys(said)).toEqual(['corrected'])
    expect(said.answers[0]?.params).toMatchObject({ name: 'Ratna Dewi Lestari' })
    expect(await recordOf(`+${from.waId}`)).toMatchObject([
      { id, name: 'Ratna Dewi Lestari', address: 'Jl. Teratai No. 9, Bekasi' },
    ])
    expect(await eventNames(said.conversationId, id)).toContain('customerChanged')
  })

  it('DAFTAR of a customer is confirmed first and never makes a second record', async () => {
    const { id, from } = await customer()
    expect(keys(await chats.writes(from, 'DAFTAR#Ratna Baru#Jl. Flamboyan No. 1, Bogor'))).toEqual([
      'confirmUpdate',
    ])
    expect(await recordOf(`+${from.waId}`)).toMatchObject([{ id, name: 'Ratna Dewi' }])
    expect(keys(await chats.writes(from, 'ya'))).toEqual(['corrected'])
    expect(await recordOf(`+${from.waId}`)).toMatchObject([{ id, name: 'Ratna Baru' }])
  })

  it('STOP ends advertising once', async () => {
    const { id, from } = await customer()
    const said = await chats.writes(from, 'STOP')
    expect(keys(said)).toEqual(['privacy'])
    await chats.writes(from, 'STOP')
    const row = await db
      .selectFrom('customers')
      .select('marketingStoppedAt')
      .where('id', '=', id)
      .executeTakeFirst()
    expect(row?.marketingStoppedAt).toBeInstanceOf(Date)
    expect((await eventNames(said.conversationId, id)).filter((n) => n === 'customerChanged')).toHaveLength(1)
  })
})

describe('somebody who was deactivated', () => {
  async function inactive() {
    const { id, from } = await customer()
    await db
      .updateTable('customers')
      .set({ status: 'INACTIVE', deactivatedAt: new Date() })
      .where('id', '=', id)
      .execute()
    return { id, from }
  }

  it('is offered to come back, and what he reported is kept meanwhile', async () => {
    const { id, from } = await inactive()
    expect(keys(await chats.writes(from, 'AC saya rusak lagi'))).toEqual(['reactivateOffer'])
    expect(await complaintsOf(id)).toEqual([])
    const said = await chats.writes(from, 'YA')
    expect(keys(said)).toEqual(['reactivated'])
    expect(await recordOf(`+${from.waId}`)).toMatchObject([{ id, status: 'ACTIVE' }])
    expect(await complaintsOf(id)).toMatchObject([{ text: 'AC saya rusak lagi' }])
    expect(await eventNames(said.conversationId, id)).toContain('customerReactivated')
  })

  it('may decline', async () => {
    const { from } = await inactive()
    await chats.writes(from, 'Halo')
    expect(keys(await chats.writes(from, 'tidak'))).toEqual(['unchanged'])
    expect(await recordOf(`+${from.waId}`)).toMatchObject([{ status: 'INACTIVE' }])
  })

  it('meets a person when somebody else has the number by now', async () => {
    const { id, from } = await inactive()
    const { conversationId } = await chats.writes(from, 'Halo')
    const other = await insertCustomer(db, { phone: `+${from.waId}` })
    // the answer that was under way when CS added the other one
    const received = await chats.arrives(chatMessage(from, { text: 'YA' }))
    await db.updateTable('conversations').set({ customerId: id }).where('id', '=', conversationId).execute()
    expect((await chats.answers(received?.conversationId ?? '')).map((one) => one.key)).toEqual([
      'registration.offerPerson',
    ])
    expect(await recordOf(`+${from.waId}`)).toHaveLength(2)
    expect(other).not.toBe(id)
  })
})

it('two answers at once do not answer twice', async () => {
  const { id, from } = await customer()
  const received = await chats.arrives(chatMessage(from, { text: 'lampu padam' }))
  const conversationId = received?.conversationId ?? ''
  const options = { takesDocument: async () => false }
  await Promise.all([1, 2, 3].map(() => answerConversation(db, conversationId, options)))
  expect(await complaintsOf(id)).toHaveLength(1)
})

it('words never open a ticket by themselves', async () => {
  const { id, from } = await customer()
  await chats.writes(from, 'LAPOR#AC bocor')
  const cs = await insertStaff(db, 'cs')
  expect(await db.selectFrom('tickets').select('id').where('customerId', '=', id).execute()).toEqual([])
  await insertOpenTicket(db, cs, id)
  await chats.writes(from, 'kapan teknisinya datang?')
  expect(await db.selectFrom('tickets').select('id').where('customerId', '=', id).execute()).toHaveLength(1)
})
