import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from './stage/api.ts'
import type { StaffPhone } from './stage/phones.ts'
import type { Screen } from './stage/screen.ts'
import { violations } from './stage/axe.ts'
import { openStage, type Stage } from './stage.ts'

const HAND = { width: 390, height: 844 }
const HOUR = 3_600_000
type Ticket = { id: string; code: string; state: string; priority: string; title: string }

/** CS at the desk: many tickets, and one of them with everything around it. */
describe('Tickets on the web', () => {
  let stage: Stage
  let cs: Caller
  let office: Screen
  let [admin, andi]: StaffPhone[] = []
  let customerId: string
  const tickets: Ticket[] = []
  beforeAll(async () => {
    stage = await openStage('tickets')
    cs = await stage.api('cs1')
    admin = await stage.staff('admin')
    andi = await stage.staff('ts1')
    const customer = { name: 'Ratna Dewi', phone: '0812-3456-7002', address: 'Jl. Melati No. 3, Bandung' }
    customerId = (await cs.post<{ id: string }>('/customers', customer)).id
    for (const [title, hours] of [
      ['AC bocor', 30],
      ['Kulkas mati', 40],
      ['Pompa bising', 50],
    ] as const)
      tickets.push(
        await cs.post<Ticket>('/tickets', {
          customerId,
          title,
          technicianQuota: 1,
          scheduledStart: new Date(Date.now() + hours * HOUR).toISOString(),
          scheduledEnd: new Date(Date.now() + (hours + 3) * HOUR).toISOString(),
        }),
      )
    await (await stage.api('ts1')).post(`/tickets/${tickets[0]?.id}/claim`)
    office = await stage.window('office of cs1', { as: 'cs1' })
  })
  afterAll(async () => await stage?.close())

  const now = (ticket: Ticket) => cs.get<Ticket>(`/tickets/${ticket.id}`)
  const told = async <T>(story: () => Promise<T>) =>
    await story().catch(async (error: unknown) => {
      throw await stage.describe(error)
    })
  const [bocor, kulkas, pompa] = [0, 1, 2].map((index) => () => tickets[index] as Ticket)

  it('are changed together; each is answered for itself', () =>
    told(async () => {
      await stage.goes(office, '/tickets')
      for (const one of [bocor!(), kulkas!(), pompa!()]) await office.ticks(`Tandai ${one.code}`)
      expect(await violations(office.page)).toEqual([])
      await office.presses('Ubah prioritas')
      const dialog = office.dialog('Ubah prioritas 3 tiket')
      await office.page.getByRole('dialog').getByText('Mendesak', { exact: true }).click()
      await dialog.presses('Ubah prioritas')
      await dialog.sees('2 dari 3 tiket berhasil')
      await dialog.sees(/Perbaiki detail atau Ubah jadwal/)
      await dialog.presses('Kembali ke daftar')
      expect((await now(kulkas!())).priority).toBe('URGENT')
      expect((await now(bocor!())).priority).toBe('NORMAL')
    }))

  it('are narrowed, and the list is kept under a name', () =>
    told(async () => {
      await stage.goes(office, '/tickets?priority=URGENT')
      await office.sees(pompa!().code)
      await office.missesNow(bocor!().code)
      await office.presses('Simpan tampilan ini')
      const dialog = office.dialog('Simpan tampilan')
      await dialog.writes('Nama', 'Mendesak')
      await office.agrees('Simpan tampilan', 'Simpan')
      await stage.goes(office, '/tickets')
      await office.sees(bocor!().code)
      await office.presses('Mendesak')
      await office.missesNow(bocor!().code)
      await office.page.getByText('Papan', { exact: true }).click()
      await office.sees('Menunggu teknisi mengambil job')
      expect(new URL(office.page.url()).search).toBe('?priority=URGENT&view=board')
    }))

  it('of a state are one press away on a phone', () =>
    told(async () => {
      const hand = await stage.window('phone of cs1', { as: 'cs1', size: HAND })
      await stage.goes(hand, '/tickets/board')
      await hand.sees(kulkas!().code)
      await hand.presses(/^Assigned/)
      await hand.sees(bocor!().code)
      await hand.missesNow(kulkas!().code)
      expect(await violations(hand.page)).toEqual([])
      const wide = await hand.page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide).toBeLessThanOrEqual(HAND.width)
      await stage.leaves(hand)
    }))

  it('carry notes of the office; who is named hears of it, the crew does not', () =>
    told(async () => {
      await stage.goes(office, `/tickets/${bocor!().id}`)
      const field = office.field('Tulis catatan untuk rekan kantor')
      await field.click()
      await field.pressSequentially('Halo @adm')
      await office.page.getByRole('option', { name: admin!.name }).click()
      await field.pressSequentially('pelanggan minta ditelepon')
      await office.presses('Simpan catatan')
      await office.sees(`Halo @${admin!.name} pelanggan minta ditelepon`)
      await admin!.sees(`menyebut Anda di ${bocor!().code}`)
      const mine = await (
        await stage.api('ts1')
      ).get<{ timeline: { name: string }[] }>(`/tickets/${bocor!().id}`)
      expect(mine.timeline.map(({ name }) => name)).not.toContain('ticketNoted')
    }))

  it('carry papers that the crew can open', () =>
    told(async () => {
      const paper = join(mkdtempSync(join(tmpdir(), 'gss-')), 'Denah.pdf')
      writeFileSync(paper, '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')
      await office.attaches('Lampirkan file', paper)
      await office.sees('Denah.pdf dilampirkan')
      const ts1 = await stage.api('ts1')
      const { items } = await ts1.get<{ items: { fileId: string }[] }>(`/tickets/${bocor!().id}/attachments`)
      expect((await ts1.call('GET', `/files/${items[0]?.fileId}`)).status).toBe(200)
      expect((await (await stage.api('ts2')).call('GET', `/files/${items[0]?.fileId}`)).status).toBe(404)
      const hand = await stage.field('ts1')
      await stage.goes(hand, `/field/jobs/${bocor!().id}`)
      await hand.sees(/Denah\.pdf/)
      await stage.leaves(hand)
    }))

  it('that somebody has taken are corrected with a reason that he hears', () =>
    told(async () => {
      await office.presses('Perbaiki detail')
      const form = office.dialog(/^Perbaiki TKT-/)
      await form.writes('Alamat kunjungan', 'Jl. Melati No. 30, Bandung')
      await form.presses('Simpan')
      await form.sees('Wajib diisi.')
      await form.writes('Alasan', 'Nomor rumah salah')
      await office.agrees(/^Perbaiki TKT-/, 'Simpan')
      await office.sees('Jl. Melati No. 30, Bandung')
      await andi!.sees('Alasan: Nomor rumah salah')
    }))

  it('are not made twice: what is open for the customer is said first', () =>
    told(async () => {
      await stage.goes(office, `/tickets/new?customerId=${customerId}`)
      await office.sees('Masih ada tiket terbuka untuk pelanggan atau alamat ini')
      await office.sees(new RegExp(bocor!().code))
      expect(await violations(office.page)).toEqual([])
      expect(stage.faults).toEqual([])
    }))
})
