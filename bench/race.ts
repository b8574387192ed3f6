// The race for a job under stress: npm run race [-- --races 1000 --racers 1000 --nodes 2 --kills 5]
// Every race is on the real server over HTTP, with releases and jobs at the same time mixed in; the verdict comes from
// the books in the database, not from what the server said.
import { parseArgs } from 'node:util'
import { holdRaces, type Verdict } from './race/hold-races.ts'
import { openStage } from './stage.ts'

export async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    // boot.mjs has arguments of its own
    strict: false,
    options: {
      races: { type: 'string', default: '1000' },
      racers: { type: 'string', default: '1000' },
      nodes: { type: 'string', default: '2' },
      kills: { type: 'string', default: '5' },
    },
  })
  const plan = {
    races: Number(values.races),
    racers: Number(values.racers),
    nodes: Number(values.nodes),
    kills: Number(values.kills),
    releases: 0.3,
    twins: 0.2,
  }
  console.log(
    `${plan.races} races of ${plan.racers} technicians for 1 to 5 seats on ${plan.nodes} node(s), ${plan.kills} times a node dies`,
  )
  const stage = openStage('race')
  try {
    const verdict = await holdRaces(stage, plan, console.log)
    tell(verdict)
    await stage.close()
    process.exit(verdict.fair === verdict.races && verdict.doubleBookings === 0 ? 0 : 1)
  } catch (error) {
    console.error(error)
    await stage.close()
    process.exit(1)
  }
}

function tell(verdict: Verdict): void {
  const rate = Math.round(verdict.presses / verdict.seconds)
  console.log(`\n${verdict.presses} presses in ${verdict.seconds.toFixed(0)} s (${rate} a second), answers:`)
  for (const [outcome, count] of Object.entries(verdict.outcomes).toSorted((a, b) => b[1] - a[1]))
    console.log(`  ${outcome.padEnd(20)} ${count}`)
  for (const problem of verdict.problems.slice(0, 20)) console.log(`  ! ${problem}`)
  console.log(
    `\n${verdict.fair} of ${verdict.races} races had exactly as many winners as seats; ${verdict.doubleBookings} double bookings; nodes killed: ${verdict.killed}`,
  )
}
