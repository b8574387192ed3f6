import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from './stage/api.ts'
import { type Screen, until } from './stage/screen.ts'
import { partsOf } from './stage/parts.ts'
import { openStage, type Stage } from './stage.ts'

const MINUTE = 60_000
const SITE = { lat: -6.2351, lng: 106.8213 }
/** The clock looks once a minute, and the last look may have been a moment ago. */
const NEXT_LOOK_MS = 80_000

type Ticket = { id: string; code: string }
type FieldWork = {
  letters: { technician: { name: string }; status: string }[]
  attendance: { late: boolean; grade: string; corrections: { reason: string }[] }[]
}
type Board = { items: { ticketId: string; alerts: { kind: string }[] }[] }

/** A technician does not come: CS hears of it, asks him, finds another one; and puts an entry right afterwards. */
describe('A technician who is late', () => {
  let stage: Stage
  let api: Caller
  let cs: Screen
  let ticket: Ticket
  let plan: { start: Date; zone: string }
  beforeAll(async () => {
    stage = await openStage('attendance')
    api = await stage.api('cs1')
    plan = planOf(new Date())
  })
  afterAll(async () => await stage?.close())

  const part = partsOf(() => stage)

  part('is on the board and on the Telegram of CS, once', async () => {
    await stage.tells('A visit began twenty minutes ago; ts1 has it and is not there, ts2 stands by')
    cs = await stage.office('cs1')
    await stage.goes(cs, '/attendance')
    ticket = await visitUnderWay(api, plan)
    await (await stage.api('ts1')).post(`/tickets/${ticket.id}/claim`)
    await (await stage.api('ts2')).post(`/tickets/${ticket.id}/standby`)
    await cs.entry(ticket.code).sees('Andi Saputra')
    await stage.tells('The clock notices; the open board shows it without a press, and Telegram tells CS')
    await untilNextLook(async () => (await alertsOf(ticket)).includes('LATE'))
    await cs.entry(ticket.code).named('Tandai sudah ditangani: Terlambat, Andi Saputra').waitFor()
    const phone = await stage.staff('cs1')
    await phone.sees(`terlambat`)
    const told = (await phone.messages()).filter((one) => one.text.includes('Hubungi teknisinya dulu'))
    expect(told.map((one) => one.text.includes(ticket.code))).toEqual([true])
  })

  part('is asked on Telegram by one press', async () => {
    await cs.presses('Ingatkan Andi Saputra lewat Telegram')
    await cs.sees('Andi Saputra diingatkan lewat Telegram')
    await (await stage.staff('ts1')).sees(`CS menanyakan Anda untuk ${ticket.code}`)
  })

  part('is replaced from the alert: standby first, letters follow', async () => {
    await cs.entry(ticket.code).presses('Cari Pengganti untuk Andi Saputra')
    const question = 'Cari pengganti untuk Andi Saputra?'
    await cs.dialog(question).presses('Tidak bisa dihubungi')
    await cs.agrees(question, 'Cari Pengganti')
    await (await stage.staff('ts1')).sees(`Anda digantikan di ${ticket.code}`)
    const standby = await stage.staff('ts2')
    await standby.sees(ticket.code)
    await (await stage.api('ts2')).post(`/tickets/${ticket.id}/claim`)
    const letters = async () => (await workOf(ticket)).letters.map((one) => one.status)
    await until(
      async () => (await letters()).join() === 'REVOKED,VALID',
      async () => `letters: ${(await letters()).join()}`,
    )
    await cs.entry(ticket.code).sees('Budi Hartono')
  })

  part('the replacement comes late; CS puts his time right with a reason that he reads', async () => {
    const at = new Date().toISOString()
    const location = { ...SITE, accuracy: 10, at }
    await (
      await stage.api('ts2')
    ).post(`/tickets/${ticket.id}/check-in`, { clientId: 'scenario-ts2', location })
    await cs.presses('Koreksi absensi Budi Hartono')
    const dialog = cs.dialog('Koreksi absensi Budi Hartono')
    await dialog.writes('Check-in', clockIn(plan))
    await dialog.presses('Simpan koreksi')
    // without a reason nothing is changed
    expect((await workOf(ticket)).attendance[0]).toMatchObject({ late: true, corrections: [] })
    await dialog.writes('Alasan', 'Sudah di lokasi sejak awal, sinyal hilang')
    await cs.agrees('Koreksi absensi Budi Hartono', 'Simpan koreksi')
    expect((await workOf(ticket)).attendance[0]).toMatchObject({
      late: false,
      corrections: [{ reason: 'Sudah di lokasi sejak awal, sinyal hilang' }],
    })
    await cs.entry(ticket.code).sees(/Dikoreksi .*sinyal hilang/)
    await (await stage.staff('ts2')).sees('Sudah di lokasi sejak awal, sinyal hilang')
  })

  part('stands in the report of the month, on the screen and in the file', async () => {
    await cs.presses('Laporan bulanan')
    const row = cs.entry('Budi Hartono')
    await row.sees('Budi Hartono')
    const [download] = await Promise.all([cs.page.waitForEvent('download'), cs.presses('Unduh CSV')])
    const lines = readFileSync(await download.path(), 'utf8')
      .replace('\uFEFF', '')
      .trim()
      .split(/\r?\n/)
    const [head = [], ...rows] = lines.map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')))
    const found = Object.fromEntries(
      head.map((name, index) => [name, rows.find((cells) => cells.includes('Budi Hartono'))?.[index]]),
    )
    expect(found).toMatchObject({ Kunjungan: '1', 'Tepat waktu': '1', Terlambat: '0', Dikoreksi: '1' })
    await cs.presses('Lihat hari demi hari: Budi Hartono')
    await cs.dialog(/^Absensi Budi Hartono/).sees(/sinyal hilang/)
  })

  part(
    'another one says himself that he is ill: CS hears of it, he is out of the race, and comes back',
    async () => {
      const field = await stage.field('ts3')
      await stage.goes(field, '/field/attendance')
      await field.chooses('Cuti & izin')
      await field.presses('Catat tidak masuk')
      const sheet = field.dialog('Catat tidak masuk')
      await sheet.writes('Catatan untuk CS', 'Demam sejak semalam')
      await sheet.presses('Simpan')
      await sheet.sees('CS sudah diberi tahu.')
      await sheet.presses('Oke')
      await field.sees('Demam sejak semalam')
      await (await stage.staff('cs1')).sees('Dicatat sendiri oleh teknisinya')
      await stage.goes(cs, '/calendar')
      await cs.sees('Sakit')
      await field.presses('Batalkan')
      await field.presses('Ya, batalkan')
      await field.sees('Tidak ada catatan tidak masuk')
      await cs.missesNow('Sakit')
    },
  )

  it('left no page and no server with an error', () => {
    expect(stage.faults).toEqual([])
    expect(stage.product.errors()).toEqual([])
  })

  const workOf = async ({ id }: Ticket) => await api.get<FieldWork>(`/tickets/${id}/field-work`)
  const alertsOf = async ({ id }: Ticket) =>
    (await api.get<Board>('/attendance')).items
      .filter((row) => row.ticketId === id)
      .flatMap((row) => row.alerts.map((alert) => alert.kind))
})

/** Twenty minutes ago, at a site where that was today: just after midnight in Jakarta the sun is up in Jayapura sooner. */
function planOf(now: Date): { start: Date; zone: string } {
  const start = new Date(Math.floor(now.getTime() / MINUTE) * MINUTE - 20 * MINUTE)
  const jakarta = (start.getUTCHours() + 7) % 24
  return { start, zone: jakarta === 23 ? 'Asia/Jayapura' : 'Asia/Jakarta' }
}

/** As the form of a correction takes it: the clock at the site. */
const clockIn = ({ start, zone }: { start: Date; zone: string }): string =>
  new Intl.DateTimeFormat('id-ID', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(start)

async function visitUnderWay(api: Caller, { start, zone }: { start: Date; zone: string }): Promise<Ticket> {
  const customer = await api.post<{ id: string }>('/customers', {
    name: 'PT Niaga Sentosa',
    phone: '0811-2233-4455',
    address: 'Jakarta',
  })
  return await api.post<Ticket>('/tickets', {
    customerId: customer.id,
    title: 'Perawatan AC lantai 3',
    address: 'Gedung Niaga lt. 3, Jl. Gatot Subroto, Jakarta',
    location: SITE,
    timeZone: zone,
    technicianQuota: 1,
    scheduledStart: start.toISOString(),
    scheduledEnd: new Date(start.getTime() + 180 * MINUTE).toISOString(),
  })
}

async function untilNextLook(isTrue: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + NEXT_LOOK_MS
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error('the clock has not looked')
    await new Promise((done) => setTimeout(done, 500))
  }
}
