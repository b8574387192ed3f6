import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { atMost, exactly, type Figure, percentile, told } from '../figure.ts'
import type { Node } from '../node.ts'
import { enrol, type Person } from '../people.ts'
import type { Stage } from '../stage.ts'

export const about = '10,000 open screens on one node: time from a change to the last of them, and memory'

const CLIENTS = 10_000
const PEOPLE = 40
const AT_ONCE = 100
const ROUNDS = 16
const ROUND_WAIT_MS = 10_000

/** An open screen, reduced to a socket: a browser's stream would measure this process. */
type Screen = { socket: Socket; open: boolean; seen: string }

export async function measure(stage: Stage): Promise<Figure[]> {
  const { url, db } = await stage.database()
  const node = await stage.node({ databaseUrl: url, vendors: await stage.vendors() })
  const people = await enrol(db, 'cs', PEOPLE)
  const before = node.memoryMb()
  const started = performance.now()
  const screens = await openScreens(node, people)
  stage.later(async () => screens.forEach(({ socket }) => socket.destroy()))
  const connectMs = performance.now() - started
  const last: number[] = []
  const median: number[] = []
  let missed = 0
  for (let round = 0; round < ROUNDS; round++) {
    const times = await broadcast(node, people[round % PEOPLE], screens, round)
    missed += screens.length - times.length
    // the first one warms up
    if (round === 0) continue
    last.push(percentile(times, 1))
    median.push(percentile(times, 0.5))
  }
  const perClient = ((node.memoryMb() - before) / CLIENTS) * 1024
  return [
    told(`${CLIENTS} screens opened in`, connectMs, 'ms'),
    exactly('live changes that a screen did not get', missed, 'changes', 0),
    told('change to the median screen, median round', percentile(median, 0.5), 'ms'),
    atMost('change to the last of 10,000 screens, median round', percentile(last, 0.5), 'ms', 300),
    told('change to the last of 10,000 screens, worst round', percentile(last, 1), 'ms'),
    atMost('memory for each open screen', perClient, 'KB', 30),
  ]
}

async function openScreens(node: Node, people: readonly Person[]): Promise<Screen[]> {
  const screens: Screen[] = []
  while (screens.length < CLIENTS) {
    const group = Array.from({ length: AT_ONCE }, (_, i) =>
      openScreen(node, people[(screens.length + i) % people.length]?.cookie ?? ''),
    )
    screens.push(...(await Promise.all(group)))
  }
  return screens
}

function openScreen(node: Node, cookie: string): Promise<Screen> {
  const { port } = new URL(node.url)
  return new Promise((done, fail) => {
    const socket = connect(Number(port), '127.0.0.1')
    const screen: Screen = { socket, open: false, seen: '' }
    socket.setEncoding('utf8').on('error', fail)
    socket.on('data', (part: string) => {
      screen.seen += part
      if (screen.open || !screen.seen.includes('event: hello')) return
      screen.open = true
      done(screen)
    })
    socket.on('close', () => fail(new Error(`the stream was closed: ${screen.seen.slice(0, 300)}`)))
    socket.write(
      `GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream\r\nCookie: ${cookie}\r\n\r\n`,
    )
  })
}

/** One change made over HTTP. @returns milliseconds from sending the request until each screen had it */
async function broadcast(
  node: Node,
  person: Person | undefined,
  screens: readonly Screen[],
  round: number,
): Promise<number[]> {
  const times: number[] = []
  const stops: (() => void)[] = []
  let start = 0
  const all = new Promise<void>((done) => {
    for (const screen of screens) {
      screen.seen = ''
      const look = () => {
        if (!screen.seen.includes('customerRegistered')) return
        screen.socket.off('data', look)
        times.push(performance.now() - start)
        if (times.length === screens.length) done()
      }
      screen.socket.on('data', look)
      stops.push(() => screen.socket.off('data', look))
    }
  })
  start = performance.now()
  await addCustomer(node, person, round)
  await Promise.race([all, sleep(ROUND_WAIT_MS)])
  for (const stop of stops) stop()
  await sleep(200)
  return times
}

async function addCustomer(node: Node, person: Person | undefined, round: number): Promise<void> {
  const answer = await fetch(`${node.url}/api/v1/customers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: person?.cookie ?? '' },
    body: JSON.stringify({
      name: `Budi ${round}`,
      phone: `+62812300045${10 + round}`,
      address: 'Jl. Merdeka 1, Bandung',
    }),
  })
  if (answer.status >= 300) throw new Error(`no customer was made: ${answer.status} ${await answer.text()}`)
}
