import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod'
import { ZodError } from 'zod'
import { databaseError } from '../db.ts'
import { type FieldError, InvalidInput, Refused } from '../errors.ts'
import { canSay, type Language, say } from '../texts.ts'

/** The language of the answer: what the browser asks for, Indonesian when in doubt. */
export function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'id'
}

/** Any error as an RFC 9457 problem: what happened, in the caller's language, with a stable code. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refused = asRefused(error)
  const language = languageOf(request)
  if (refused.status >= 500) request.log.error({ err: error, requestId: request.id }, 'unexpected error')
  const fields = refused instanceof InvalidInput ? refused.fields : []
  return reply
    .code(refused.status)
    .type('application/problem+json; charset=utf-8')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send({
      type: `/api/docs#${refused.code}`,
      title: say(`errors:${refused.code}.title`, refused.params, language),
      status: refused.status,
      code: refused.code,
      detail: say(`errors:${refused.code}.detail`, refused.params, language),
      requestId: request.id,
      ...(refused.details.length > 0 && { details: refused.details }),
      ...(fields.length > 0 && {
        errors: fields.map((field) => ({ path: field.path, message: sayField(field.message, language) })),
      }),
    })
}

/** What went wrong as one of our refusals; what nobody expected is INTERNAL. */
export function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error
  if (error instanceof ZodError)
    return new InvalidInput(
      error.issues.map((issue) => ({ path: issue.path.join('.'), message: issueKey(issue) })),
    )
  // a cursor or filter of the right shape whose value no database type takes
  if (['22007', '22008', '22P02'].includes(databaseError(error)?.code ?? ''))
    return new InvalidInput([{ path: '', message: 'invalid' }])
  if (isResponseSerializationError(error)) return new Refused('INTERNAL', {}, 500)
  if (hasZodFastifySchemaValidationErrors(error)) return fromValidation(error)
  const { statusCode: status, code } = error as { statusCode?: number; code?: string }
  // the form reader calls these 413 as well, but nothing is too large about them
  if (code === 'FST_FILES_LIMIT' || code === 'FST_FIELDS_LIMIT' || code === 'FST_PARTS_LIMIT')
    return new InvalidInput([{ path: '', message: 'malformed' }])
  if (status === 413) return new Refused('FILE_TOO_LARGE', { megabytes: 15 }, 413)
  if (status === 429) return new Refused('TOO_MANY_REQUESTS', {}, 429)
  if (status === 415 || status === 400) return new InvalidInput([{ path: '', message: 'malformed' }])
  if (status === 404) return new Refused('NOT_FOUND', {}, 404)
  return new Refused('INTERNAL', {}, 500)
}

type ValidationError = {
  validation: { instancePath: string; params: Record<string, unknown>; message?: string }[]
  validationContext?: string
}

function fromValidation(error: unknown): Refused {
  const { validation, validationContext } = error as ValidationError
  // an id that is none cannot belong to anything
  if (validationContext === 'params') return new Refused('NOT_FOUND', {}, 404)
  const fields: FieldError[] = validation.map((issue) => {
    const original = (issue.params as { issue?: Issue }).issue
    return {
      path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: original ? issueKey(original) : (issue.message ?? 'invalid'),
    }
  })
  return new InvalidInput(fields)
}

type Issue = { code: string; message: string; format?: string; origin?: string; input?: unknown }

/** Own messages in the schemas are keys already; zod's built-in ones are turned into a few plain ones. */
function issueKey(issue: Issue): string {
  if (/^[a-z][A-Za-z]+$/.test(issue.message)) return issue.message
  if (issue.code === 'invalid_type')
    return /received undefined|received null/.test(issue.message) ? 'required' : 'invalid'
  if (issue.code === 'too_big') return issue.origin === 'string' ? 'tooLong' : 'tooLarge'
  if (issue.code === 'too_small') return issue.origin === 'string' ? 'required' : 'tooSmall'
  if (issue.code === 'invalid_format')
    return issue.format === 'datetime' || issue.format === 'date' ? 'date' : 'invalid'
  return 'invalid'
}

function sayField(key: string, language: Language): string {
  return canSay(`errors:field.${key}`, language)
    ? say(`errors:field.${key}`, {}, language)
    : say('errors:field.invalid', {}, language)
}
