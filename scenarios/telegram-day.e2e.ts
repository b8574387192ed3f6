import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from './stage/api.ts'
import type { StaffPhone } from './stage/phones.ts'
import { openStage, type Stage } from './stage.ts'

type Ticket = { id: string; code: string; customer: { phone: string | null } }
type Work = {
  attendance: { grade: string; gradeReasons: string[]; checkOutAt: string | null; late: boolean }[]
  photos: { kind: string }[]
  bast: {
    number: string | null
    workDone: string
    openItems: string | null
    signerName: string | null
    signed: boolean
  } | null
  extensions: { id: string; days: number; reason: string; remainingWork: string; status: string }[]
  missingForDone: string[]
}
type Detail = {
  state: string
  seats: { endReason: string | null }[]
  timeline: { name: string }[]
}

const SITE = { lat: -6.9175, lng: 107.6191 }
const WORK = 'Ganti kompresor dan isi freon'
const REASON = 'Suku cadang baru datang besok'
const REMAINING = 'Pasang panel belakang'

/** A technician who never opens the web app: from the offer to Selesai in the chat; then the same visit on the web. */
describe('A day in Telegram', () => {
  let stage: Stage
  let cs: Caller
  let phone: StaffPhone
  let byChat: Ticket
  let byWeb: Ticket
  beforeAll(async () => {
    stage = await openStage('telegram-day')
    cs = await stage.api('cs1')
    phone = await stage.staff('ts1')
    const customer = await stage.customer('Ratna Dewi', '0812-5550-1234')
    await customer.writes('DAFTAR#Ratna Dewi#Jl. Merdeka No. 10, Bandung')
    await customer.sees('Data tercatat')
    const { items } = await cs.get<{ items: { id: string }[] }>('/customers?q=Ratna')
    byChat = await publish(items[0]?.id ?? '', 'AC bocor lewat chat')
    byWeb = await publish(items[0]?.id ?? '', 'AC bocor lewat web')
  })
  afterAll(async () => await stage?.close())

  async function publish(customerId: string, title: string): Promise<Ticket> {
    const start = Date.now() + 10 * 60_000
    return await cs.post<Ticket>('/tickets', {
      customerId,
      title,
      address: 'Jl. Merdeka No. 10, Bandung',
      location: SITE,
      technicianQuota: 1,
      scheduledStart: new Date(start).toISOString(),
      scheduledEnd: new Date(start + 3 * 3_600_000).toISOString(),
    })
  }
  const approve = async (ticket: Ticket) => {
    const { extensions } = await cs.get<Work>(`/tickets/${ticket.id}/field-work`)
    await cs.post(`/extensions/${extensions[0]?.id}/approve`, {})
  }

  it('is a whole visit with every step in the chat', async () => {
    await phone.sees(byChat.code)
    expect((await phone.taps('Ambil Job', byChat.code)).answer).toContain('Job ini milik Anda')
    await phone.sees('Surat Tugas bisa diunduh')
    await phone.writes('/jobku')
    await phone.answers(byChat.code, 'Assigned')
    await phone.answers('Surat Tugas', 'Surat Tugas')
    await phone.answers('Berangkat', 'Berangkat')
    await phone.answers('Check-in', 'kirim lokasi')
    await phone.does({
      type: 'location',
      latitude: SITE.lat,
      longitude: SITE.lng,
      accuracy: 12,
      livePeriod: 900,
    })
    await phone.sees('Check-in tercatat')
    await phone.sees('In Progress')
    await phone.answers('Foto', 'Foto apa?')
    await phone.answers('Foto Sebelum', 'Kirim Foto Sebelum')
    await phone.does({ type: 'album', photos: [{}, {}] })
    await phone.sees('Foto Sebelum: 2 tersimpan')
    await phone.answers('Cukup', '2 foto')
    await phone.answers('Tambah Hari', 'Berapa hari')
    await phone.answers('2', 'Mengapa')
    await phone.writes(REASON)
    await phone.sees('sisa pekerjaan')
    await phone.writes(REMAINING)
    await phone.sees('sudah dikirim ke CS')
    await approve(byChat)
    await phone.sees('Tambah Hari disetujui')
    await phone.answers('Isi BAST', 'Apa saja yang dikerjakan')
    await phone.writes(WORK)
    await phone.sees('belum selesai')
    await phone.answers('Tidak ada', 'Siapa yang menerima')
    await phone.writes('Bu Ratna')
    await phone.sees('BAST kertas')
    await phone.does({ type: 'photo' })
    await phone.sees('Masih ada halaman lain')
    await phone.answers('Cukup', 'Periksa BAST')
    await phone.answers('Kirim BAST', 'terbit')
    await phone.writes('/hari_ini')
    await phone.answers(byChat.code, 'In Progress')
    await phone.answers('Selesai', 'benar-benar selesai')
    await phone.answers('Ya, Selesai', 'CS melanjutkan ke tagihan')
  })

  it('told the customer who comes, that he is on the way, of more days, and that it is done', async () => {
    const customer = await stage.customer('Ratna Dewi', '0812-5550-1234')
    for (const words of [
      'sudah ada teknisinya',
      'sedang menuju lokasi',
      'perlu waktu tambahan',
      'sudah selesai',
    ])
      await customer.sees(words)
    const heard = (await customer.messages()).filter((one) => one.text.includes('sedang menuju lokasi'))
    expect(heard).toHaveLength(1)
  })

  it('ends as the same visit on the web', async () => {
    const web = await stage.api('ts2')
    const post = async (path: string, body?: unknown) => await web.post(`/tickets/${byWeb.id}/${path}`, body)
    await post('claim')
    await post('depart')
    const at = new Date().toISOString()
    await post('check-in', { clientId: `web-in-${byWeb.id}`, location: { ...SITE, accuracy: 12, at } })
    for (const number of [1, 2])
      await post('photos', await form({ clientId: `web-foto-${number}`, kind: 'BEFORE' }))
    await post('extensions', { days: 2, reason: REASON, remainingWork: REMAINING })
    await approve(byWeb)
    await post(
      'bast',
      await form({ clientId: `web-bast-${byWeb.id}`, workDone: WORK, signerName: 'Bu Ratna' }),
    )
    await post('done')
    const chat = await endOf(byChat)
    expect(chat).toEqual(await endOf(byWeb))
    expect(chat).toMatchObject({ state: 'DONE', photos: ['BEFORE', 'BEFORE', 'PAPER_BAST'], missing: [] })
  })

  /** A form with the photo that the technician's phone would have sent. */
  async function form(fields: Record<string, string>): Promise<FormData> {
    const sent = (await phone.messages()).find((one) => one.from === 'person' && one.mediaUrl)
    if (!sent) throw new Error('no photo was sent')
    const made = new FormData()
    for (const [name, value] of Object.entries(fields)) made.set(name, value)
    made.set('photo', new Blob([new Uint8Array(await phone.opens(sent))], { type: 'image/jpeg' }), 'foto.jpg')
    return made
  }

  /** What is left of a visit, whichever way it was worked off. */
  async function endOf(ticket: Ticket) {
    const detail = await cs.get<Detail>(`/tickets/${ticket.id}`)
    const work = await cs.get<Work>(`/tickets/${ticket.id}/field-work`)
    return {
      state: detail.state,
      seats: detail.seats.map((seat) => seat.endReason),
      events: detail.timeline.map((entry) => entry.name).toSorted(),
      attendance: work.attendance.map(({ grade, gradeReasons, late, checkOutAt }) => ({
        grade,
        gradeReasons,
        late,
        left: checkOutAt !== null,
      })),
      photos: work.photos.map((photo) => photo.kind).toSorted(),
      bast: work.bast && { ...only(work.bast), numbered: work.bast.number !== null },
      extensions: work.extensions.map(({ days, reason, remainingWork, status }) => ({
        days,
        reason,
        remainingWork,
        status,
      })),
      missing: work.missingForDone,
    }
  }
  const only = ({ workDone, openItems, signerName, signed }: NonNullable<Work['bast']>) => ({
    workDone,
    openItems,
    signerName,
    signed,
  })

  it('needed no request of the technician to the web', async () => {
    const { items } = await (
      await stage.api('admin')
    ).get<{ items: { username: string; lastSignInAt: string | null }[] }>('/users?limit=100')
    expect(items.find((one) => one.username === 'ts1')?.lastSignInAt).toBeNull()
    expect(items.find((one) => one.username === 'ts2')?.lastSignInAt).not.toBeNull()
    expect(stage.product.errors()).toEqual([])
  })

  it('made only calls that the specification of the Bot API knows', async () => {
    const answer = await fetch(`${stage.product.telegramUrl}/_sim/calls?limit=2000`)
    const { calls } = (await answer.json()) as {
      calls: { status: number; answer: unknown; problems: string[] }[]
    }
    expect(calls.length).toBeGreaterThan(50)
    expect(calls.flatMap((call) => call.problems)).toEqual([])
    // two hands at one card: the second finds that it says so already, which is what it wanted
    const same = (call: { answer: unknown }) =>
      JSON.stringify(call.answer).includes('message is not modified')
    expect(calls.filter((call) => call.status === 400 && !same(call))).toEqual([])
  })
})
