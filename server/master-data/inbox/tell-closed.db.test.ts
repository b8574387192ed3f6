import { expect, it } from 'vitest'
import { writeSetting } from '../../platform/settings.ts'
import { chatsOf } from '../../testing/chats.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertCustomer, insertStaff } from '../../testing/people.ts'
import { noteAnswer } from './note-first-response.ts'
import { tellClosed } from './tell-closed.ts'

const { db } = await testDatabase()
const chats = chatsOf(db)
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+07:00`)
const told = async (conversationId: string) =>
  (
    await db
      .selectFrom('outbox')
      .select('params')
      .where('recipientId', '=', conversationId)
      .orderBy('id')
      .execute()
  )
    .map((row) => row.params as { key: string; when?: string })
    .filter(({ key }) => key === 'registration.closed')
    .map(({ when }) => when)

async function conversation(waId: string) {
  await insertCustomer(db, { phone: `+${waId}` })
  return (await chats.writes({ waId }, 'LAPOR#AC ruang tamu bocor')).conversationId
}
const tell = (id: string, moment: string) =>
  db.transaction().execute((tx) => tellClosed(tx, id, `${id}${moment}`, at(moment)))

it('says nothing unless the company has switched it on', async () => {
  const id = await conversation('6281990000001')
  await tell(id, '2026-11-29 10:00')
  expect(await told(id)).toEqual([])
})

it('is said once in each time off, with the day and the hour, and never while the office is open', async () => {
  await writeSetting(db, 'calendar', { tellsWhenClosed: true })
  const id = await conversation('6281990000002')
  await db.deleteFrom('outbox').execute()
  await db.updateTable('conversations').set({ closedToldAt: null }).execute()
  await tell(id, '2026-11-27 16:00')
  expect(await told(id)).toEqual([])
  await tell(id, '2026-11-28 20:00')
  await tell(id, '2026-11-29 10:00')
  expect(await told(id)).toEqual(['Senin, 30 November 2026 pukul 08.00 WIB'])
  await tell(id, '2026-11-30 19:00')
  await tell(id, '2026-12-01 06:00')
  expect(await told(id)).toEqual([
    'Senin, 30 November 2026 pukul 08.00 WIB',
    'Selasa, 1 Desember 2026 pukul 08.00 WIB',
  ])
})

it('follows a complaint by itself, whatever the hour, when the company is always closed until tomorrow', async () => {
  // an hour that lies five hours ahead in every time zone of the test machine, so that now is never inside
  const hour = (new Date().getUTCHours() + 7 + 5) % 22
  const clock = (h: number) => `${String(h).padStart(2, '0')}:00`
  const hours = { from: clock(hour), to: clock(hour + 1) }
  await writeSetting(db, 'calendar', {
    tellsWhenClosed: true,
    workingHours: Array.from({ length: 7 }, () => hours),
  })
  const id = await conversation('6281990000003')
  expect(await told(id)).toHaveLength(1)
  await chats.writes({ waId: '6281990000003' }, 'LAPOR#Sekarang juga lampunya mati')
  expect(await told(id)).toHaveLength(1)
})

it('counts the wait for a person in working time', async () => {
  await writeSetting(db, 'calendar', { workingHours: Array.from({ length: 7 }, () => null) })
  const cs = await insertStaff(db, 'cs')
  const id = await conversation('6281990000004')
  await db
    .updateTable('firstResponses')
    .set({ askedAt: new Date(Date.now() - 7_200_000) })
    .execute()
  await db.transaction().execute((tx) => noteAnswer(tx, id, cs.id))
  const wait = await db
    .selectFrom('firstResponses')
    .selectAll()
    .where('conversationId', '=', id)
    .executeTakeFirst()
  expect(wait).toMatchObject({ workingSeconds: 0, answeredBy: cs.id })
  expect(wait?.answeredAt).not.toBeNull()
})
