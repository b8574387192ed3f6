import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../server/platform/db.ts'
import type { Person } from '../people.ts'
import type { Crowd } from './racers.ts'

export type Rules = {
  /** winners of whom one gives the seat back in the middle, as a share of the races */
  releases: number
  /** a second job at the same time, which nobody may hold as well, as a share of the races */
  twins: number
}
export type Track = {
  nodes: () => readonly string[]
  crowd: Crowd
  racers: readonly Person[]
  db: Db
  people: People
}
export type People = { csId: string; customerId: string }

const HOUR = 3_600_000
/** So often somebody presses who gets no answer: long enough for a node to come back. */
const PATIENCE = 60
const QUOTAS = [1, 2, 3, 4, 5] as const

/**
 * One race: everybody presses at once, on all nodes; some winners give their seat back while others still press; whoever
 * got no answer presses again, as people do. It goes on until every seat is taken.
 * @returns what went wrong, in words; empty when the race was fair
 */
export async function playRace(track: Track, number: number, rules: Rules): Promise<string[]> {
  const twins = Math.random() < rules.twins
  const quotas = Array.from({ length: twins ? 2 : 1 }, () => QUOTAS[randomInt(QUOTAS.length)] ?? 1)
  const tickets: Ticket[] = []
  for (const quota of quotas) tickets.push({ id: await openJob(track, number, quota), quota })
  const releasing = Math.random() < rules.releases
  const results = await Promise.all(tickets.map((ticket) => rush(track, ticket, releasing)))
  for (const [index, ticket] of tickets.entries()) await fillUp(track, ticket, results[index] as Result)
  const problems: string[] = []
  for (const [index, ticket] of tickets.entries())
    problems.push(...(await judge(track.db, ticket, results[index] as Result)))
  return problems.map((problem) => `race ${number}: ${problem}`)
}

type Ticket = { id: string; quota: number }
type Result = { presses: number; won: number; released: number; lost: number }

/** A job of its own hour, so that whoever wins this race may win the next. */
async function openJob({ db, people }: Track, number: number, quota: number): Promise<string> {
  const start = new Date(Date.now() + (number + 2) * 2 * HOUR)
  const made = await sql<{ id: string }>`
    insert into tickets (customer_id, title, address, technician_quota, free_seats, scheduled_start, scheduled_end, link_token, created_by)
    values (${people.customerId}, ${`Race ${number}`}, 'Jl. Balapan No. 1', ${quota}, ${Array.from({ length: quota }, (_, index) => index + 1)},
      ${start}, ${new Date(start.getTime() + HOUR)}, gen_random_uuid()::text, ${people.csId}) returning id`.execute(
    db,
  )
  return made.rows[0]?.id as string
}

async function rush(track: Track, ticket: Ticket, releasing: boolean): Promise<Result> {
  const result: Result = { presses: 0, won: 0, released: 0, lost: 0 }
  let mayRelease = releasing ? 1 : 0
  const nodes = track.nodes()
  const offset = randomInt(nodes.length)
  await Promise.all(
    track.racers.map(async (racer, index) => {
      const node = nodes[(index + offset) % nodes.length] as string
      if ((await press(track, node, racer, ticket, result)) !== 'WON' || mayRelease === 0) return
      mayRelease -= 1
      const gone = await track.crowd.release(node, racer, ticket.id)
      if (gone.status < 300) result.released += 1
      else if (gone.status === 0) result.lost += 1
    }),
  )
  return result
}

async function press(
  track: Track,
  node: string,
  racer: Person,
  ticket: Ticket,
  result: Result,
): Promise<string> {
  let outcome = 'LOST_ANSWER'
  for (let attempt = 0; outcome === 'LOST_ANSWER' && attempt < PATIENCE; attempt++) {
    // the node is gone: the phone tries again, at another one or until this one is back
    if (attempt > 1) await sleep(300 + randomInt(400))
    const nodes = track.nodes()
    const target = attempt === 0 ? node : (nodes[randomInt(nodes.length)] as string)
    outcome = (await track.crowd.claim(target, racer, ticket.id)).outcome
    result.presses += 1
    if (outcome === 'WON') result.won += 1
    if (outcome === 'LOST_ANSWER') result.lost += 1
  }
  return outcome
}

/** A seat that was given back at the very end finds somebody too. */
async function fillUp(track: Track, ticket: Ticket, result: Result): Promise<void> {
  for (let round = 0; round < 5; round++) {
    const { free } = await seatsOf(track.db, ticket.id)
    if (free === 0) return
    const nodes = track.nodes()
    await Promise.all(
      track.racers
        .slice(0, 40 + ticket.quota)
        .map((racer, index) => press(track, nodes[index % nodes.length] as string, racer, ticket, result)),
    )
  }
}

async function seatsOf(
  db: Db,
  ticketId: string,
): Promise<{ live: number; seats: number; free: number; state: string }> {
  const found = await sql<{ live: number; seats: number; free: number; state: string }>`
    select count(a.id)::int as live, count(distinct a.seat)::int as seats, cardinality(t.free_seats) as free, t.state
    from tickets t left join assignments a on a.ticket_id = t.id and a.ended_at is null
    where t.id = ${ticketId} group by t.id`.execute(db)
  return found.rows[0] as never
}

/** Exactly as many hold a seat as there are, and what people were told is what the books say. */
async function judge(db: Db, ticket: Ticket, result: Result): Promise<string[]> {
  const { live, seats, free, state } = await seatsOf(db, ticket.id)
  const books = await sql<{ outcome: string; n: number }>`
    select outcome, count(*)::int as n from claim_attempts where ticket_id = ${ticket.id} group by outcome`.execute(
    db,
  )
  const written = (outcome?: string) =>
    books.rows.reduce((sum, row) => (outcome === undefined || row.outcome === outcome ? sum + row.n : sum), 0)
  const ended = await sql<{ n: number }>`
    select count(*)::int as n from assignments where ticket_id = ${ticket.id} and ended_at is not null`.execute(
    db,
  )
  const problems: string[] = []
  const must = (isTrue: boolean, words: string) => isTrue || problems.push(words)
  must(live === ticket.quota, `${live} of ${ticket.quota} seats are held`)
  must(seats === live, `two hold the same seat`)
  must(free === 0 && state === 'ASSIGNED', `${free} seats free in state ${state}`)
  must(written('WON') === live + (ended.rows[0]?.n ?? 0), `the ledger has ${written('WON')} winners`)
  must(written('WON') >= result.won, `${result.won} were told they won, the ledger has ${written('WON')}`)
  must(written() >= result.presses - result.lost, `${result.presses} presses, ${written()} in the ledger`)
  return problems
}

/** Nobody at two places at once, over all races together. */
export async function doubleBookings(db: Db): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*)::int as n from assignments a join assignments b on a.technician_id = b.technician_id and a.id < b.id
      and a.ended_at is null and b.ended_at is null and a.during && b.during`.execute(db)
  return found.rows[0]?.n ?? -1
}
