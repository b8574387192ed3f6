import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A call that one of the vendors received. */
export type VendorCall = {
  vendor: 'whatsapp' | 'telegram'
  /** `messages`, `sendMessage` and so on */
  method: string
  /** when its last byte had arrived, in milliseconds since 1970 */
  at: number
  body: string
}

export type Vendors = {
  /** the address of both */
  url: string
  /** in the order of their arrival; without the calls that only wait for news */
  calls: VendorCall[]
  stop(): Promise<void>
}

/** What Telegram says of the bot that asks. */
const BOT = {
  id: 7_000_000_000,
  is_bot: true,
  first_name: 'Bench',
  username: 'gss_bench_bot',
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
}

/** How long a question for news is held when there are none. */
const LONG_POLL_MS = 2000

/** WhatsApp and Telegram as they look from outside: every call succeeds at once and is remembered. */
export async function openVendors(): Promise<Vendors> {
  const calls: VendorCall[] = []
  const server = createServer((request, response) => void answer(request, response, calls))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async stop() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

let counter = 0

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  calls: VendorCall[],
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const path = (request.url ?? '').split('?')[0] ?? ''
  const vendor = path.startsWith('/bot') ? 'telegram' : 'whatsapp'
  const method = path.split('/').at(-1) ?? ''
  const send = (body: unknown) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (method === 'getUpdates')
    return void setTimeout(() => send({ ok: true, result: [] }), LONG_POLL_MS).unref()
  calls.push({ vendor, method, at: Date.now(), body: Buffer.concat(chunks).toString('utf8') })
  counter += 1
  send(vendor === 'telegram' ? asTelegram(method) : asWhatsApp(method, request.method ?? 'GET'))
}

function asTelegram(method: string): unknown {
  if (method === 'getMe') return { ok: true, result: BOT }
  if (!method.startsWith('send')) return { ok: true, result: true }
  return {
    ok: true,
    result: { message_id: counter, date: Math.floor(Date.now() / 1000), chat: { id: 1, type: 'private' } },
  }
}

function asWhatsApp(method: string, verb: string): unknown {
  if (method === 'messages')
    return {
      messaging_product: 'whatsapp',
      contacts: [{ input: '', wa_id: '' }],
      messages: [{ id: `wamid.bench${counter}` }],
    }
  if (method === 'media') return { id: String(counter) }
  if (method === 'message_templates')
    return verb === 'GET' ? { data: [] } : { id: String(counter), status: 'APPROVED', category: 'UTILITY' }
  return { success: true }
}
