import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Auth } from '../auth.ts'
import type { App } from './serve.ts'

/** Mounts better-auth below /api/auth. `changed` hears of a password that the person has just set. */
export function registerAuthRoutes(app: App, auth: Auth, changed: (cookie: string) => Promise<void>): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    schema: { hide: true },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      // administration goes through our own operations, which also write the event
      if (request.url.startsWith('/api/auth/admin/')) return reply.code(404).send({ code: 'NOT_FOUND' })
      const answer = await auth.handler(asFetchRequest(request))
      if (request.url.startsWith('/api/auth/change-password') && answer.ok)
        await changed(String(request.headers.cookie ?? ''))
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
