import { sql } from 'kysely'
import type { Node } from '../node.ts'
import { enrol } from '../people.ts'
import type { Stage } from '../stage.ts'
import { doubleBookings, playRace, type Rules } from './play-race.ts'
import { Crowd } from './racers.ts'

export type Plan = Rules & { races: number; racers: number; nodes: number; kills: number }
export type Verdict = {
  races: number
  fair: number
  presses: number
  killed: number
  doubleBookings: number
  seconds: number
  outcomes: Record<string, number>
  problems: string[]
}

/**
 * Holds many races on the real server over HTTP and looks into the books after each. With `kills`, a node dies as if
 * the power had gone in the middle of a race, and comes back.
 */
export async function holdRaces(stage: Stage, plan: Plan, told: (line: string) => void): Promise<Verdict> {
  const { url, db } = await stage.database()
  const vendors = await stage.vendors()
  const start = () => stage.node({ databaseUrl: url, vendors, env: { GSS_ROLE: 'api' } })
  const nodes: (Node | null)[] = []
  for (let index = 0; index < plan.nodes; index++) nodes.push(await start())
  const racers = await enrol(db, 'technician', plan.racers)
  const people = await someoneElse(stage, db)
  const crowd = new Crowd()
  const alive = () => nodes.filter((node) => node !== null).map((node) => node.url)
  const verdict: Verdict = {
    races: 0,
    fair: 0,
    presses: 0,
    killed: 0,
    doubleBookings: 0,
    seconds: 0,
    outcomes: {},
    problems: [],
  }
  const began = performance.now()
  const every = plan.kills > 0 ? Math.max(1, Math.floor(plan.races / (plan.kills + 1))) : Infinity
  for (let number = 1; number <= plan.races; number++) {
    const dying = number % every === 0 && verdict.killed < plan.kills
    const race = playRace({ nodes: alive, crowd, racers, db, people }, number, plan)
    if (dying) {
      await killOne(nodes, start)
      verdict.killed += 1
    }
    const problems = await race
    verdict.races += 1
    if (problems.length === 0) verdict.fair += 1
    verdict.problems.push(...problems)
    if (number % 100 === 0) told(`  ${number} races, ${verdict.problems.length} problems`)
  }
  crowd.close()
  verdict.seconds = (performance.now() - began) / 1000
  verdict.outcomes = Object.fromEntries(crowd.counts)
  verdict.presses = [...crowd.counts.values()].reduce((sum, count) => sum + count, 0)
  verdict.doubleBookings = await doubleBookings(db)
  return verdict
}

/** The first node dies in the middle of the race; another takes its place while the race goes on elsewhere. */
async function killOne(nodes: (Node | null)[], start: () => Promise<Node>): Promise<void> {
  await new Promise((done) => setTimeout(done, 30))
  const [victim] = nodes
  if (!victim) return
  if (nodes.length > 1) nodes[0] = null
  await victim.kill()
  nodes[0] = await start()
}

async function someoneElse(stage: Stage, db: Awaited<ReturnType<Stage['database']>>['db']) {
  const [cs] = await enrol(db, 'cs', 1)
  const customer = await sql<{ id: string }>`
    insert into customers (name, phone, address, source) values ('Budi Santoso', '+6281234567890', 'Jl. Balapan No. 1', 'MANUAL') returning id`.execute(
    db,
  )
  return { csId: cs?.id as string, customerId: customer.rows[0]?.id as string }
}
