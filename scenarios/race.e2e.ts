import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from './stage/api.ts'
import { openStage, type Stage } from './stage.ts'
import { enter, publish, type Racer, race, type Round } from './story/race.ts'

const ROUNDS = 5
const QUOTA = 2

type Attempt = {
  order: number
  technician: { name: string }
  at: string
  outcome: string
  via: string
  seat: number | null
}
type Ticket = {
  state: string
  seatsTaken: number
  seats: { technician: { name: string }; endedAt: string | null }[]
}

/** Eight technicians, two seats: pages, bare calls and Telegram buttons pressed at the same moment. */
describe('Eight technicians race for two seats', () => {
  let stage: Stage
  let racers: Racer[]
  beforeAll(async () => {
    stage = await openStage('race')
    racers = await enter(stage)
  })
  afterAll(async () => await stage?.close())

  for (let round = 1; round <= ROUNDS; round++)
    it(`round ${round}: two win, six are refused, and everything agrees`, async () => {
      try {
        await playRound(await publish(stage, round, QUOTA))
      } catch (error) {
        throw await stage.describe(error)
      }
    })

  it('left no page and no server with an error', () => {
    expect(stage.faults).toEqual([])
    expect(stage.product.errors()).toEqual([])
  })

  async function playRound(round: Round): Promise<void> {
    const verdicts = await race(racers, round)
    const winners = verdicts.filter((one) => one.won).map((one) => one.name)
    expect(winners).toHaveLength(QUOTA)
    for (const { won, said } of verdicts)
      expect(said).toMatch(won ? /Kursi [12] dari 2/ : /kuota 2\/2.*, Anda urutan [3-8]\./i)
    await theLedgerAgrees(round, winners)
    await theTicketAgrees(round, winners)
    await theCardsAgree(round, winners)
    await nobodyGetsInLater(round, winners)
  }

  async function theLedgerAgrees(round: Round, winners: string[]): Promise<void> {
    const cs = await stage.api('cs1')
    const { items } = await cs.get<{ items: Attempt[] }>(`/tickets/${round.id}/claims?limit=100`)
    const ledger = items.toSorted((a, b) => a.order - b.order)
    expect(ledger.map((one) => one.order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(ledger.map((one) => one.outcome)).toEqual([
      ...Array.from({ length: QUOTA }, () => 'WON'),
      ...Array.from({ length: 6 }, () => 'POOL_FULL'),
    ])
    expect(
      ledger
        .slice(0, QUOTA)
        .map((one) => one.technician.name)
        .toSorted(),
    ).toEqual(winners.toSorted())
    expect(new Set(ledger.map((one) => one.technician.name)).size).toBe(8)
    expect(ledger.map((one) => one.at)).toEqual(ledger.map((one) => one.at).toSorted())
    expect(ledger.filter((one) => one.via === 'telegram')).toHaveLength(4)
  }

  async function theTicketAgrees(round: Round, winners: string[]): Promise<void> {
    const ticket = await (await stage.api('cs1')).get<Ticket>(`/tickets/${round.id}`)
    expect(ticket).toMatchObject({ state: 'ASSIGNED', seatsTaken: QUOTA })
    expect(ticket.seats.map((seat) => seat.technician.name).toSorted()).toEqual(winners.toSorted())
  }

  async function theCardsAgree(round: Round, winners: string[]): Promise<void> {
    for (const racer of racers) {
      const head = winners.includes(racer.name) ? 'Job Anda' : 'Kuota sudah penuh'
      await racer.phone.sees(`${head} · ${round.code}`)
      expect(await racer.phone.canTap('Ambil Job', round.code)).toBe(false)
    }
  }

  /** Once more for everybody, quietly: the two already have it, for the others it is full. */
  async function nobodyGetsInLater(round: Round, winners: string[]): Promise<void> {
    for (const racer of racers) {
      const answer = await racer.api.call<Problem>('POST', `/tickets/${round.id}/claim`)
      expect(answer.status).toBe(409)
      expect(answer.body.code).toBe(winners.includes(racer.name) ? 'ALREADY_CLAIMED' : 'POOL_FULL')
    }
  }
})
