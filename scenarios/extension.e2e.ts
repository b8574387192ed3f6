import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Screen } from './stage/screen.ts'
import { openStage, type Stage } from './stage.ts'
import { publish, type Round } from './story/race.ts'

type Ticket = { scheduledStart: string; scheduledEnd: string; seatsTaken: number; emergency: boolean }
type Letter = { technician: { name: string }; status: string }
const DAY = 24 * 3_600_000

/** Tambah Hari while one of the crew has another job then: CS lets him go, the other one stays longer. */
describe('More days that collide', () => {
  let stage: Stage
  let ticket: Round
  let next: Round
  let field: Screen
  beforeAll(async () => {
    stage = await openStage('extension')
    ticket = await publish(stage, 1, 2)
    next = await publish(stage, 3, 1)
    const [andi, budi] = [await stage.api('ts1'), await stage.api('ts2')]
    await andi.post(`/tickets/${ticket.id}/claim`)
    await budi.post(`/tickets/${ticket.id}/claim`)
    await budi.post(`/tickets/${next.id}/claim`)
  })
  afterAll(async () => await stage?.close())

  it('the technician asks, CS sees what collides and decides, everything follows', async () => {
    try {
      await theTechnicianAsks()
      await csLetsOneGo()
      await everythingFollows()
    } catch (error) {
      throw await stage.describe(error)
    }
  })

  it('left no page and no server with an error', () => {
    expect(stage.faults).toEqual([])
    expect(stage.product.errors()).toEqual([])
  })

  async function theTechnicianAsks(): Promise<void> {
    await stage.tells('A technician asks for three more days in the field app')
    field = await stage.field('ts1')
    await stage.goes(field, `/field/jobs/${ticket.id}`)
    await field.presses('Tambah Hari')
    const sheet = field.dialog('Tambah Hari')
    await sheet.writes('Berapa hari lagi?', '3')
    await sheet.writes('Alasan', 'Suku cadang terlambat')
    await sheet.writes('Sisa pekerjaan', 'Pasang motor kipas')
    await sheet.presses('Ajukan Tambah Hari')
    await field.sees('Menunggu keputusan')
  }

  async function csLetsOneGo(): Promise<void> {
    await stage.tells('CS sees the collision, tries without a choice, then lets the technician leave')
    const cs = await stage.office('cs1')
    await stage.goes(cs, '/extensions')
    const request = cs.entry(ticket.code)
    await request.sees(/^Bentrok: /)
    await request.presses('Setujui')
    const dialog = cs.dialog('Setujui Tambah Hari')
    await dialog.sees(new RegExp(next.code))
    await dialog.sees('Ubah jadi 1 hari (tanpa bentrok)')
    await dialog.presses('Setujui')
    await dialog.sees(/^Jadwal masih bentrok/)
    await cs.page.getByRole('checkbox', { name: /^Lepas .* dari tiket ini/ }).check()
    await dialog.writes('Catatan untuk teknisi', 'Lanjut sendiri dulu')
    await cs.agrees('Setujui Tambah Hari', 'Setujui')
  }

  async function everythingFollows(): Promise<void> {
    await stage.tells('Field app, Telegram, schedule, seats and letters say the same')
    await field.sees('Disetujui')
    await field.sees(/Lanjut sendiri dulu/)
    await field.sees(/^Jadwal sampai /)
    await (await stage.staff('ts1')).sees('Tambah Hari disetujui')
    await (await stage.staff('ts2')).sees(`Anda digantikan di ${ticket.code}`)
    const api = await stage.api('cs1')
    const now = await api.get<Ticket>(`/tickets/${ticket.id}`)
    expect(now).toMatchObject({ emergency: true, seatsTaken: 1 })
    expect(Date.parse(now.scheduledEnd) - Date.parse(now.scheduledStart)).toBe(3 * DAY + 3 * 3_600_000)
    const { letters } = await api.get<{ letters: Letter[] }>(`/tickets/${ticket.id}/field-work`)
    const valid = letters.filter((letter) => letter.status === 'VALID')
    expect(valid.map((letter) => letter.technician.name)).toHaveLength(1)
  }
})
