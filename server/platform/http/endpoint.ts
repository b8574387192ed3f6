import type { z, ZodType } from 'zod'
import type { Role } from '../roles.ts'

/**
 * One HTTP operation as data: the OpenAPI document, the permission check, validation and the typed client all come
 * from this object. `roles` are those that may call it at all; which rows they may see is decided by the use-case.
 */
export type Endpoint<
  P extends ZodType = ZodType,
  Q extends ZodType = ZodType,
  B extends ZodType = ZodType,
  R extends ZodType = ZodType,
> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  roles: readonly Role[]
  tag: string
  summary: string
  params?: P
  query?: Q
  body?: B
  /** request headers that carry meaning beyond those of every call */
  headers?: ZodType
  response: R
  status?: 200 | 201 | 204
  /** the body is multipart/form-data; `body` then describes the text fields */
  multipart?: { files: readonly string[] }
  /** the body is bytes (application/octet-stream), given to the handler as they are */
  raw?: true
  /** the answer holds a secret: it is never kept for a repeated Idempotency-Key */
  secret?: true
  /** answers bytes of this type instead of JSON */
  produces?: 'application/pdf' | 'application/octet-stream'
}

/** Keeps the exact schema types of a literal operation. */
export function endpoint<
  P extends ZodType = ZodType<unknown>,
  Q extends ZodType = ZodType<unknown>,
  B extends ZodType = ZodType<unknown>,
  R extends ZodType = ZodType<unknown>,
>(operation: Endpoint<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return operation
}

export type Answer<E> = E extends Endpoint<ZodType, ZodType, ZodType, infer R> ? z.input<R> : never
export type BodyOf<E> = E extends Endpoint<ZodType, ZodType, infer B, ZodType> ? z.output<B> : never
export type QueryOf<E> = E extends Endpoint<ZodType, infer Q, ZodType, ZodType> ? z.output<Q> : never
