import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Staff } from '../actor.ts'
import type { Auth } from '../auth.ts'
import type { WhoIs } from '../who-is.ts'
import type { App } from './serve.ts'

type Hears = {
  whoIs: WhoIs
  /** the person has just set a password of his own */
  passwordChanged: (staff: Staff) => Promise<void>
}

/** Mounts better-auth below /api/auth. */
export function registerAuthRoutes(app: App, auth: Auth, hears: Hears): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    schema: { hide: true },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const path = request.url.slice('/api/auth/'.length).replace(/\?.*$/, '')
      // who asks is read before: a changed password ends the session that asked for it
      const asks = ASKED_FIRST.test(path) ? await hears.whoIs(request.headers) : null
      if (isOurs(path, asks)) return reply.code(404).send({ code: 'NOT_FOUND' })
      const answer = await auth.handler(asFetchRequest(request))
      if (path === 'change-password' && answer.ok && asks) await hears.passwordChanged(asks)
      reply.code(answer.status)
      answer.headers.forEach((value, name) => {
        if (name !== 'set-cookie') reply.header(name, value)
      })
      // several cookies must stay several headers
      const cookies = answer.headers.getSetCookie()
      if (cookies.length > 0) reply.header('set-cookie', cookies)
      return reply.send(await answer.text())
    },
  })
}

const ASKED_FIRST = /^(?:change-password$|two-factor\/)/
/** Of the second factor only the answer to a sign-in; setting it up and ending it are our own operations. */
const SECOND_FACTOR_ANSWERS = new Set(['two-factor/verify-totp', 'two-factor/verify-backup-code'])

/** What the library offers but goes through our own operations instead, which also write the event. */
function isOurs(path: string, asks: Staff | null): boolean {
  if (path.startsWith('admin/')) return true
  return path.startsWith('two-factor/') && (asks !== null || !SECOND_FACTOR_ANSWERS.has(path))
}

function asFetchRequest(request: FastifyRequest): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, String(value))
  // set here and never taken from outside: the limiter counts by it
  headers.set('x-gss-client-ip', request.ip)
  headers.delete('content-length')
  const url = new URL(request.url, `${request.protocol}://${request.host}`)
  return new Request(url, {
    method: request.method,
    headers,
    ...(request.body ? { body: JSON.stringify(request.body) } : {}),
  })
}
