import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Line, openLine } from './stage/line.ts'
import { type Pictures, draw } from './stage/pictures.ts'
import { type Screen, until } from './stage/screen.ts'
import { partsOf } from './stage/parts.ts'
import { openStage, type Stage } from './stage.ts'
import { publish, type Round } from './story/race.ts'

const SITE = { latitude: -6.2351, longitude: 106.8213 }
const WORK = 'Cuci AC, ganti kapasitor 35 uF, tes dingin 18 derajat.'
const NOTE = 'Kunci panel ada di satpam lantai dasar.'

type FieldWork = {
  attendance: {
    checkInAt: string
    checkInReceivedAt: string
    checkOutAt: string
    gradeReasons: string[]
    grade: string
  }[]
  photos: { kind: string; fileId: string; at: string }[]
  notes: { text: string }[]
  bast: { workDone: string; signerName: string; signed: boolean; createdAt: string }
  missingForDone: string[]
}
type Ticket = { state: string; timeline: { name: string; data: Record<string, unknown> }[] }

/** A whole visit in airplane mode on a phone whose app is closed in the middle, then sent over a line that loses answers. */
describe('A visit without a signal', () => {
  let stage: Stage
  let line: Line
  let pictures: Pictures & { large: string }
  let andi: Screen
  let offline: Round
  let online: Round
  const times = { arrived: 0, back: 0 }
  beforeAll(async () => {
    stage = await openStage('offline')
    line = await openLine(stage.product.url)
    pictures = await take(stage)
    // two visits of the same kind: one without a signal, one with
    offline = await publish(stage, 1, 1)
    online = await publish(stage, 1, 1)
    await (await stage.api('ts1')).post(`/tickets/${offline.id}/claim`)
    await (await stage.api('ts2')).post(`/tickets/${online.id}/claim`)
    andi = await stage.hand('ts1', SITE)
  })
  afterAll(async () => {
    await line?.close()
    await stage?.close()
  })

  const part = partsOf(() => stage)
  const airplane = async (on: boolean) => {
    line.cut = on
    await andi.page.context().setOffline(on)
  }
  /** The phone throws the app away, and somebody taps its icon again. */
  const reopen = async (path: string) => {
    const { page } = andi
    andi = await stage.another(andi, 'the app opened again')
    await page.close({ runBeforeUnload: false })
    await andi.page.goto(`${line.url}${path}`)
  }
  const job = () => `/field/jobs/${offline.id}`
  const ownWork = async (round: Round) => ({
    ticket: await (await stage.api('cs1')).get<Ticket>(`/tickets/${round.id}`),
    work: await (await stage.api('cs1')).get<FieldWork>(`/tickets/${round.id}/field-work`),
  })

  part('opens everything once while there is a signal', async () => {
    await andi.page.goto(`${line.url}/field/`)
    await andi.writes('Nama pengguna', 'ts1')
    await andi.writes('Kata sandi', 'gss-demo')
    await andi.presses('Masuk')
    await andi.sees('Open Pool')
    await andi.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await andi.page.goto(`${line.url}${job()}`)
    await andi.sees('Langkah berikutnya')
    await Promise.all([andi.page.waitForEvent('download'), andi.presses('Unduh Surat Tugas')])
  })

  part(
    'reads it all in airplane mode, also after the app was closed: job, crew, history, Surat Tugas',
    async () => {
      await airplane(true)
      await reopen(job())
      await andi.sees('PT Niaga Sentosa')
      await andi.sees('Gedung Niaga lt. 3, Jl. Gatot Subroto, Jakarta')
      await andi.sees(/Andi Saputra/)
      await andi.sees(/mengambil job/)
      const [letter] = await Promise.all([
        andi.page.waitForEvent('download'),
        andi.presses('Unduh Surat Tugas'),
      ])
      expect(
        readFileSync(await letter.path())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
    },
  )

  part('does the first half: Check-in, a large photo, a note', async () => {
    times.arrived = Date.now()
    await andi.presses('Check-in')
    await andi.dialog('Check-in').presses('Check-in dengan posisi')
    await andi.attaches('Ambil Foto Sebelum', pictures.large)
    await andi.page.getByAltText('Foto Sebelum, menunggu sinyal').waitFor()
    await andi.presses('Tulis catatan')
    await andi.writes('Catatan untuk tim dan CS', NOTE)
    await andi.presses('Simpan catatan')
    await andi.sees('Tanpa sinyal. 3 menunggu dikirim')
  })

  part('and after the app was thrown away the second: photo, BAST with a signature, Selesai', async () => {
    await reopen(job())
    await andi.sees('Tanpa sinyal. 3 menunggu dikirim')
    await andi.attaches('Ambil Foto Sesudah', pictures.after)
    await andi.page.getByAltText('Foto Sesudah, menunggu sinyal').waitFor()
    await andi.presses('Isi BAST')
    await andi.writes('Pekerjaan yang dilakukan', WORK)
    // closed in the middle of the form: what was typed is still there
    await reopen(`${job()}/bast`)
    await andi.reads('Pekerjaan yang dilakukan', WORK)
    await signs(andi)
    await andi.presses('Selesai')
    await andi.dialog('Selesai').presses('Ya, Selesai')
    await andi.sees('Semua langkah sudah selesai. Terima kasih!')
    await andi.sees('Tanpa sinyal. 6 menunggu dikirim')
    expect((await ownWork(offline)).ticket.state).toBe('ASSIGNED')
  })

  part('shows what waits, in the order in which it was done', async () => {
    await andi.page.goto(`${line.url}/field/waiting`)
    const rows = andi.page.locator('.waiting-card li > p:first-child strong')
    await rows.last().waitFor()
    expect(await rows.allInnerTexts()).toEqual([
      'Check-in',
      'Foto Sebelum',
      'Catatan',
      'Foto Sesudah',
      'BAST',
      'Selesai',
    ])
  })

  part(
    'sends it over a line that loses the first answer of every request, with the app closed in between',
    async () => {
      line.loses = true
      times.back = Date.now()
      await airplane(false)
      await until(
        async () => [...line.asked.keys()].some((name) => name.startsWith('PUT /api/v1/uploads/')),
        () => 'no part of the photo was sent',
      )
      await reopen('/field/waiting')
      await until(
        async () => {
          // the phone waits longer after every loss; pressing the button is what people do
          const again = andi.named('Kirim sekarang')
          if (await again.isVisible()) await again.click({ timeout: 1000 }).catch(() => undefined)
          return (await andi.count('Semua sudah terkirim')) > 0
        },
        async () => `still waiting: ${await andi.page.locator('main').innerText()}`,
      )
      const writes = [...line.asked].filter(([name]) => /^(?:POST|PUT) /.test(name))
      expect(writes.length).toBeGreaterThan(8)
      // each was asked again after its answer was lost, so each had a chance to be done twice;
      // of a photo the phone may ask first how much has arrived, and need not send that part again
      const again = writes.filter(([name]) => !name.startsWith('PUT /api/v1/uploads/'))
      expect(again.filter(([, count]) => count < 2)).toEqual([])
      line.loses = false
    },
  )

  part('has nothing lost, nothing doubled, in order, and at the times at which it was done', async () => {
    const { ticket, work } = await ownWork(offline)
    expect(stepsOf(ticket)).toEqual([
      'checkedIn',
      'photoAdded BEFORE',
      'fieldNoted',
      'photoAdded AFTER',
      'handoverReported',
      'workDone',
      'checkedOut',
    ])
    const [entry] = work.attendance
    expect(Math.abs(Date.parse(entry?.checkInAt ?? '') - times.arrived)).toBeLessThan(30_000)
    expect(Date.parse(entry?.checkInReceivedAt ?? '')).toBeGreaterThanOrEqual(times.back)
    expect(Date.parse(entry?.checkOutAt ?? '')).toBeLessThan(times.back)
    expect(Date.parse(work.bast.createdAt)).toBeLessThan(times.back)
    await andi.page.goto(`${line.url}${job()}`)
    await andi.sees('Semua langkah sudah selesai. Terima kasih!')
    await andi.sees(NOTE)
  })

  part('has left the same on the server as the same visit with a signal', async () => {
    const budi = await stage.field('ts2', SITE)
    await stage.goes(budi, `/field/jobs/${online.id}`)
    await budi.presses('Check-in')
    await budi.dialog('Check-in').presses('Check-in dengan posisi')
    await budi.attaches('Ambil Foto Sebelum', pictures.large)
    await budi.page.getByAltText(/^Foto Sebelum, \d/).waitFor()
    await budi.presses('Tulis catatan')
    await budi.writes('Catatan untuk tim dan CS', NOTE)
    await budi.presses('Simpan catatan')
    await budi.attaches('Ambil Foto Sesudah', pictures.after)
    await budi.page.getByAltText(/^Foto Sesudah, \d/).waitFor()
    await budi.presses('Isi BAST')
    await budi.writes('Pekerjaan yang dilakukan', WORK)
    await signs(budi)
    await budi.presses('Selesai')
    await budi.dialog('Selesai').presses('Ya, Selesai')
    await budi.sees('Semua langkah sudah selesai. Terima kasih!')
    await until(
      async () => (await ownWork(online)).ticket.state === 'DONE',
      () => 'the visit with a signal is not done',
    )
    expect(await leftBy(offline)).toEqual(await leftBy(online))
  })

  it('left no page and no server with an error', () => {
    expect(stage.faults).toEqual([])
    expect(stage.product.errors()).toEqual([])
  })

  /** What a visit has left on the server, without names and times. */
  async function leftBy(round: Round) {
    const { ticket, work } = await ownWork(round)
    const cs = await stage.api('cs1')
    const photos = await Promise.all(
      work.photos.map(async ({ kind, fileId }) => {
        const { bytes } = await cs.call('GET', `/files/${fileId}`)
        return `${kind} ${createHash('sha256').update(bytes).digest('hex')}`
      }),
    )
    return {
      state: ticket.state,
      steps: stepsOf(ticket),
      photos,
      attendance: work.attendance.map(({ grade }) => grade),
      notes: work.notes.map(({ text }) => text),
      bast: [work.bast.workDone, work.bast.signerName, work.bast.signed],
      missing: work.missingForDone,
    }
  }
})

/** What happened on site, in the order of the events. */
function stepsOf({ timeline }: Ticket): string[] {
  const names = ['checkedIn', 'checkedOut', 'photoAdded', 'fieldNoted', 'handoverReported', 'workDone']
  return timeline
    .filter(({ name }) => names.includes(name))
    .map(({ name, data }) => (name === 'photoAdded' ? `${name} ${String(data['kind'])}` : name))
}

async function signs(screen: Screen): Promise<void> {
  await screen.writes('Nama penerima', 'Ibu Rina')
  await screen.page.getByRole('checkbox', { name: /Saya sudah membaca/ }).check()
  await screen.signs('Kotak tanda tangan, masih kosong')
  await screen.page.getByLabel('Kotak tanda tangan, sudah ditandatangani').waitFor()
  await screen.presses('Simpan BAST')
  await screen.page.waitForURL(/\/jobs\/[^/]+$/)
}

/** One picture is as large as those of a phone, so that it travels in parts. */
async function take(stage: Stage): Promise<Pictures & { large: string }> {
  const folder = join(stage.product.folder, 'pictures')
  const pictures = await draw(folder)
  mkdirSync(folder, { recursive: true })
  const large = join(folder, 'foto-besar.jpg')
  await sharp(randomBytes(1000 * 750 * 3), { raw: { width: 1000, height: 750, channels: 3 } })
    .jpeg({ quality: 92 })
    .toFile(large)
  return { ...pictures, large }
}
