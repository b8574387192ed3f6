import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { App } from '../../platform/http/serve.ts'
import { sameSecret } from '../../platform/token.ts'

export type WebhookOptions = {
  /** several with commas between them while one is being replaced */
  appSecret: string
  verifyToken: string
  /** keeps the updates durably; only then is the call answered */
  store: (envelope: unknown, raw: Buffer) => Promise<void>
}

/** Meta sends up to 3 MB in one call. */
const BODY_LIMIT = 4 * 1024 * 1024

/** GET /webhooks/whatsapp answers Meta's handshake; POST keeps what happened, then answers. */
export async function registerWhatsAppWebhook(app: App, options: WebhookOptions): Promise<void> {
  // in its own context: only this route may see the bytes as they came
  await app.register(async (scope: FastifyInstance) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    )

    scope.get('/webhooks/whatsapp', { schema: { hide: true } as never }, async (request, reply) => {
      // read raw: parsers that nest on dots would turn hub.mode into an object
      const query = new URLSearchParams(request.url.split('?')[1] ?? '')
      const known =
        query.get('hub.mode') === 'subscribe' &&
        sameSecret(query.get('hub.verify_token') ?? '', options.verifyToken)
      if (!known) return await reply.code(403).send('')
      return await reply.type('text/plain').send(query.get('hub.challenge') ?? '')
    })

    scope.post(
      '/webhooks/whatsapp',
      { schema: { hide: true } as never, bodyLimit: BODY_LIMIT },
      async (request, reply) => {
        const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        if (!isSigned(raw, request.headers['x-hub-signature-256'], options.appSecret))
          return await reply.code(401).send({ code: 'BAD_SIGNATURE' })
        let envelope: unknown
        try {
          envelope = JSON.parse(raw.toString('utf8'))
        } catch {
          envelope = null
        }
        await options.store(envelope, raw)
        return await reply.code(200).send('')
      },
    )
  })
}

/** HMAC over the bytes exactly as received: re-serialised JSON differs at the first emoji, slash or address. */
function isSigned(raw: Buffer, header: unknown, appSecrets: string): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(typeof header === 'string' ? header : '')?.[1]
  if (!given) return false
  return appSecrets.split(',').some((secret) => {
    const expected = createHmac('sha256', secret.trim()).update(raw).digest()
    return timingSafeEqual(Buffer.from(given, 'hex'), expected)
  })
}
