import type { FastifyInstance } from 'fastify'
import type { App } from '../../platform/http/serve.ts'
import { sameSecret } from '../../platform/token.ts'

type Options = {
  /** undefined: this installation polls, and nobody has any business here */
  secret: string | undefined
  keep: (update: unknown) => Promise<void>
}

/** POST /webhooks/telegram: kept first, then answered; what it means is worked out afterwards. */
export function registerTelegramWebhook(app: App, options: Options): void {
  const plain = app as unknown as FastifyInstance
  plain.post('/webhooks/telegram', { schema: { hide: true } as never }, async (request, reply) => {
    const given = request.headers['x-telegram-bot-api-secret-token']
    if (!options.secret || typeof given !== 'string' || !sameSecret(given, options.secret))
      return await reply.code(401).send({ code: 'BAD_SECRET' })
    await options.keep(request.body)
    return await reply.code(200).send({ ok: true })
  })
}
