import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from './stage/api.ts'
import type { CustomerPhone, StaffPhone } from './stage/phones.ts'
import type { Screen } from './stage/screen.ts'
import { openStage, type Stage } from './stage.ts'

const HAND = { width: 390, height: 844 }
const DAY = 24 * 3_600_000
/** The Monday after next at nine in Jakarta: a whole week lies ahead of everybody. */
const monday = (() => {
  const day = new Date(Date.now() + 7 * 3_600_000)
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7) + 7)
  return Date.parse(`${day.toISOString().slice(0, 10)}T09:00:00+07:00`)
})()
const dayOf = (days: number) => new Date(monday + days * DAY + 7 * 3_600_000).toISOString().slice(0, 10)
type Ticket = { id: string; code: string; state: string; scheduledStart: string; crew: { name: string }[] }

/** CS at the dispatch board: what is dragged is asked first, and those concerned hear of it. */
describe('The calendar', () => {
  let stage: Stage
  let cs: Caller
  let office: Screen
  let ratna: CustomerPhone
  let [andi, budi]: StaffPhone[] = []
  let customerId: string
  beforeAll(async () => {
    stage = await openStage('calendar')
    cs = await stage.api('cs1')
    ratna = await stage.customer('Ratna Dewi', '0812-3456-7001')
    andi = await stage.staff('ts1')
    budi = await stage.staff('ts2')
    await ratna.writes('DAFTAR#Ratna Dewi#Jl. Melati No. 3, Bandung')
    await ratna.sees('Data tercatat')
    const { items } = await cs.get<{ items: { id: string }[] }>('/customers?q=Ratna%20Dewi')
    customerId = items[0]?.id ?? ''
    office = await stage.office('cs1')
  })
  afterAll(async () => await stage?.close())

  const open = (title: string, days: number) =>
    cs.post<Ticket>('/tickets', {
      customerId,
      title,
      description: '',
      technicianQuota: 1,
      scheduledStart: new Date(monday + days * DAY).toISOString(),
      scheduledEnd: new Date(monday + days * DAY + 3 * 3_600_000).toISOString(),
    })
  const now = (ticket: Ticket) => cs.get<Ticket>(`/tickets/${ticket.id}`)
  const told = async <T>(story: () => Promise<T>) =>
    await story().catch(async (error: unknown) => {
      throw await stage.describe(error)
    })
  const bar = (screen: Screen, ticket: Ticket) =>
    screen.page.getByRole('button', { name: new RegExp(ticket.code) }).first()

  /** Drags a bar by so many pixels, or onto a row, in the steps of a hand. */
  async function drags(ticket: Ticket, to: { days: number } | { row: string }): Promise<void> {
    const from = await bar(office, ticket).boundingBox()
    const track = await office.page.locator('[data-track]').first().boundingBox()
    if (!from || !track) throw new Error(`${ticket.code} is not on the board`)
    const start = { x: from.x + from.width / 2, y: from.y + from.height / 2 }
    const row =
      'row' in to ? await office.page.getByRole('region', { name: to.row, exact: true }).boundingBox() : null
    const x = 'days' in to ? start.x + (to.days * track.width) / 7 : start.x
    const y = row ? row.y + row.height / 2 : start.y
    await office.page.mouse.move(start.x, start.y)
    await office.page.mouse.down()
    await office.page.mouse.move((start.x + x) / 2, (start.y + y) / 2, { steps: 4 })
    await office.page.mouse.move(x, y, { steps: 4 })
    await office.page.mouse.up()
  }

  it('moves a taken visit to another day: asks why, tells the customer and the technician', async () => {
    await told(async () => {
      await stage.tells('A visit on Wednesday is taken on Telegram')
      const ticket = await open('Servis AC ruang rapat', 2)
      await andi!.sees(ticket.code)
      await andi!.taps('Ambil Job', ticket.code)
      await ratna.sees('sudah ada teknisinya')
      await stage.goes(office, `/calendar?view=week&date=${dayOf(0)}`)
      await bar(office, ticket).waitFor()

      await stage.tells('CS drags it to Thursday')
      await ratna.readsAll()
      await andi!.readsAll()
      await drags(ticket, { days: 1 })
      const dialog = office.dialog(`Ubah jadwal ${ticket.code}`)
      await dialog.reads('Tanggal', dayOf(3))
      await dialog.presses('Ubah jadwal')
      await dialog.sees('Wajib diisi')
      expect((await now(ticket)).scheduledStart).toBe(ticket.scheduledStart)
      await dialog.writes('Alasan', 'Ibu Ratna ke luar kota')
      await office.agrees(`Ubah jadwal ${ticket.code}`, 'Ubah jadwal')

      await ratna.sees('Jadwalnya berubah')
      const notice = await andi!.sees('pindah jadwal')
      expect(notice.text).toContain('Ibu Ratna ke luar kota')
      const moved = await now(ticket)
      expect(Date.parse(moved.scheduledStart)).toBe(monday + 3 * DAY)
      expect(moved.crew).toMatchObject([{ name: andi!.name }])
    })
  })

  it('assigns an open job directly, after the warning and with a reason', async () => {
    await told(async () => {
      await stage.tells('A job on Sunday that nobody has taken')
      const ticket = await open('Genset mati', 6)
      await bar(office, ticket).waitFor()
      await drags(ticket, { row: budi!.name })
      const title = `Tugaskan langsung: ${ticket.code}`
      await office.dialog(title).presses('Tugaskan')
      await office.dialog(title).sees('bukan hari kerja')
      await office.dialog(title).presses('Tetap tugaskan')
      await office.dialog(title).sees('Wajib diisi')
      await office.dialog(title).writes('Alasan', 'Rumah sakit, tidak bisa menunggu')
      await office.agrees(title, 'Tetap tugaskan')
      expect((await budi!.sees('Anda ditugaskan')).text).toContain('Rumah sakit')
      expect(await now(ticket)).toMatchObject({ state: 'ASSIGNED', crew: [{ name: budi!.name }] })
      await stage.goes(office, `/tickets/${ticket.id}`)
      await office.sees(/Ditugaskan CS/)
    })
  })

  it('is an agenda on a phone, with the same acts by dialog', async () => {
    await told(async () => {
      const ticket = await open('Cek panel listrik', 4)
      const hand = await stage.window('cs on a phone', { size: HAND, as: 'cs1' })
      await stage.goes(hand, `/calendar?view=week&date=${dayOf(0)}`)
      await bar(hand, ticket).click()
      const dialog = hand.dialog(new RegExp(ticket.code))
      await dialog.sees('Belum ada teknisi')
      await dialog.presses('Ubah jadwal')
      const move = hand.dialog(`Ubah jadwal ${ticket.code}`)
      await move.writes('Tanggal', dayOf(5))
      await hand.agrees(`Ubah jadwal ${ticket.code}`, 'Ubah jadwal')
      expect(Date.parse((await now(ticket)).scheduledStart)).toBe(monday + 5 * DAY)
      const wide = await hand.page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide).toBeLessThanOrEqual(HAND.width)
    })
  })

  it('does not throw on any page', () => {
    expect(stage.faults).toEqual([])
  })
})
