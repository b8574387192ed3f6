import createClient, { type Middleware } from 'openapi-fetch'
import { storedLanguage } from '../language.ts'
import { asProblem, problemOf } from './problem.ts'
import type { paths } from './schema.gen.d.ts'

/** Random enough for an Idempotency-Key; crypto.randomUUID is missing on plain http in a LAN. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

let meant: string | null = null

/** Everything from now on is asked in the name of this person; the server refuses when somebody else has signed in. */
export function actAs(staffId: string | null): void {
  meant = staffId
}

const manners: Middleware = {
  onRequest({ request }) {
    // who I am is asked to find out whether somebody else has signed in
    if (meant && !request.url.endsWith('/api/v1/me')) request.headers.set('Acting-As', meant)
    request.headers.set('Accept-Language', storedLanguage())
    if (request.method !== 'GET' && !request.headers.has('Idempotency-Key'))
      request.headers.set('Idempotency-Key', newKey())
    return request
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response)
    return response
  },
  onError({ error }) {
    return asProblem(error)
  },
}

/** The typed client of /api/v1. Every answer other than 2xx is thrown as a `Problem`. */
export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' })
api.use(manners)

/** The body of an answer: `const ticket = await answer(api.GET(...))`. Throws Problem. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await call
  return data as NonNullable<T>
}

/** Calls outside of the REST contract (better-auth, multipart). Throws Problem like the client does. */
export async function send<T>(
  method: string,
  url: string,
  body?: object | FormData,
  key = newKey(),
): Promise<T> {
  const form = body instanceof FormData
  let response: Response
  try {
    response = await fetch(url, {
      method,
      credentials: 'same-origin',
      headers: {
        'Accept-Language': storedLanguage(),
        ...(meant && url.startsWith('/api/v1/') && { 'Acting-As': meant }),
        ...(method !== 'GET' && { 'Idempotency-Key': key }),
        ...(body && !form && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: form ? body : JSON.stringify(body) }),
    })
  } catch (error) {
    throw asProblem(error)
  }
  if (!response.ok) throw await problemOf(response)
  const text = await response.text()
  return (text ? JSON.parse(text) : null) as T
}
