import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from './stage/api.ts'
import { draw } from './stage/pictures.ts'
import type { CustomerPhone } from './stage/phones.ts'
import { type Screen, until } from './stage/screen.ts'
import { partsOf } from './stage/parts.ts'
import { openStage, type Stage } from './stage.ts'

const MINUTE = 60_000
const SITE = { lat: -6.2351, lng: 106.8213 }
const NOTE = 'Kapasitor rusak, motor kipas masih bagus.'
const GONE = 'Andi Saputra'
const NEXT = 'Budi Hartono'

type Ticket = { id: string; code: string; state: string; scheduledEnd: string }
type FieldWork = {
  letters: { number: string; technician: { name: string }; status: string }[]
  attendance: { technician: { name: string }; checkOutAt: string | null }[]
  photos: { kind: string }[]
  notes: { text: string }[]
}
type Kpi = { technician: { name: string }; jobsDone: number; replaced: number }
type Month = { technician: { name: string }; visits: number; missing: number }

/** A technician has to leave in the middle of a visit of two days: Cari Pengganti, and the other one goes on. */
describe('A visit that somebody else takes over', () => {
  let stage: Stage
  let cs: Caller
  let ratna: CustomerPhone
  let ticket: Ticket
  let budi: Screen
  beforeAll(async () => {
    stage = await openStage('takeover')
    cs = await stage.api('cs1')
    ratna = await stage.customer('Ratna Dewi', '081234567802')
    await ratna.writes('DAFTAR#Ratna Dewi#Jl. Kenanga No. 5, Bekasi')
    await ratna.sees('Data tercatat')
    ticket = await visitOfTwoDays(cs)
  })
  afterAll(async () => await stage?.close())

  const part = partsOf(() => stage)

  part('has notes and photos of the first technician when he has to leave', async () => {
    const andi = await stage.api('ts1')
    await andi.post(`/tickets/${ticket.id}/claim`)
    await ratna.sees(GONE)
    await arrive(andi, 'ci-andi-1')
    const photo = new FormData()
    const { before } = await draw('.cache/scenarios/takeover')
    photo.set('clientId', 'photo-andi')
    photo.set('kind', 'BEFORE')
    photo.set('photo', new Blob([readFileSync(before)], { type: 'image/jpeg' }), 'sebelum.jpg')
    await andi.post(`/tickets/${ticket.id}/photos`, photo)
    await andi.post(`/tickets/${ticket.id}/field-notes`, { clientId: 'note-andi', text: NOTE })
    const office = await stage.office('cs1')
    await stage.goes(office, `/tickets/${ticket.id}`)
    await office.part('Teknisi').presses('Cari Pengganti')
    const question = `Cari pengganti untuk ${GONE}?`
    await office.dialog(question).presses('Sakit')
    await office.agrees(question, 'Cari Pengganti')
    await (await stage.staff('ts1')).sees(`Anda digantikan di ${ticket.code}`)
  })

  part('shows both to the one who takes over, with the days that are left', async () => {
    budi = await stage.field('ts2', { latitude: SITE.lat, longitude: SITE.lng })
    await stage.goes(budi, `/field/jobs/${ticket.id}`)
    await budi.presses(/^Ambil Job/)
    await budi.sees('Job ini milik Anda')
    // the page below is that of his own job by now; the answer stays until he has read it
    await budi.page.getByRole('button', { name: 'Check-in' }).waitFor({ state: 'attached' })
    await budi.presses('Buka job')
    await budi.sees(NOTE)
    await budi.page.getByAltText(/^Foto Sebelum, \d/).waitFor()
    expect((await ticketNow()).scheduledEnd).toBe(ticket.scheduledEnd)
    const letters = async () => (await workNow()).letters.map((one) => `${one.technician.name} ${one.status}`)
    await until(
      async () => (await letters()).length === 2,
      async () => `letters: ${(await letters()).join()}`,
    )
    expect((await letters()).toSorted()).toEqual([`${GONE} REVOKED`, `${NEXT} VALID`])
  })

  part('is told to the customer once for each technician', async () => {
    await ratna.sees(`Teknisi yang datang sekarang: ${NEXT}`)
    const texts = (await ratna.messages()).filter((one) => one.from !== 'person').map((one) => one.text)
    expect(texts.filter((text) => text.includes(GONE))).toHaveLength(1)
    expect(texts.filter((text) => text.includes(NEXT))).toHaveLength(1)
  })

  part('counts for each what he did: visits, job, replacement', async () => {
    const other = await stage.api('ts2')
    await arrive(other, 'ci-budi-1')
    const paper = new FormData()
    paper.set('clientId', 'bast-budi')
    paper.set('workDone', 'Kapasitor diganti, dites dingin.')
    paper.set('noSignatureReason', 'Penerima sedang rapat')
    await other.post(`/tickets/${ticket.id}/bast`, paper)
    await other.post(`/tickets/${ticket.id}/done`)
    await stage.goes(budi, '/field/attendance')
    await budi.sees('Sudah check-out')
    // a few minutes are within the rules, here as in the figures
    expect(await budi.count(/Terlambat/)).toBe(0)
    const manager = await stage.api('manager1')
    const kpi = (await manager.get<{ items: Kpi[] }>('/kpi/technicians')).items
    const of = (name: string) => kpi.find((one) => one.technician.name === name)
    expect(of(GONE)).toMatchObject({ jobsDone: 0, replaced: 1 })
    expect(of(NEXT)).toMatchObject({ jobsDone: 1, replaced: 0 })
    const { attendance } = await workNow()
    // nobody is at work any longer, and each has an entry of his own
    expect(attendance.map((one) => one.technician.name).toSorted()).toEqual([GONE, NEXT])
    expect(attendance.every((one) => one.checkOutAt !== null)).toBe(true)
    const months = (await cs.get<{ items: Month[] }>(`/attendance-report?month=${monthOfOffice()}`)).items
    const month = (name: string) => months.find((one) => one.technician.name === name)
    expect(month(GONE)).toMatchObject({ visits: 1, missing: 0 })
    expect(month(NEXT)).toMatchObject({ visits: 1, missing: 0 })
  })

  it('left no page and no server with an error', () => {
    expect(stage.faults).toEqual([])
    expect(stage.product.errors()).toEqual([])
  })

  const ticketNow = async () => await cs.get<Ticket>(`/tickets/${ticket.id}`)
  const workNow = async () => await cs.get<FieldWork>(`/tickets/${ticket.id}/field-work`)
  const arrive = async (who: Caller, clientId: string) => {
    const at = new Date().toISOString()
    await who.post(`/tickets/${ticket.id}/check-in`, {
      clientId,
      at,
      location: { ...SITE, accuracy: 10, at },
    })
  }
})

async function visitOfTwoDays(cs: Caller): Promise<Ticket> {
  const { items } = await cs.get<{ items: { id: string }[] }>('/customers?q=Ratna Dewi')
  const start = Math.floor(Date.now() / MINUTE) * MINUTE - 5 * MINUTE
  return await cs.post<Ticket>('/tickets', {
    customerId: items[0]?.id,
    title: 'Perbaikan AC dua hari',
    address: 'Jl. Kenanga No. 5, Bekasi',
    location: SITE,
    technicianQuota: 1,
    scheduledStart: new Date(start).toISOString(),
    scheduledEnd: new Date(start + 26 * 60 * MINUTE).toISOString(),
  })
}

/** The month of now on the office's clock. */
const monthOfOffice = () => new Date(Date.now() + 7 * 60 * MINUTE).toISOString().slice(0, 7)
