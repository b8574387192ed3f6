import { Answer } from '../plumbing/http.ts'
import { fbtraceId } from './ids.ts'
import type { WireError } from './wire.ts'

type Kind = { title: string; http: number }

/** Titles and HTTP statuses from Meta's error reference; 131056 is 400 there although it is a rate limit. */
const KINDS: Record<number, Kind> = {
  0: { title: 'AuthException', http: 401 },
  1: { title: 'API Unknown', http: 400 },
  2: { title: 'API Service', http: 503 },
  4: { title: 'API Too Many Calls', http: 400 },
  10: { title: 'Permission Denied', http: 403 },
  100: { title: 'Invalid parameter', http: 400 },
  190: { title: 'Access token has expired', http: 401 },
  368: { title: 'Temporarily blocked for policies violations', http: 403 },
  80007: { title: 'Rate limit issues', http: 400 },
  130429: { title: 'Rate limit hit', http: 429 },
  130472: { title: "User's number is part of an experiment", http: 400 },
  131000: { title: 'Something went wrong', http: 500 },
  131005: { title: 'Access denied', http: 403 },
  131008: { title: 'Required parameter is missing', http: 400 },
  131009: { title: 'Parameter value is not valid', http: 400 },
  131016: { title: 'Service unavailable', http: 500 },
  131021: { title: 'Recipient cannot be sender', http: 400 },
  131026: { title: 'Message undeliverable', http: 400 },
  131042: { title: 'Business eligibility payment issue', http: 400 },
  131047: { title: 'Re-engagement message', http: 400 },
  131048: { title: 'Spam rate limit hit', http: 400 },
  131049: { title: 'This message was not delivered to maintain healthy ecosystem engagement.', http: 400 },
  131050: { title: 'User has stopped receiving marketing messages', http: 400 },
  131051: { title: 'Message type unknown', http: 400 },
  131052: { title: 'Media download error', http: 400 },
  131053: { title: 'Media upload error', http: 400 },
  131056: { title: '(Business Account, Consumer Account) pair rate limit hit', http: 400 },
  131057: { title: 'Account in maintenance mode', http: 500 },
  131062: { title: 'Business-scoped user id is not supported for this message', http: 400 },
  132000: { title: 'Number of parameters does not match the expected number of params', http: 400 },
  132001: { title: 'Template name does not exist in the translation', http: 404 },
  132005: { title: 'Translated text too long', http: 400 },
  132012: { title: 'Parameter format does not match format in the created template', http: 400 },
  132015: { title: 'Template is Paused', http: 400 },
  132016: { title: 'Template is Disabled', http: 400 },
  132018: { title: "There's an issue with the parameters in your template", http: 400 },
  133010: { title: 'Phone number not registered', http: 400 },
}

const kindOf = (code: number): Kind => KINDS[code] ?? { title: 'Something went wrong', http: 400 }

export type GraphErrorOptions = {
  subcode?: number
  message?: string
  http?: number
  retryAfter?: number
  type?: string
}

/** An error answer in Graph's envelope; `details` is the sentence that people read. */
export function graphError(code: number, details: string, o: GraphErrorOptions = {}): Answer {
  const kind = kindOf(code)
  const error = {
    message: o.message ?? `(#${code}) ${kind.title}`,
    type: o.type ?? 'OAuthException',
    code,
    ...(o.subcode === undefined ? {} : { error_subcode: o.subcode }),
    error_data: { messaging_product: 'whatsapp', details },
    ...(kind.http >= 500 ? { is_transient: true } : {}),
    fbtrace_id: fbtraceId(),
  }
  const headers: Record<string, string> =
    o.retryAfter === undefined ? {} : { 'retry-after': String(o.retryAfter) }
  return new Answer(o.http ?? kind.http, { error }, headers)
}

export function unauthorized(given: boolean): Answer {
  const message = given ? 'Invalid OAuth access token - Cannot parse access token' : 'Authentication Error'
  return new Answer(
    401,
    { error: { message, type: 'OAuthException', code: 190, fbtrace_id: fbtraceId() } },
    { 'www-authenticate': `OAuth "Facebook Platform" "invalid_token" "${message}"` },
  )
}

/** Unknown, expired or forbidden object: Graph does not tell which. */
export function unknownObject(method: string, id: string): Answer {
  const verb = method.toLowerCase()
  return new Answer(400, {
    error: {
      message: `Unsupported ${verb} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
      type: 'GraphMethodException',
      code: 100,
      error_subcode: 33,
      fbtrace_id: fbtraceId(),
    },
  })
}

/** The same error as it comes inside a `failed` status. */
export function statusError(code: number, details: string): WireError {
  const { title } = kindOf(code)
  return {
    code,
    title,
    message: title,
    error_data: { details },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  }
}
