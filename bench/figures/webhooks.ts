import { atMost, exactly, type Figure, percentile, told } from '../figure.ts'
import type { Database, Stage } from '../stage.ts'
import { endState, envelope, type Message, openPoster, postSteadily, untilRead } from '../webhook-load.ts'

export const about =
  'WhatsApp webhooks: 200 POSTs a second, doubled and in disorder; 1,000 updates in one POST'

const PER_SECOND = 200
const SECONDS = 15
const SENDERS = 150
const DOUBLED = 0.05
/** How far a message may be away from its place. */
const DISORDER = 60
const GOAL_MS = 250
const BIG_POSTS = 5

export async function measure(stage: Stage): Promise<Figure[]> {
  const messages = conversation(PER_SECOND * SECONDS, Math.floor(Date.now() / 1000) - 3600)
  const ordered = await run(
    stage,
    messages.map((message) => envelope([message])),
    60,
  )
  const mixed = inDisorder(messages).map((message) => envelope([message]))
  const loaded = await run(stage, mixed, PER_SECOND)
  const times = loaded.answers.map(({ ms }) => ms)
  const refused = [...loaded.answers, ...ordered.answers].filter(({ status }) => status !== 200)
  return [
    exactly('webhook POSTs not answered 200', refused.length, 'POSTs', 0),
    told(`webhook at ${PER_SECOND} POSTs/s (${times.length} POSTs), p50`, percentile(times, 0.5), 'ms'),
    atMost(`webhook at ${PER_SECOND} POSTs/s, p99`, percentile(times, 0.99), 'ms', GOAL_MS),
    told('all of it read after the last POST', loaded.readMs, 'ms'),
    exactly('end states that differ from the ordered run', loaded.state === ordered.state ? 0 : 1, '', 0),
    ...(await bigPosts(stage)),
  ]
}

async function run(stage: Stage, bodies: readonly string[], perSecond: number) {
  const database = await stage.database()
  await addCustomers(database)
  const node = await stage.node({
    databaseUrl: database.url,
    vendors: await stage.vendors(),
    env: { WHATSAPP_JOIN_SECONDS: '3' },
  })
  const poster = openPoster(node)
  const answers = await postSteadily(poster, bodies, perSecond)
  const readMs = await untilRead(database.db)
  const state = await endState(database.db)
  poster.stop()
  await node.stop()
  return { answers, readMs, state }
}

/** A thousand messages in each, from as many people as there are. */
async function bigPosts(stage: Stage): Promise<Figure[]> {
  const database = await stage.database()
  const node = await stage.node({ databaseUrl: database.url, vendors: await stage.vendors() })
  const poster = openPoster(node)
  const times: number[] = []
  for (let round = 0; round < BIG_POSTS; round++) {
    const { status, ms } = await poster.post(envelope(conversation(1000, 1_790_000_000, `big${round}-`)))
    if (status !== 200) throw new Error(`1,000 updates in one POST: ${status}`)
    times.push(ms)
  }
  const found = await database.pool.query('select count(*) as n from inbound_updates')
  poster.stop()
  return [
    atMost('1,000 updates in one POST, slowest', percentile(times, 1), 'ms', GOAL_MS),
    exactly('of them not stored when answered', BIG_POSTS * 1000 - Number(found.rows[0]?.n), 'updates', 0),
  ]
}

const phoneOf = (sender: number) => `62812${String(34_000_000 + sender)}`

/** Two of three who write are customers. */
async function addCustomers({ pool }: Database): Promise<void> {
  for (let sender = 0; sender < SENDERS; sender++)
    if (sender % 3 !== 0)
      await pool.query(
        `insert into customers (name, phone, address, source) values ($1, $2, 'Jl. Mawar 1, Bogor', 'IMPORT')`,
        [`Pelanggan ${sender}`, `+${phoneOf(sender)}`],
      )
}

const WORDS = [
  'AC di ruang tamu bocor',
  'Lampu teras mati sejak kemarin',
  'Pompa air tidak mau hidup',
  'Kulkas tidak dingin',
]

function conversation(count: number, firstSecond: number, prefix = ''): Message[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `wamid.${prefix}${String(index).padStart(6, '0')}`,
    from: phoneOf((index * 7) % SENDERS),
    text: `${WORDS[index % WORDS.length]} (${index})`,
    seconds: firstSecond + index,
  }))
}

/** Always the same disorder, with some of them twice. */
function inDisorder(messages: readonly Message[]): Message[] {
  let state = 20_261_128
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  const doubled = messages.flatMap((message, place) => {
    const first = { message, place: place + random() * DISORDER }
    return random() < DOUBLED ? [first, { message, place: place + random() * DISORDER * 2 }] : [first]
  })
  return doubled.toSorted((a, b) => a.place - b.place).map(({ message }) => message)
}
