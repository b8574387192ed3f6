import { sql } from 'kysely'
import pg from 'pg'
import type { Db } from '../../server/platform/db.ts'
import { atLeast, atMost, type Figure, percentile, told } from '../figure.ts'
import { enrol, type Person } from '../people.ts'
import { Crowd } from '../race/racers.ts'
import type { Stage } from '../stage.ts'

export const about = 'Ambil Job: claims a second over HTTP against the bare statement, and a race of 1,000'

const SECONDS = 4
const CONNECTIONS = 16
const PHONES = 64
const TECHNICIANS = 1000
const JOBS = 24_000
const ROUNDS = 10
const CLAIM = {
  name: 'claim-seats',
  text: 'select * from claim_seats($1::uuid[], $2::uuid[], $3::text[], $4::text[])',
}

type Ground = { db: Db; technicians: Person[]; nextJob: () => string }
type Claim = (ticketId: string, person: Person) => Promise<unknown>

export async function measure(stage: Stage): Promise<Figure[]> {
  const { url, db } = await stage.database()
  const node = await stage.node({
    databaseUrl: url,
    vendors: await stage.vendors(),
    env: { GSS_ROLE: 'api' },
  })
  const ground = await prepare(db)
  const clients = await connect(url)
  stage.later(() => Promise.all(clients.map((client) => client.end())))
  const crowd = new Crowd()
  const bare: Claim[] = clients.map(
    (client) => (ticketId, person) =>
      client.query({ ...CLAIM, values: [[ticketId], [person.id], ['web'], [null]] }),
  )
  const overHttp: Claim[] = Array.from(
    { length: PHONES },
    () => (ticketId, person) => crowd.claim(node.url, person, ticketId),
  )
  await spread(ground, overHttp, 1)
  const floors = { spread: await spread(ground, bare), hot: await hot(ground, bare) }
  const http = { spread: await spread(ground, overHttp), hot: await hot(ground, overHttp) }
  const race = await raceAgainstEcho(ground, crowd, node.url)
  crowd.close()
  return [
    told('claims spread, bare statement on 16 connections', floors.spread, '/s'),
    told('claims spread, over HTTP', http.spread, '/s'),
    atLeast('claims spread over HTTP / bare statement', http.spread / floors.spread, 'x', 0.6),
    told('losers of one hot job, bare statement on 16 connections', floors.hot, '/s'),
    told('losers of one hot job, over HTTP', http.hot, '/s'),
    atLeast('losers over HTTP / bare statement', http.hot / floors.hot, 'x', 0.4),
    told('1,000 answers without the database, median', race.echo, 'ms'),
    told('1,000 racers answered, median of 10', race.claims, 'ms'),
    atMost('1,000 racers / without the database', race.claims / race.echo, 'x', 2),
  ]
}

async function connect(url: string): Promise<pg.Client[]> {
  return await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    }),
  )
}

/** Jobs of different hours, so that nearly every claim of another technician wins, as in performance measurements of the design. */
async function prepare(db: Db): Promise<Ground> {
  const technicians = await enrol(db, 'technician', TECHNICIANS)
  const [cs] = await enrol(db, 'cs', 1)
  const made = await sql<{ id: string }>`
    with customer as (
      insert into customers (name, phone, address, source) values ('Budi Santoso', '+6281234567890', 'Jl. Balapan No. 1', 'MANUAL') returning id
    )
    insert into tickets (customer_id, title, address, technician_quota, free_seats, scheduled_start, scheduled_end, link_token, created_by)
    select customer.id, 'Job ' || n, 'Jl. Balapan No. 1', 3, '{1,2,3}', now() + make_interval(hours => 2 * n),
      now() + make_interval(hours => 2 * n + 1), gen_random_uuid()::text, ${cs?.id}
    from customer, generate_series(1, ${JOBS}::int) n returning id`.execute(db)
  await sql`vacuum analyze`.execute(db)
  let next = 0
  return {
    db,
    technicians,
    nextJob: () => {
      const job = made.rows[next]
      next += 1
      // running out would turn winners into losers and look fast
      if (!job) throw new Error('the jobs made beforehand are used up')
      return job.id
    },
  }
}

/** Everybody claims a job of his own, one after the other. @returns claims a second */
async function spread(ground: Ground, claims: readonly Claim[], seconds = SECONDS): Promise<number> {
  let seats: string[] = []
  const nextSeat = () => {
    if (seats.length === 0) {
      const job = ground.nextJob()
      seats = [job, job, job]
    }
    return seats.pop() as string
  }
  return await run(ground, claims, seconds, nextSeat)
}

/** All claim one job until 1,000 have, then the next: nearly all are losers. @returns claims a second */
async function hot(ground: Ground, claims: readonly Claim[]): Promise<number> {
  let job = ground.nextJob()
  let left = 1000
  return await run(ground, claims, SECONDS, () => {
    left -= 1
    if (left === 0) {
      job = ground.nextJob()
      left = 1000
    }
    return job
  })
}

async function run(
  ground: Ground,
  claims: readonly Claim[],
  seconds: number,
  job: () => string,
): Promise<number> {
  const until = performance.now() + seconds * 1000
  const began = performance.now()
  let done = 0
  await Promise.all(
    claims.map(async (claim) => {
      while (performance.now() < until) {
        const person = ground.technicians[done % TECHNICIANS] as Person
        done += 1
        await claim(job(), person)
      }
    }),
  )
  return done / ((performance.now() - began) / 1000)
}

/** The whole crowd presses at once, in turns with as many calls that the same server answers without its database. */
async function raceAgainstEcho(
  ground: Ground,
  crowd: Crowd,
  url: string,
): Promise<{ claims: number; echo: number }> {
  const claims: number[] = []
  const echo: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const job = ground.nextJob()
    // somebody without a session is refused before anything is looked up
    echo.push(
      await timed(ground.technicians, (person) => crowd.claim(url, { ...person, cookie: 'x=1' }, job)),
    )
    claims.push(await timed(ground.technicians, (person) => crowd.claim(url, person, job)))
  }
  return { claims: percentile(claims, 0.5), echo: percentile(echo, 0.5) }
}

async function timed(people: readonly Person[], call: (person: Person) => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await Promise.all(people.map(call))
  return performance.now() - began
}
