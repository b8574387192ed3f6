import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../server/platform/db.ts'
import { atMost, exactly, type Figure, percentile, told } from '../figure.ts'
import type { Node } from '../node.ts'
import { enrol, type Person } from '../people.ts'
import type { Stage } from '../stage.ts'

export const about = 'from a claimed job to the call that confirms it on Telegram'

const TECHNICIANS = 100
const PAUSE_MS = 100
const WAIT_MS = 5000
const GOAL_MS = 250
const FIRST_CHAT = 910_001

/**
 * Everybody takes one job, so that no chat has to wait for its turn. The time counts from the answer to the
 * technician, which comes right after the commit.
 */
export async function measure(stage: Stage): Promise<Figure[]> {
  const { url: databaseUrl, db } = await stage.database()
  const vendors = await stage.vendors()
  const node = await stage.node({ databaseUrl, vendors })
  const [cs] = await enrol(db, 'cs', 1)
  const technicians = await enrol(db, 'technician', TECHNICIANS)
  const customerId = await prepare(db)
  const jobs: string[] = []
  for (let n = 0; n < TECHNICIANS; n++) jobs.push(await openTicket(node, cs, customerId, n))
  // offered to nobody's chat; from now on everybody has one
  await sleep(WAIT_MS)
  await link(db, technicians)
  const committed: number[] = []
  for (const [n, person] of technicians.entries()) {
    await post(node, person, `/tickets/${jobs[n]}/claim`, {})
    committed.push(Date.now())
    await sleep(PAUSE_MS)
  }
  await sleep(WAIT_MS)
  const sent = vendors.calls.filter((call) => call.method.startsWith('send'))
  const times = committed.flatMap((at, n) => {
    const call = sent.find(({ body }) => body.includes(String(FIRST_CHAT + n)))
    return call ? [Math.max(0, call.at - at)] : []
  })
  return [
    exactly('technicians who were not told', TECHNICIANS - times.length, 'people', 0),
    told('commit to the call of Telegram, p50', percentile(times, 0.5), 'ms'),
    atMost('commit to the call of Telegram, p99', percentile(times, 0.99), 'ms', GOAL_MS),
  ]
}

async function prepare(db: Db): Promise<string> {
  // measured at night too
  const never = { enabled: false, from: '21:00', to: '06:00' }
  await sql`insert into settings (key, value) values ('quietHours', ${JSON.stringify({ customer: never, staff: never })}::jsonb)
    on conflict (key) do update set value = excluded.value`.execute(db)
  const made = await sql<{ id: string }>`insert into customers (name, phone, address, source)
    values ('Budi Santoso', '+6281234567890', 'Jl. Balapan No. 1', 'MANUAL') returning id`.execute(db)
  return made.rows[0]?.id ?? ''
}

async function link(db: Db, technicians: readonly Person[]): Promise<void> {
  await sql`insert into telegram_links (staff_id, telegram_id)
    select staff_id, ${FIRST_CHAT - 1}::bigint + place
    from unnest(${technicians.map(({ id }) => id)}::uuid[]) with ordinality as one(staff_id, place)`.execute(
    db,
  )
}

async function openTicket(node: Node, cs: Person | undefined, customerId: string, n: number) {
  const start = Date.now() + 86_400_000
  const { id } = (await post(node, cs, '/tickets', {
    customerId,
    title: `Pekerjaan ${n}`,
    description: 'AC tidak dingin',
    technicianQuota: 1,
    scheduledStart: new Date(start).toISOString(),
    scheduledEnd: new Date(start + 7_200_000).toISOString(),
  })) as { id: string }
  return id
}

async function post(node: Node, person: Person | undefined, path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${node.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: person?.cookie ?? '' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return await answer.json()
}
