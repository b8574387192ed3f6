import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, signIn } from './stage/api.ts'
import { type Line, openLine } from './stage/line.ts'
import { type Screen, until } from './stage/screen.ts'
import { partsOf } from './stage/parts.ts'
import { openStage, type Stage } from './stage.ts'
import { publish, type Round } from './story/race.ts'

type FieldWork = {
  attendance: { technician: { name: string } }[]
  notes: { text: string }[]
}
const NOTE = 'Panel ada di lantai dua.'

/** Two of one crew share a phone: what one did without a signal is neither sent as the other nor lost. */
describe('A phone that two technicians share', () => {
  let stage: Stage
  let line: Line
  let phone: Screen
  let job: Round
  let budi: Caller
  beforeAll(async () => {
    stage = await openStage('shared-phone')
    line = await openLine(stage.product.url)
    job = await publish(stage, 1, 2)
    await (await stage.api('ts1')).post(`/tickets/${job.id}/claim`)
    budi = await stage.api('ts2')
    await budi.post(`/tickets/${job.id}/claim`)
    phone = await stage.hand('ts1', { latitude: -6.2351, longitude: 106.8213 })
  })
  afterAll(async () => {
    await line?.close()
    await stage?.close()
  })

  const part = partsOf(() => stage)
  const airplane = async (on: boolean) => {
    line.cut = on
    await phone.page.context().setOffline(on)
  }
  const signsIn = async (username: string) => {
    await phone.writes('Nama pengguna', username)
    await phone.writes('Kata sandi', 'gss-demo')
    await phone.presses('Masuk')
  }
  const work = async () => await (await stage.api('cs1')).get<FieldWork>(`/tickets/${job.id}/field-work`)
  const present = async () => (await work()).attendance.map((entry) => entry.technician.name)

  part('Andi checks in without a signal', async () => {
    await phone.page.goto(`${line.url}/field/`)
    await signsIn('ts1')
    await phone.sees('Open Pool')
    await phone.page.goto(`${line.url}/field/jobs/${job.id}`)
    await phone.sees('Langkah berikutnya')
    await airplane(true)
    await phone.presses('Check-in')
    await phone.dialog('Check-in').presses('Check-in dengan posisi')
    await phone.presses('Tulis catatan')
    await phone.writes('Catatan untuk tim dan CS', NOTE)
    await phone.presses('Simpan catatan')
    await phone.sees('Tanpa sinyal. 2 menunggu dikirim')
  })

  part('then the phone is signed in as Budi of the same crew, and the signal comes back', async () => {
    await stage.tells('As after a sign-in in another tab: the session of the browser is that of Budi')
    const cookies = budi.cookie.split('; ').map((pair) => pair.split(/=(.*)/s))
    await phone.page
      .context()
      .addCookies(cookies.map(([name = '', value = '']) => ({ name, value, url: line.url })))
    await airplane(false)
    await phone.sees('2 pekerjaan teknisi lain menunggu pemiliknya masuk')
    await phone.presses('2 pekerjaan teknisi lain menunggu pemiliknya masuk')
    await phone.sees(/^Andi Saputra: 2 belum terkirim/)
    // asked in the name of Andi, and refused: nobody is at work because of it
    expect([...line.asked.keys()].some((name) => name.includes(`/tickets/${job.id}/check-in`))).toBe(true)
    expect(await present()).toEqual([])
  })

  part('Budi works with it under his own name', async () => {
    await phone.page.goto(`${line.url}/field/jobs/${job.id}`)
    await phone.presses('Check-in')
    await phone.dialog('Check-in').presses('Check-in dengan posisi')
    await until(
      async () => (await present()).length > 0,
      () => 'the check-in of Budi did not arrive',
    )
    expect(await present()).toEqual(['Budi Hartono'])
    await phone.sees('2 pekerjaan teknisi lain menunggu pemiliknya masuk')
  })

  part('when his session ends, the sign-in page says what waits, and for whom', async () => {
    await (await signIn(stage.product.url, 'ts2')).post('/me/sign-ins/end-others')
    await phone.page.reload()
    await phone.sees(/Sesi Anda sudah berakhir/)
    await phone.sees(/^Andi Saputra: 2 belum terkirim/)
  })

  part('Andi signs in again: his work is sent as his, once', async () => {
    await signsIn('ts1')
    await until(
      async () => (await work()).notes.length > 0,
      () => 'the note of Andi did not arrive',
    )
    const { attendance, notes } = await work()
    expect(attendance.map((entry) => entry.technician.name).toSorted()).toEqual([
      'Andi Saputra',
      'Budi Hartono',
    ])
    expect(notes.map((note) => note.text)).toEqual([NOTE])
    await phone.missesNow(/menunggu pemiliknya masuk/)
  })

  it('left no page and no server with an error', () => {
    expect(stage.faults).toEqual([])
    expect(stage.product.errors()).toEqual([])
  })
})
