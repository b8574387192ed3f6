import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A telephone line between a phone and the product, for stories about bad signal. */
export type Line = {
  url: string
  /** nothing gets through */
  cut: boolean
  /** every request arrives, but the answer of its first try is lost on the way back */
  loses: boolean
  /** what was asked below /api/v1, in order, with how often; the news of the live stream apart */
  asked: Map<string, number>
  close(): Promise<void>
}

/** Opens a line to the product. What goes through it is passed on unchanged. */
export async function openLine(product: string): Promise<Line> {
  const target = new URL(product)
  const sockets = new Set<Socket>()
  const line: Line = { url: '', cut: false, loses: false, asked: new Map(), close: async () => undefined }
  const server = createServer((asked, answer) => {
    if (line.cut) return void asked.socket.destroy()
    void pass(line, target, asked, answer)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  line.url = `http://localhost:${(server.address() as AddressInfo).port}`
  line.close = () => end(server, sockets)
  return line
}

/** The same request again has the same name; the parts of a photo have one each. */
const nameOf = (asked: IncomingMessage) =>
  [asked.method, asked.url, asked.headers['idempotency-key']].filter(Boolean).join(' ')

async function pass(line: Line, target: URL, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  const counted = asked.url?.startsWith('/api/v1/') && !asked.url.startsWith('/api/v1/events')
  const times = (line.asked.get(nameOf(asked)) ?? 0) + 1
  if (counted) line.asked.set(nameOf(asked), times)
  const lost = counted && line.loses && times === 1
  const headers = {
    ...asked.headers,
    host: target.host,
    ...(asked.headers.origin && { origin: target.origin }),
  }
  const onward = request(target, { method: asked.method, path: asked.url, headers })
  onward.on('response', (came) => {
    if (lost) {
      // the server has done its part to the end; nobody hears of it
      came.resume()
      came.on('end', () => asked.socket.destroy())
      return
    }
    answer.writeHead(came.statusCode ?? 502, came.headers)
    came.pipe(answer)
  })
  onward.on('error', () => asked.socket.destroy())
  answer.on('close', () => onward.destroy())
  asked.pipe(onward)
}

async function end(server: Server, sockets: Set<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy()
  await new Promise((done) => server.close(done))
}
