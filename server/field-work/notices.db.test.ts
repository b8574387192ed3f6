import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { endCrew, type EventName, type Events, recordEvent } from '../ticket/index.ts'
import { testDatabase } from '../testing/index.ts'
import { insertTicketApart, relayOnly, takeSeat } from '../testing/jobs.ts'
import { insertConversation, insertCustomer, insertStaff, linkTelegram } from '../testing/people.ts'
import { fieldWorkNotices } from './notices.ts'

const { db, pool } = await testDatabase()
let cs: Staff
let [andi, budi, eko]: Staff[] = []
let customerId: string
let conversation: string
let ticketId: string
beforeAll(async () => {
  cs = await linkTelegram(db, await insertStaff(db, 'cs'))
  andi = await linkTelegram(db, await insertStaff(db, 'technician', 'Andi'))
  budi = await linkTelegram(db, await insertStaff(db, 'technician', 'Budi'))
  eko = await insertStaff(db, 'technician', 'Eko')
  customerId = await insertCustomer(db)
  conversation = await insertConversation(db, customerId)
})
beforeEach(async () => {
  ticketId = (await insertTicketApart(db, cs, customerId, { quota: 3 })).id
  for (const who of [andi!, budi!, eko!]) await takeSeat(pool, who, ticketId)
  await relayOnly(db, {})
})

async function told<N extends EventName>(name: N, data: Events[N], customer: string | null = customerId) {
  await recordEvent(db, { name, actor: andi!, ticketId, customerId: customer, data })
  const all = await relayOnly(db, fieldWorkNotices)
  cards = all.filter((message) => message.intent === 'jobCards')
  return all.filter((message) => message.intent !== 'jobCards')
}
/** The cards that follow what happened last. */
let cards: { to: string; intent: string }[] = []
const who = (messages: { to: string; intent: string }[]) =>
  messages.map((message) => `${message.intent} ${message.to}`).toSorted()
const checkedIn = (grade: string) =>
  ({ attendanceId: andi!.id, technicianId: andi!.id, grade, late: false, first: true }) as const

it('the cards of the crew follow every step, also after Selesai', async () => {
  const steps = [
    () => told('departed', { technicianId: andi!.id, first: false }),
    () => told('checkedIn', checkedIn('ON_SITE')),
    () => told('handoverReported', { handoverReportId: andi!.id, number: '1' }),
    () => told('checkedOut', { attendanceId: andi!.id, technicianId: andi!.id }),
  ]
  for (const step of steps) {
    await step()
    expect(who(cards)).toEqual([`jobCards ${andi!.id}`, `jobCards ${budi!.id}`].toSorted())
  }
  await db.transaction().execute((tx) => endCrew(tx, ticketId, 'DONE'))
  await told('workDone', { technicianId: andi!.id })
  expect(cards).toHaveLength(2)
})

describe('who hears of what happens on site', () => {
  it.each(['ON_SITE', 'LIKELY', 'NO_LOCATION'])('nobody of a check-in that is %s', async (grade) => {
    expect(await told('checkedIn', checkedIn(grade))).toEqual([])
  })

  it('CS of a check-in somewhere else', async () => {
    expect(await told('checkedIn', checkedIn('OFF_SITE'))).toMatchObject([
      {
        to: cs.id,
        intent: 'notice',
        params: { key: 'checkedInElsewhere', ticketId, technicianId: andi!.id },
      },
    ])
  })

  it('nobody of letters, check-outs, photos and the BAST', async () => {
    await told('checkedOut', { attendanceId: andi!.id, technicianId: andi!.id })
    await told('photoAdded', { photoId: andi!.id, kind: 'AFTER' })
    await told('assignmentLetterIssued', { documentId: andi!.id, technicianId: andi!.id, number: '1' })
    expect(await told('handoverReported', { handoverReportId: andi!.id, number: '1' })).toEqual([])
  })

  it('CS and the customer of Selesai', async () => {
    const messages = await told('workDone', { technicianId: andi!.id })
    expect(who(messages)).toEqual([`notice ${cs.id}`, `workDone ${conversation}`].toSorted())
  })

  it('CS of a request for more days', async () => {
    expect(
      await told('extensionRequested', { extensionId: andi!.id, days: 2, reason: 'Pipa tertanam' }),
    ).toMatchObject([
      {
        to: cs.id,
        params: { key: 'extensionRequested', days: 2, reason: 'Pipa tertanam', technicianId: andi!.id },
      },
    ])
  })

  it('all of CS of an alert and a request, when the one who made the ticket is not reached', async () => {
    const other = await linkTelegram(db, await insertStaff(db, 'cs'))
    await db.updateTable('telegramLinks').set({ reachable: false }).where('staffId', '=', cs.id).execute()
    const data = {
      alertId: andi!.id,
      kind: 'LATE' as const,
      technicianId: andi!.id,
      assignmentId: andi!.id,
      minutes: 20,
    }
    expect(who(await told('attendanceAlerted', data))).toEqual([`notice ${other.id}`])
    expect(who(await told('extensionRequested', { extensionId: andi!.id, days: 2, reason: 'Pipa' }))).toEqual(
      [`notice ${other.id}`],
    )
    await db.updateTable('telegramLinks').set({ reachable: true }).where('staffId', '=', cs.id).execute()
    expect(who(await told('attendanceAlerted', data))).toEqual([`notice ${cs.id}`])
  })

  it('the crew that can be reached and the customer of its approval', async () => {
    const messages = await told('extensionApproved', {
      extensionId: andi!.id,
      days: 2,
      until: '2027-01-01T00:00:00Z',
    })
    expect(who(messages)).toEqual(
      [`notice ${andi!.id}`, `notice ${budi!.id}`, `visitExtended ${conversation}`].toSorted(),
    )
  })

  it('the customer alone when the crew is gone by then', async () => {
    await db.transaction().execute((tx) => endCrew(tx, ticketId, 'DONE'))
    const messages = await told('extensionApproved', { extensionId: andi!.id, days: 2, until: 'x' })
    expect(who(messages)).toEqual([`visitExtended ${conversation}`])
    expect(await told('extensionRejected', { extensionId: andi!.id, reason: 'x' })).toEqual([])
  })

  it('the crew of a rejection and of a reopened ticket, each with the reason', async () => {
    for (const name of ['extensionRejected', 'ticketReopened'] as const) {
      const messages = await told(name, { extensionId: andi!.id, reason: 'Masih bocor' })
      expect(messages).toMatchObject([
        { params: { key: name, reason: 'Masih bocor', ticketId } },
        { params: { key: name, reason: 'Masih bocor', ticketId } },
      ])
    }
  })

  it('nobody by WhatsApp who has none', async () => {
    const silent = await insertCustomer(db, { phone: null })
    expect(who(await told('workDone', { technicianId: andi!.id }, silent))).toEqual([`notice ${cs.id}`])
  })
})
