import { setTimeout as sleep } from 'node:timers/promises'
import { atMost, exactly, type Figure, percentile, told } from '../figure.ts'
import type { Node } from '../node.ts'
import { enrol } from '../people.ts'
import type { Stage } from '../stage.ts'

export const about = 'a file of 100,000 customers: checked, taken over, and what CS feels meanwhile'

const ROWS = 100_000
/** Every hundredth has a phone that cannot be one. */
const BAD_EVERY = 100
const GOAL_CHECK_S = 60
const GOAL_TAKE_S = 120
const GOAL_ANSWER_MS = 250
const PATIENCE_MS = 600_000

type Import = { id: string; status: string; total: number; good: number; bad: number; imported: number }

export async function measure(stage: Stage): Promise<Figure[]> {
  const { url: databaseUrl, db } = await stage.database()
  const node = await stage.node({ databaseUrl, vendors: await stage.vendors() })
  const [person] = await enrol(db, 'cs', 1)
  const cookie = person?.cookie ?? ''
  const answers: number[] = []
  const ask = (method: string, path: string, body?: FormData) => call(node, cookie, method, path, body)
  const untilIt = async (id: string, status: string) => {
    const started = performance.now()
    for (;;) {
      const asked = performance.now()
      const now = await ask('GET', `/customer-imports/${id}`)
      answers.push(performance.now() - asked)
      if (now.status === status) return { now, seconds: (performance.now() - started) / 1000 }
      if (now.status === 'FAILED' || performance.now() - started > PATIENCE_MS)
        throw new Error(`the import stands at ${now.status}, ${now.imported} of ${now.total}`)
      await sleep(200)
    }
  }
  const form = new FormData()
  form.set('file', new Blob([file()], { type: 'text/csv' }), 'pelanggan.csv')
  const { id } = await ask('POST', '/customer-imports', form)
  const checked = await untilIt(id, 'READY')
  await ask('POST', `/customer-imports/${id}/start`)
  const done = await untilIt(id, 'DONE')
  const { n } = await db
    .selectFrom('customers')
    .select(db.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return [
    atMost('100,000 rows read and checked', checked.seconds, 's', GOAL_CHECK_S),
    exactly('bad rows found', checked.now.bad, 'rows', ROWS / BAD_EVERY),
    atMost('the good ones taken over', done.seconds, 's', GOAL_TAKE_S),
    exactly('good rows that became no customer', ROWS - ROWS / BAD_EVERY - Number(n), 'rows', 0),
    told('progress asked meanwhile, p50', percentile(answers, 0.5), 'ms'),
    atMost('progress asked meanwhile, p95', percentile(answers, 0.95), 'ms', GOAL_ANSWER_MS),
  ]
}

function file(): string {
  const lines = ['Nama,No WA,Alamat,Perusahaan']
  for (let n = 0; n < ROWS; n++)
    lines.push(
      `Pelanggan ${n},${n % BAD_EVERY === 0 ? '12ab' : `0812${String(10_000_000 + n)}`},"Jl. Melati No. ${n}, Bandung",${n % 7 ? '' : `PT Maju ${n}`}`,
    )
  return lines.join('\n')
}

async function call(
  node: Node,
  cookie: string,
  method: string,
  path: string,
  body?: FormData,
): Promise<Import> {
  const answer = await fetch(`${node.url}/api/v1${path}`, {
    method,
    headers: { cookie },
    ...(body && { body }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Import
}
