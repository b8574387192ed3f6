import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z, ZodType } from 'zod'
import type { Staff } from '../actor.ts'
import type { Db } from '../db.ts'
import { NotAllowed, Refused } from '../errors.ts'
import type { Endpoint } from './endpoint.ts'
import { takeKey } from './idempotency.ts'
import { readMultipart, type UploadedFile } from './multipart.ts'
import { problem } from './shapes.ts'

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** What routes need to register themselves: the server and the database of its idempotency keys. */
export type Http = {
  app: App
  db: Db
  /** a change was committed: events may wait for the relay */ changed: () => void
}

export type Call<P, Q, B> = {
  actor: Staff
  params: P
  query: Q
  body: B
  /** the body of an operation that takes bytes; empty otherwise */
  raw: Buffer
  files: Record<string, UploadedFile>
  request: FastifyRequest
  reply: FastifyReply
}

const problems = { 401: problem, 403: problem, 404: problem, 409: problem, 422: problem, 429: problem }

/** The fastify schema of an operation; also used to print the OpenAPI document without any handler. */
function schemaOf(operation: Endpoint): Record<string, unknown> {
  const bytes = operation.produces !== undefined
  return {
    tags: [operation.tag],
    summary: operation.summary,
    description: `Roles: ${operation.roles.join(', ')}`,
    ...(operation.params && { params: operation.params }),
    ...(operation.query && { querystring: operation.query }),
    ...(operation.headers && { headers: operation.headers }),
    // a multipart body is checked after its parts were read
    ...(operation.body && !operation.multipart && { body: operation.body }),
    ...(operation.multipart && { consumes: ['multipart/form-data'] }),
    ...(operation.raw && { consumes: ['application/octet-stream'] }),
    response: {
      ...(bytes ? {} : { [operation.status ?? 200]: operation.response }),
      ...problems,
    },
  }
}

/**
 * Registers one operation: role check first, then validation, then the handler. An `Idempotency-Key` on anything that
 * writes answers the stored answer of the first call instead of acting again.
 */
export function serve<P extends ZodType, Q extends ZodType, B extends ZodType, R extends ZodType>(
  http: Http,
  operation: Endpoint<P, Q, B, R>,
  handler: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R> | FastifyReply>,
): void {
  http.app.route({
    method: operation.method,
    url: operation.url,
    schema: schemaOf(operation as unknown as Endpoint),
    config: { endpoint: operation },
    onRequest: async (request: FastifyRequest) => {
      if (!request.actor) throw new Refused('NOT_SIGNED_IN', {}, 401)
      mustBeMeant(request, request.actor)
      if (!operation.roles.includes(request.actor.role)) throw new NotAllowed()
    },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const actor = request.actor as Staff
      const form = operation.multipart ? await readMultipart(request, operation.multipart.files) : null
      const body = form && operation.body ? operation.body.parse(form.fields) : request.body
      const kept =
        operation.method === 'GET' || operation.secret
          ? null
          : await takeKey(http.db, request, actor.id, form?.digest)
      if (kept?.answer)
        return reply.code(kept.answer.status).header('idempotency-replayed', 'true').send(kept.answer.body)
      try {
        const answer = await handler({
          actor,
          params: request.params as z.output<P>,
          query: request.query as z.output<Q>,
          body: body as z.output<B>,
          raw: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
          files: form?.files ?? {},
          request,
          reply,
        })
        if (operation.method !== 'GET') http.changed()
        if (operation.produces) return answer
        await kept?.keep(operation.status ?? 200, answer)
        return await reply.code(operation.status ?? 200).send(answer)
      } catch (error) {
        await kept?.forget()
        throw error
      }
    },
  } as never)
}

/** A phone that two people share: what one of them left on it is not done in the name of the other. */
function mustBeMeant(request: FastifyRequest, actor: Staff): void {
  const meant = request.headers['acting-as']
  if (meant !== undefined && meant !== actor.id) throw new Refused('SOMEBODY_ELSE', {}, 401)
}

declare module 'fastify' {
  interface FastifyRequest {
    actor: Staff | null
  }
}

/** Bytes of a paper: shown in place, never kept by a cache that others share. */
export function sendPdf(reply: FastifyReply, pdf: { name: string; bytes: Buffer }): FastifyReply {
  return (
    reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${pdf.name}"`)
      .header('cache-control', 'private, no-store')
      // the browser's own viewer is an object inside this answer
      .header(
        'content-security-policy',
        "default-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
      )
      .send(pdf.bytes)
  )
}
