import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { formOf, testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertDoneTicket, insertTicketApart, relayOnly, takeSeat, testFiles } from '../../testing/jobs.ts'
import { insertCustomer, insertStaff, linkTelegram } from '../../testing/people.ts'
import { ticketDeskRoutes } from '../desk/routes.ts'
import { schedulingNotices } from '../notices.ts'
import { showTicket } from '../show-ticket.ts'

const { db, pool } = await testDatabase()
const files = testFiles()
const { call } = await testHttp((app) =>
  ticketDeskRoutes({ app, db, changed: () => undefined }, { db, files, publicUrl: 'https://gss.example' }),
)
const people = {} as Record<'citra' | 'dewi' | 'sari' | 'andi' | 'budi', Staff>
let customerId: string
let ticketId: string
beforeAll(async () => {
  people.citra = await linkTelegram(db, await insertStaff(db, 'cs', 'Citra'))
  people.dewi = await linkTelegram(db, await insertStaff(db, 'cs', 'Dewi'))
  people.sari = await insertStaff(db, 'sales', 'Sari')
  people.andi = await insertStaff(db, 'technician', 'Andi')
  people.budi = await insertStaff(db, 'technician', 'Budi')
  customerId = await insertCustomer(db)
  ticketId = (await insertTicketApart(db, people.citra, customerId)).id
})
const url = (rest: string, id = ticketId) => `/api/v1/tickets/${id}/${rest}`
const note = (text: string, mentions: string[] = [], id = ticketId) =>
  call(people.citra, 'POST', url('notes', id), { text, mentions })

describe('an internal note', () => {
  it('is there for the office, newest first, and whoever is mentioned hears of it', async () => {
    await relayOnly(db, schedulingNotices)
    await note('Kunci di satpam')
    // naming oneself is no reason for a message
    const named = await note('@Dewi tolong telepon', [people.dewi.id, people.citra.id])
    expect(named.status).toBe(201)
    const list = await call(people.dewi, 'GET', url('notes'))
    expect(list.json()['items']).toMatchObject([
      {
        text: '@Dewi tolong telepon',
        by: { name: 'Citra' },
        mentioned: [{ name: 'Citra' }, { name: 'Dewi' }],
      },
      { text: 'Kunci di satpam', mentioned: [] },
    ])
    expect(await relayOnly(db, schedulingNotices)).toMatchObject([
      {
        to: people.dewi.id,
        intent: 'notice',
        params: { key: 'mentioned', by: people.citra.id, note: '@Dewi tolong telepon' },
      },
    ])
  })

  it('comes page by page', async () => {
    const first = await call(people.dewi, 'GET', `${url('notes')}?limit=1`)
    const rest = await call(
      people.dewi,
      'GET',
      `${url('notes')}?cursor=${String(first.json()['nextCursor'])}`,
    )
    expect(rest.json()).toMatchObject({ items: [{ text: 'Kunci di satpam' }], nextCursor: null })
  })

  it('never reaches technicians, not even in the history', async () => {
    await takeSeat(pool, people.andi, ticketId)
    expect((await call(people.andi, 'GET', url('notes'))).status).toBe(403)
    expect((await call(people.andi, 'POST', url('notes'), { text: 'x' })).status).toBe(403)
    const names = async (who: Staff) =>
      (await showTicket(db, who, ticketId, '')).timeline.map((entry) => entry.name)
    expect(await names(people.andi)).not.toContain('ticketNoted')
    expect(await names(people.dewi)).toContain('ticketNoted')
  })

  it('mentions only who can read it', async () => {
    const refused = await note('@Andi', [people.andi.id])
    expect(refused.status).toBe(422)
    expect(refused.json()['errors']).toMatchObject([{ path: 'mentions' }])
    expect((await note('@Sari', [people.sari.id])).status).toBe(422)
    const done = await insertDoneTicket(db, pool, { cs: people.citra, customerId, crew: [people.budi] })
    expect((await note('@Sari', [people.sari.id], done)).status).toBe(201)
    expect((await call(people.sari, 'GET', url('notes', done))).status).toBe(200)
    expect((await call(people.sari, 'GET', url('notes'))).status).toBe(404)
  })
})

describe('an attachment', () => {
  const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')
  const attach = (bytes: Buffer, who = people.citra) =>
    call(who, 'POST', url('attachments'), formOf({ file: bytes }))
  const listed = async (who: Staff) =>
    (await call(who, 'GET', url('attachments'))).json()['items'] as object[]

  it('is for the office and for who has the job, until it is removed', async () => {
    const added = await attach(PDF)
    expect(added).toMatchObject({ status: 201 })
    const { id } = added.json()
    expect(await listed(people.dewi)).toMatchObject([{ id, mime: 'application/pdf', by: { name: 'Citra' } }])
    expect(await listed(people.andi)).toHaveLength(1)
    expect((await call(people.budi, 'GET', url('attachments'))).status).toBe(404)
    expect((await attach(PDF, people.andi)).status).toBe(403)
    expect((await call(people.citra, 'DELETE', url(`attachments/${String(id)}`))).status).toBe(200)
    expect((await call(people.citra, 'DELETE', url(`attachments/${String(id)}`))).status).toBe(404)
    expect(await listed(people.dewi)).toEqual([])
    const events = (await showTicket(db, people.andi, ticketId, '')).timeline.map((entry) => entry.name)
    expect(events.filter((name) => name.startsWith('attachment'))).toEqual([
      'attachmentAdded',
      'attachmentRemoved',
    ])
  })

  it('is nothing that could run', async () => {
    expect((await attach(Buffer.from('<script>alert(1)</script>'))).json()['errors']).toMatchObject([
      { path: 'file' },
    ])
    expect((await call(people.citra, 'POST', url('attachments'), formOf({ other: PDF }))).status).toBe(422)
  })
})
