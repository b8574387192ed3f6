import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const MAX_BODY = 110 * 1024 * 1024

/** One request with the few conveniences that both fake vendors need. */
export type Exchange = {
  req: IncomingMessage
  res: ServerResponse
  method: string
  path: string
  query: URLSearchParams
  params: Record<string, string>
  /** Aborted when the client goes away. */
  gone: AbortSignal
  bytes(): Promise<Buffer>
  json<T>(): Promise<T>
}

/** An answer other than "200 with this JSON"; may be returned or thrown. */
export class Answer extends Error {
  status: number
  body: unknown
  headers: Record<string, string>
  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    super(`answer ${status}`)
    this.status = status
    this.body = body
    this.headers = headers
  }
}

/** Returned by a handler that wrote the response itself. */
export const HANDLED = Symbol('handled')

export type Handler = (x: Exchange) => unknown
export type Route = readonly [method: string, pattern: string, handler: Handler]

export type Listening = { server: Server; port: number; url: string; close(): Promise<void> }

type Compiled = { method: string; test: RegExp; names: string[]; handler: Handler }

function compile([method, pattern, handler]: Route): Compiled {
  const names: string[] = []
  const source = pattern.replace(/:(\w+)|\*/g, (_all, name: string | undefined) => {
    names.push(name ?? 'rest')
    return name ? '([^/]+)' : '(.*)'
  })
  return { method, test: new RegExp(`^${source}$`), names, handler }
}

function readAll(req: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    req.on('data', (part: Buffer) => {
      size += part.length
      if (size > MAX_BODY) reject(new Answer(413, { error: 'body too large' }))
      else parts.push(part)
    })
    req.on('end', () => resolve(Buffer.concat(parts)))
    req.on('error', reject)
  })
}

function exchangeOf(req: IncomingMessage, res: ServerResponse): Exchange {
  const url = new URL(req.url ?? '/', 'http://simulator')
  const gone = new AbortController()
  res.on('close', () => gone.abort())
  let body: Promise<Buffer> | undefined
  const bytes = (): Promise<Buffer> => (body ??= readAll(req))
  return {
    req,
    res,
    method: req.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    params: {},
    gone: gone.signal,
    bytes,
    async json<T>() {
      const text = (await bytes()).toString('utf8')
      try {
        return JSON.parse(text === '' ? '{}' : text) as T
      } catch {
        throw new Answer(400, { error: 'body is not JSON' })
      }
    },
  }
}

export function send(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  if (res.headersSent || res.destroyed) return
  const raw = typeof body === 'string' || Buffer.isBuffer(body)
  const content = raw ? body : JSON.stringify(body)
  const type = raw ? {} : { 'content-type': 'application/json; charset=utf-8' }
  res.writeHead(status, { ...type, 'content-length': String(Buffer.byteLength(content)), ...headers })
  res.end(content)
}

const LOOPBACK_HOST = /^(localhost|127(\.\d+){3}|\[::1\])$/

function isLoopback(req: IncomingMessage): boolean {
  const peer = req.socket.remoteAddress ?? ''
  const near = peer === '::1' || peer.startsWith('127.') || peer.startsWith('::ffff:127.')
  const host = (req.headers.host ?? '').replace(/:\d+$/, '')
  return near && LOOPBACK_HOST.test(host)
}

/** Lets the page of one vendor process talk to the other one, and nobody but loopback pages to either. */
function guardControl(x: Exchange): boolean {
  if (!isLoopback(x.req)) throw new Answer(403, { error: 'the simulator answers on loopback only' })
  const origin = x.req.headers.origin
  if (!origin || origin === 'null') return false
  if (!URL.canParse(origin) || !LOOPBACK_HOST.test(new URL(origin).hostname)) {
    throw new Answer(403, { error: 'foreign origin' })
  }
  x.res.setHeader('access-control-allow-origin', origin)
  x.res.setHeader('vary', 'Origin')
  if (x.method !== 'OPTIONS') return false
  x.res.setHeader('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
  x.res.setHeader('access-control-allow-headers', 'content-type, last-event-id')
  x.res.setHeader('access-control-max-age', '600')
  send(x.res, 204, '')
  return true
}

async function dispatch(routes: Compiled[], fallback: Handler, x: Exchange): Promise<unknown> {
  if (/^\/(_sim|simulator)(\/|$)/.test(x.path) && guardControl(x)) return HANDLED
  for (const route of routes) {
    if (route.method !== x.method && route.method !== '*') continue
    const match = route.test.exec(x.path)
    if (!match) continue
    route.names.forEach((name, i) => (x.params[name] = decodeURIComponent(match[i + 1] ?? '')))
    return route.handler(x)
  }
  return fallback(x)
}

/**
 * Serves the routes in order. What a handler returns is sent as JSON with 200; an `Answer`, returned or
 * thrown, is sent as it says; anything else thrown becomes a 500 with the message.
 */
export function listen(o: {
  routes: Route[]
  fallback: Handler
  port: number
  host: string
}): Promise<Listening> {
  const routes = o.routes.map(compile)
  const server = createServer((req, res) => {
    const x = exchangeOf(req, res)
    void (async () => {
      try {
        const result = await dispatch(routes, o.fallback, x)
        if (result === HANDLED) return
        if (result instanceof Answer) send(res, result.status, result.body, result.headers)
        else send(res, 200, result ?? { ok: true })
      } catch (error) {
        if (error instanceof Answer) return send(res, error.status, error.body, error.headers)
        console.error(error)
        send(res, 500, { error: error instanceof Error ? error.message : String(error) })
      }
    })()
  })
  server.keepAliveTimeout = 60_000
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(o.port, o.host, () => {
      const port = (server.address() as AddressInfo).port
      const close = (): Promise<void> =>
        new Promise((done) => {
          server.close(() => done())
          server.closeAllConnections()
        })
      resolve({ server, port, url: `http://${o.host.includes(':') ? `[${o.host}]` : o.host}:${port}`, close })
    })
  })
}
