import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type PostgresOptions, startPostgres } from './postgres.ts'
import { isAlive } from './process-facts.ts'

let home = ''
let options: PostgresOptions
const nodes: ChildProcess[] = []
const asRoot = process.getuid?.() === 0

beforeAll(() => {
  home = fs.mkdtempSync(join(tmpdir(), 'pg-'))
  fs.chmodSync(home, 0o755)
  options = { dataDir: join(home, 'data'), log: () => undefined, systemDir: join(home, 'system') }
})
afterAll(async () => {
  // After a failed test something may still run.
  for (const node of nodes) node.kill('SIGKILL')
  if (fs.existsSync(join(options.dataDir, 'cluster/postmaster.pid')))
    await (await startPostgres(options)).stop()
  fs.rmSync(home, { recursive: true, force: true })
})

async function ask(url: string, query: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}

/** Starts the cluster in a node of its own; resolves to both process numbers. */
async function startElsewhere() {
  const module = fileURLToPath(new URL('postgres.ts', import.meta.url))
  const code = `const { startPostgres } = await import(${JSON.stringify(module)})
    const { pid } = await startPostgres({ dataDir: ${JSON.stringify(options.dataDir)}, log: () => undefined })
    console.log(pid)
    setInterval(() => undefined, 1000)`
  const node = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  nodes.push(node)
  const pid = await new Promise<number>((done) =>
    createInterface({ input: node.stdout }).once('line', (line) => done(Number(line))),
  )
  const kill = async () => {
    const gone = new Promise((done) => node.once('exit', done))
    node.kill('SIGKILL')
    await gone
  }
  return { pid, kill }
}

test('a new cluster is UTF-8, durable, reachable by its socket only, and keeps its data', async () => {
  const first = await startPostgres(options)
  const [facts] = await ask(
    first.url,
    `select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as addresses,
      current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits,
      (select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()) as locale`,
  )
  expect(facts).toEqual({ encoding: 'UTF8', addresses: '', fsync: 'on', commits: 'on', locale: 'b C.UTF-8' })
  await ask(first.url, `create table notes (text text); insert into notes values ('kept')`)
  await first.stop()
  expect(isAlive(first.pid)).toBe(false)

  const second = await startPostgres(options)
  expect(await ask(second.url, 'select text from notes')).toEqual([{ text: 'kept' }])
  await second.stop()
})

test('a postmaster whose node was killed is adopted, and stopped by the node that adopted it', async () => {
  const killed = await startElsewhere()
  await killed.kill()
  expect(isAlive(killed.pid)).toBe(true)
  const postgres = await startPostgres(options)
  expect(postgres.pid).toBe(killed.pid)
  expect(await ask(postgres.url, 'select text from notes')).toEqual([{ text: 'kept' }])
  await postgres.stop()
  expect(isAlive(killed.pid)).toBe(false)
})

test('a second node is a guest: it does not stop the cluster under the first', async () => {
  const host = await startElsewhere()
  const guest = await startPostgres(options)
  expect(guest.pid).toBe(host.pid)
  await guest.stop()
  expect(isAlive(host.pid)).toBe(true)
  await host.kill()
  await (await startPostgres(options)).stop()
})

test('a postmaster that is killed is started again with everything that was committed', async () => {
  const postgres = await startPostgres(options)
  const before = postgres.pid
  await ask(postgres.url, `insert into notes values ('committed')`)
  process.kill(before, 'SIGKILL')
  await vi.waitFor(() => expect(postgres.pid).not.toBe(before), { timeout: 20_000 })
  expect(await ask(postgres.url, 'select text from notes')).toEqual([{ text: 'kept' }, { text: 'committed' }])
  await postgres.stop()
})

test('node and postmaster killed together: the next start recovers', async () => {
  const { pid, kill } = await startElsewhere()
  process.kill(pid, 'SIGKILL')
  await kill()
  const postgres = await startPostgres(options)
  expect(await ask(postgres.url, 'select count(*)::int as count from notes')).toEqual([{ count: 2 }])
  await postgres.stop()
})

test('a lock whose number now belongs to another program does not prevent the start', async () => {
  const file = join(fs.realpathSync(options.dataDir), 'cluster/postmaster.pid')
  fs.writeFileSync(file, `${process.pid}\n${options.dataDir}/cluster\n1\n5432\n\n\n\nready   \n`, {
    mode: 0o644,
  })
  const postgres = await startPostgres(options)
  expect(postgres.pid).not.toBe(process.pid)
  await postgres.stop()
})

test('data of another major version are refused with a sentence', async () => {
  const file = join(options.dataDir, 'cluster/PG_VERSION')
  const version = fs.readFileSync(file, 'utf8')
  fs.writeFileSync(file, '17\n')
  await expect(startPostgres(options)).rejects.toThrow(/written by PostgreSQL 17, and this release brings 18/)
  fs.writeFileSync(file, version)
})

test('a start that fails says why and where the log is', async () => {
  const settings = { shared_buffers: 'nonsense' }
  await expect(startPostgres({ ...options, settings })).rejects.toThrow(/shared_buffers.*postgres\.log/)
})

test('a path too long for a socket: the socket moves to the temporary folder', async () => {
  const dataDir = join(home, 'x'.repeat(100))
  const postgres = await startPostgres({ ...options, dataDir })
  const socketDir = new URLSearchParams(postgres.url.split('?')[1]).get('host') ?? ''
  expect(socketDir.startsWith(dataDir)).toBe(false)
  expect(fs.statSync(socketDir).mode & 0o077).toBe(0)
  expect(await ask(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await postgres.stop()
  fs.rmSync(socketDir, { recursive: true })
})

test.runIf(asRoot)('root with a closed folder: the data move to the system folder, with a note', async () => {
  const closed = join(home, 'closed')
  fs.mkdirSync(closed, { mode: 0o700 })
  const dataDir = join(closed, 'data')
  for (const round of ['first', 'second']) {
    const postgres = await startPostgres({ ...options, dataDir })
    if (round === 'first') await ask(postgres.url, 'create table moved ()')
    else await ask(postgres.url, 'select from moved')
    await postgres.stop()
  }
  expect(fs.readFileSync(join(dataDir, 'MOVED.txt'), 'utf8')).toContain(options.systemDir)

  // A database that was moved into the closed folder must not be replaced by an empty one.
  fs.renameSync(options.dataDir, join(closed, 'moved'))
  const moved = startPostgres({ ...options, dataDir: join(closed, 'moved') })
  await expect(moved).rejects.toThrow(/cannot enter .*moved\/cluster/)
  fs.renameSync(join(closed, 'moved'), options.dataDir)
})

test.runIf(asRoot)(
  'root runs PostgreSQL as the unprivileged user, and an own cluster of a user as him',
  async () => {
    const userOf = (pid: number) =>
      execFileSync('stat', ['-c', '%u', `/proc/${pid}`], { encoding: 'utf8' }).trim()
    const postgres = await startPostgres(options)
    expect(userOf(postgres.pid)).toBe('65534')
    await postgres.stop()
    execFileSync('chown', ['-R', '12345:12345', options.dataDir])
    const again = await startPostgres(options)
    expect(userOf(again.pid)).toBe('12345')
    await again.stop()
  },
)
