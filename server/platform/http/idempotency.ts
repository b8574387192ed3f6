import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Db } from '../db.ts'
import { InvalidInput, Refused } from '../errors.ts'
import { forgetKey, openKey, storeAnswer } from '../idempotency-keys.ts'

type Kept = {
  answer: { status: number; body: unknown } | null
  keep: (status: number, body: unknown) => Promise<void>
  forget: () => Promise<void>
}

/**
 * First call with a key: claims it. Later calls with the same key and the same request: the stored answer.
 * The same key for another request is 422; while the first is still at work 409. A refusal or a crash frees the key:
 * the next try may end otherwise.
 */
export async function takeKey(
  db: Db,
  request: FastifyRequest,
  actorId: string,
  bodyDigest?: string,
): Promise<Kept | null> {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key === '') return null
  if (key.length > 200) throw new InvalidInput([{ path: 'Idempotency-Key', message: 'tooLong' }])
  const route = `${request.method} ${request.url}`
  const hash = createHash('sha256')
    .update(bodyDigest ?? JSON.stringify(request.body ?? null))
    .digest('hex')
  const found = await openKey(db, { actorId, key, route, hash })
  if (found.kind === 'other-request') throw new Refused('IDEMPOTENCY_KEY_REUSED', {}, 422)
  if (found.kind === 'at-work') throw new Refused('IDEMPOTENCY_KEY_AT_WORK')
  return {
    answer: found.kind === 'answered' ? { status: found.status, body: found.body } : null,
    keep: (status, body) => storeAnswer(db, { actorId, key, status, body }),
    forget: () => forgetKey(db, { actorId, key }),
  }
}
