import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, { LogController } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import type { Owed } from '../actor.ts'
import { Refused } from '../errors.ts'
import type { Log } from '../log.ts'
import type { WhoIs } from '../who-is.ts'
import { answerProblem } from './problems.ts'
import type { App } from './serve.ts'

export type AppOptions = {
  log: Log
  /** who is calling, from the session cookie; null = nobody */
  whoIs: WhoIs
  publicUrl: string
  /** requests a minute and caller; 0 switches the limit off (tests) */
  requestsPerMinute: number
  trustProxy: boolean
}

/** What costs the database something. Files of the apps do not, and a whole office loads them from one address. */
const LIMITED = /^\/(?:api|t|verify)\//

/** All that is left to somebody who owes something: to see who he is, and to settle it. */
const STILL_OPEN: Record<Owed, RegExp> = {
  PASSWORD_CHANGE_NEEDED: /^\/api\/v1\/me(?:\?|$)/,
  SECOND_FACTOR_NEEDED: /^\/api\/v1\/me(?:\/second-factor(?:\/confirm)?)?(?:\?|$)/,
}

/** The HTTP server with everything that all routes share: request ids, problems, limits, session, OpenAPI. */
export async function buildApp(options: AppOptions): Promise<App> {
  const app = Fastify({
    loggerInstance: options.log,
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
    },
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    trustProxy: options.trustProxy,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 300 },
  }).withTypeProvider<ZodTypeProvider>() as unknown as App
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler((error, request, reply) => answerProblem(error, request, reply))
  app.decorateRequest('actor', null)
  await app.register(cookie)
  await app.register(multipart)
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, bytes, done) =>
    done(null, bytes),
  )
  await registerSafety(app, options)
  await app.register(swagger, {
    openapi: openApiHead(options.publicUrl),
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/v1/')) return
    request.actor = await options.whoIs(request.headers, (cookies) => reply.header('set-cookie', cookies))
    const owes = request.actor?.owes
    if (owes && !STILL_OPEN[owes].test(request.url)) throw new Refused(owes, {}, 403)
  })
  logRequests(app)
  return app
}

async function registerSafety(app: App, options: AppOptions): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // Mantine writes its variables into style attributes and elements
        styleSrc: ["'self'", "'unsafe-inline'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        upgradeInsecureRequests: options.publicUrl.startsWith('https:') ? [] : null,
      },
    },
    strictTransportSecurity: options.publicUrl.startsWith('https:'),
    crossOriginResourcePolicy: { policy: 'same-origin' },
  })
  if (options.requestsPerMinute > 0) {
    await app.register(rateLimit, {
      max: options.requestsPerMinute,
      timeWindow: '1 minute',
      allowList: (request) => !LIMITED.test(request.url),
      keyGenerator: (request) => request.actor?.id ?? request.ip,
      hook: 'preHandler',
    })
  }
}

function openApiHead(publicUrl: string) {
  return {
    openapi: '3.1.0' as const,
    info: {
      title: 'GSS Ticketing & Monev',
      version: '1.0.0',
      description:
        'Field-service ticketing from a WhatsApp message to a paid and rated job. Sign in with POST /api/auth/sign-in/username; the session is a cookie. Errors are RFC 9457 problems with a stable `code`.',
    },
    servers: [{ url: publicUrl }],
  }
}

function logRequests(app: App): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    // tokens of links are in the path: log the route's pattern, not the address
    const line = {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      actor: request.actor?.id,
    }
    if (reply.statusCode >= 500) request.log.error(line, 'request failed')
    else request.log.debug(line, 'request')
  })
}
