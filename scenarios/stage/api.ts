/** An answer of the HTTP interface, read whatever its status. */
export type Answer<T = Record<string, unknown>> = {
  status: number
  type: string
  body: T
  bytes: Buffer
}
export type Problem = { code: string; detail: string; errors?: { path: string; message: string }[] }

const PASSWORD = 'gss-demo'

/** Somebody at the HTTP interface: signed in, or a stranger. */
export class Caller {
  readonly #url: string
  /** the session as the browser would send it */
  readonly cookie: string

  constructor(url: string, cookie = '') {
    this.#url = url
    this.cookie = cookie
  }

  /** One call below /api/v1; a plain body goes as JSON, a FormData as a form. */
  async call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    if (body === undefined) return await this.#send<T>(method, path, {})
    if (body instanceof FormData) return await this.#send<T>(method, path, { body })
    return await this.raw<T>(method, path, JSON.stringify(body))
  }

  /** The same with a body that claims to be JSON, whatever it is. */
  async raw<T = Record<string, unknown>>(method: string, path: string, body: string): Promise<Answer<T>> {
    return await this.#send<T>(method, path, { body, headers: { 'content-type': 'application/json' } })
  }

  async #send<T>(method: string, path: string, init: RequestInit): Promise<Answer<T>> {
    const headers = { ...(this.cookie && { cookie: this.cookie }), ...(init.headers as object) }
    const response = await fetch(`${this.#url}/api/v1${path}`, { ...init, method, headers })
    const bytes = Buffer.from(await response.arrayBuffer())
    const type = response.headers.get('content-type') ?? ''
    const read = type.includes('json') ? JSON.parse(bytes.toString('utf8')) : {}
    return { status: response.status, type, body: read as T, bytes }
  }

  /** The same for calls that must succeed; answers the body. */
  async get<T>(path: string): Promise<T> {
    return await this.#must<T>('GET', path)
  }

  async post<T>(path: string, body?: unknown): Promise<T> {
    return await this.#must<T>('POST', path, body)
  }

  async #must<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.call<T>(method, path, body)
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${answer.bytes.toString('utf8').slice(0, 600)}`)
    return answer.body
  }
}

/** Signs in with the password that all accounts of a rehearsal have. */
export async function signIn(url: string, username: string): Promise<Caller> {
  const response = await fetch(`${url}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  })
  if (!response.ok) throw new Error(`sign-in of ${username}: ${response.status} ${await response.text()}`)
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return new Caller(url, cookies.join('; '))
}
