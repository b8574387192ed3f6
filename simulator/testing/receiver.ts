import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = { headers: IncomingHttpHeaders; raw: Buffer; json: unknown }

export type Receiver = {
  url: string
  received: Received[]
  /** Statuses for the next posts, then 200 again. */
  answers: number[]
  /** Waits until `n` posts have come. */
  until(n: number): Promise<Received[]>
  close(): void
}

/** A webhook endpoint that stands for the server; it also passes Meta's verification. */
export async function openReceiver(verifyToken = 'rehearsal-verify-token'): Promise<Receiver> {
  const received: Received[] = []
  const answers: number[] = []
  const server = createServer((req, res) => {
    const query = new URL(req.url ?? '/', 'http://x').searchParams
    if (req.method === 'GET') {
      const right = query.get('hub.mode') === 'subscribe' && query.get('hub.verify_token') === verifyToken
      res.writeHead(right ? 200 : 403).end(right ? query.get('hub.challenge') : 'no')
      return
    }
    const parts: Buffer[] = []
    req.on('data', (part: Buffer) => parts.push(part))
    req.on('end', () => {
      const raw = Buffer.concat(parts)
      received.push({ headers: req.headers, raw, json: JSON.parse(raw.toString('utf8')) })
      server.emit('received')
      res.writeHead(answers.shift() ?? 200).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    received,
    answers,
    async until(n) {
      while (received.length < n) await once(server, 'received')
      return received
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
