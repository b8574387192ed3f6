import { setTimeout as sleep } from 'node:timers/promises'
import { atMost, type Figure, percentile, told } from '../figure.ts'
import type { Stage } from '../stage.ts'

export const about = 'from spawning the process to ready, with its own PostgreSQL, and memory when idle'

const RESTARTS = 5
const IDLE_MS = 20_000

/** The first start makes the database; what people wait for every day are the later ones. */
export async function measure(stage: Stage): Promise<Figure[]> {
  const vendors = await stage.vendors()
  const first = await stage.node({ vendors })
  await first.stop()
  const times: number[] = []
  for (let round = 0; round < RESTARTS; round++) {
    const node = await stage.node({ vendors })
    times.push(node.readyMs)
    await node.stop()
  }
  const node = await stage.node({ vendors })
  await sleep(IDLE_MS)
  const [memory, before] = [node.memoryMb(), node.cpuSeconds()]
  await sleep(10_000)
  return [
    atMost('start to ready, first start (makes the database)', first.readyMs, 'ms', 3000),
    atMost(`start to ready, slowest of ${RESTARTS} restarts`, percentile(times, 1), 'ms', 3000),
    atMost('resident memory of one idle node', memory, 'MB', 250),
    told('processor time of one idle node', ((node.cpuSeconds() - before) / 10) * 100, '%'),
  ]
}
