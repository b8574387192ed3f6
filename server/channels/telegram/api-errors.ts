import { BotError, GrammyError, HttpError } from 'grammy'

/** What a failed call means for what to do next. */
export type ApiProblem =
  | { kind: 'flood'; seconds: number }
  /** blocked, deactivated, never started: this person cannot be written to */
  | { kind: 'unreachable' }
  | { kind: 'not-modified' }
  /** the message to edit is gone for good */
  | { kind: 'message-gone' }
  | { kind: 'query-too-old' }
  | { kind: 'revoked' }
  | { kind: 'conflict' }
  /** our mistake; the same call would be refused again */
  | { kind: 'refused'; description: string }
  /** certainly nothing went out */
  | { kind: 'unreached'; description: string }
  /** it may have gone out: Telegram knows no idempotency key */
  | { kind: 'uncertain'; description: string }

const GONE =
  /message to edit not found|message can't be edited|message_id_invalid|there is no text in the message/i
const UNREACHABLE =
  /bot was blocked|user is deactivated|can't initiate conversation|chat not found|bot was kicked|PEER_ID_INVALID/i
/** Failures before the first byte was sent. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

export function readApiError(error: unknown): ApiProblem {
  if (error instanceof GrammyError) return readRefusal(error)
  if (error instanceof HttpError) return readFailure(error)
  throw error
}

function readRefusal({ error_code: code, description, parameters }: GrammyError): ApiProblem {
  if (code === 429) return { kind: 'flood', seconds: parameters.retry_after ?? 5 }
  if (code === 401 || (code === 404 && /^not found$/i.test(description))) return { kind: 'revoked' }
  if (code === 409) return { kind: 'conflict' }
  if (code === 403 || UNREACHABLE.test(description)) return { kind: 'unreachable' }
  if (/message is not modified/i.test(description)) return { kind: 'not-modified' }
  if (GONE.test(description)) return { kind: 'message-gone' }
  if (/query is too old|query id is invalid/i.test(description)) return { kind: 'query-too-old' }
  return code >= 500 ? { kind: 'uncertain', description } : { kind: 'refused', description }
}

function readFailure(error: HttpError): ApiProblem {
  const cause = error.error as { code?: string; message?: string } | undefined
  // never the whole message: the address of a call contains the token
  const description = cause?.code ?? 'network'
  return NOT_CONNECTED.has(cause?.code ?? '')
    ? { kind: 'unreached', description }
    : { kind: 'uncertain', description }
}

/**
 * An error as it may be logged. The raw ones carry the address of the call, and in it the token of the bot, or the
 * whole message, which may hold somebody's sign-in link.
 */
export function forLog(error: unknown): unknown {
  const cause = error instanceof BotError ? error.error : error
  return cause instanceof GrammyError || cause instanceof HttpError ? { problem: readApiError(cause) } : cause
}
