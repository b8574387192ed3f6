import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../server/platform/db.ts'
import { APP_SECRET, BUSINESS_ACCOUNT_ID, type Node, PHONE_NUMBER_ID } from './node.ts'

/** A message of somebody to our number. */
export type Message = { id: string; from: string; text: string; seconds: number }

/** As Meta sends them: any number of messages in one envelope, signed over the bytes. */
export function envelope(messages: readonly Message[]): string {
  const changes = messages.map(({ id, from, text, seconds }) => ({
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: '6281110002000', phone_number_id: PHONE_NUMBER_ID },
      contacts: [{ profile: { name: `Ibu ${from.slice(-3)}` }, wa_id: from }],
      messages: [{ from, id, timestamp: String(seconds), type: 'text', text: { body: text } }],
    },
  }))
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: BUSINESS_ACCOUNT_ID, changes }],
  })
}

export type Poster = { post(body: string): Promise<{ status: number; ms: number }>; stop(): void }

/** Posts signed webhooks over kept connections. */
export function openPoster(node: Node): Poster {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const { port } = new URL(node.url)
  return {
    stop: () => agent.destroy(),
    post: (body) =>
      new Promise((done, fail) => {
        const started = performance.now()
        const headers = {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-hub-signature-256': `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`,
        }
        const call = request(
          { agent, host: '127.0.0.1', port, path: '/webhooks/whatsapp', method: 'POST', headers },
          (answer) => {
            answer.resume()
            answer.on('end', () => done({ status: answer.statusCode ?? 0, ms: performance.now() - started }))
          },
        )
        call.on('error', fail)
        call.end(body)
      }),
  }
}

/** Posts at a steady rate whatever the answers do, as the world does. */
export async function postSteadily(
  poster: Poster,
  bodies: readonly string[],
  perSecond: number,
): Promise<{ status: number; ms: number }[]> {
  const started = performance.now()
  const underway: Promise<{ status: number; ms: number }>[] = []
  for (const [index, body] of bodies.entries()) {
    const due = started + (index * 1000) / perSecond
    const early = due - performance.now()
    if (early > 1) await sleep(early)
    underway.push(poster.post(body))
  }
  return await Promise.all(underway)
}

/** Waits until every stored update was read and every question was looked at. @returns how long that took, in ms */
export async function untilRead(db: Db, patienceMs = 180_000): Promise<number> {
  const started = performance.now()
  while (performance.now() - started < patienceMs) {
    const left = await sql<{ n: number }>`select
      (select count(*) from inbound_updates where processed_at is null and dead_at is null)
      + (select count(*) from messages where direction = 'IN' and answered_at is null) as n`.execute(db)
    if (left.rows[0]?.n === 0) return performance.now() - started
    await sleep(100)
  }
  throw new Error('the updates were not read in time')
}

/** What matters in the end: who wrote what, in which thread, what is unread, and who has a complaint. */
export async function endState(db: Db): Promise<string> {
  const state = await sql`
    select c.wa_id, c.display_name, c.unread_count, c.last_inbound_at, k.phone,
      (select jsonb_agg(jsonb_build_array(m.external_id, m.body, m.at) order by m.external_id) from messages m
        where m.conversation_id = c.id and m.direction = 'IN') as messages,
      exists (select 1 from complaints p where p.customer_id = k.id) as complained,
      (select count(*) from messages m where m.conversation_id = c.id and m.direction = 'IN' and m.complaint_id is null) as outside
    from conversations c left join customers k on k.id = c.customer_id order by c.wa_id`.execute(db)
  return JSON.stringify(state.rows)
}
