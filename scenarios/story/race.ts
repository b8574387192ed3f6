import type { Caller, Problem } from '../stage/api.ts'
import type { StaffPhone } from '../stage/phones.ts'
import type { Stage } from '../stage.ts'

/** A ticket that has just been published. */
export type Round = { id: string; code: string; title: string }
export type Verdict = { name: string; won: boolean; said: string }
export type Racer = {
  name: string
  api: Caller
  phone: StaffPhone
  /** gets to where the button is */
  ready(round: Round): Promise<void>
  /** presses it and reads the answer */
  press(round: Round): Promise<Verdict>
}

const DAY = 24 * 3_600_000

/** ts1 and ts2 on pages of the field app, ts3 and ts4 with bare calls, ts5 to ts8 with the button on Telegram. */
export async function enter(stage: Stage): Promise<Racer[]> {
  const racers: Racer[] = []
  for (let number = 1; number <= 8; number++) {
    const username = `ts${number}`
    const api = await stage.api(username)
    const phone = await stage.staff(username)
    const ways = number <= 2 ? await onAPage(stage, username) : number <= 4 ? byCall(api) : byTelegram(phone)
    const { ready, press } = ways
    racers.push({
      name: phone.name,
      api,
      phone,
      ready,
      press: async (round) => ({ name: phone.name, ...(await press(round)) }),
    })
  }
  return racers
}

type Way = {
  ready(round: Round): Promise<void>
  press(round: Round): Promise<Omit<Verdict, 'name'>>
}

async function onAPage(stage: Stage, username: string): Promise<Way> {
  const screen = await stage.hand(username)
  // news would take the button away while it is being pressed, and a press on nothing is no attempt
  await stage.withoutNews(screen)
  await stage.signsInto(screen, username)
  return {
    ready: async (round) => {
      await stage.goes(screen, `/field/jobs/${round.id}`)
      await screen.named(/^Ambil Job/).waitFor()
    },
    press: async () => {
      // no scrolling and no waiting until it stands still, as the mouse of a test would
      await screen.named(/^Ambil Job/).evaluate((button) => (button as HTMLElement).click())
      const sheet = await screen.sees(/Job ini milik Anda|Belum dapat/)
      const said = await sheet.locator('xpath=..').innerText()
      return { won: said.includes('Job ini milik Anda'), said }
    },
  }
}

function byCall(api: Caller): Way {
  type Body = Problem & { seat: number; quota: number }
  return {
    ready: async () => undefined,
    press: async (round) => {
      const { status, body } = await api.call<Body>('POST', `/tickets/${round.id}/claim`)
      const won = status === 200
      return { won, said: won ? `Kursi ${body.seat} dari ${body.quota}` : `${status} ${body.detail}` }
    },
  }
}

function byTelegram(phone: StaffPhone): Way {
  return {
    ready: async (round) => void (await phone.sees(round.code)),
    press: async (round) => {
      const { answer } = await phone.taps('Ambil Job', round.code)
      return { won: answer.startsWith('Job ini milik Anda'), said: answer }
    },
  }
}

/** CS publishes a job; each round on another day, so that nobody is kept out by a job of the round before. */
export async function publish(stage: Stage, round: number, technicianQuota: number): Promise<Round> {
  const cs = await stage.api('cs1')
  const start = Math.floor(Date.now() / DAY) * DAY + round * DAY + 2 * 3_600_000
  const customer = await customerOf(cs)
  return await cs.post<Round>('/tickets', {
    customerId: customer.id,
    title: `Perawatan berkala ${round}`,
    address: 'Gedung Niaga lt. 3, Jl. Gatot Subroto, Jakarta',
    technicianQuota,
    scheduledStart: new Date(start).toISOString(),
    scheduledEnd: new Date(start + 3 * 3_600_000).toISOString(),
  })
}

async function customerOf(cs: Caller): Promise<{ id: string }> {
  const { items } = await cs.get<{ items: { id: string }[] }>('/customers?q=PT Niaga Sentosa')
  return (
    items[0] ??
    (await cs.post('/customers', { name: 'PT Niaga Sentosa', phone: '0811-2233-4455', address: 'Jakarta' }))
  )
}

/** Everybody gets ready; then all press at the same moment. */
export async function race(racers: readonly Racer[], round: Round): Promise<Verdict[]> {
  for (const racer of racers) await racer.ready(round)
  return await Promise.all(racers.map((racer) => racer.press(round)))
}
