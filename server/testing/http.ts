import { afterAll } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { buildApp } from '../platform/http/app.ts'
import type { App } from '../platform/http/serve.ts'
import { openLog } from '../platform/log.ts'

export type Answered = {
  status: number
  headers: Record<string, unknown>
  text: string
  bytes: Buffer
  /** the body as JSON; throws when it is none */
  json: () => Record<string, unknown>
}
export type TestHttp = {
  app: App
  /** One request, signed in as somebody or as nobody. A FormData is sent as multipart. */
  call(
    who: Staff | null,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: object | string | FormData,
    headers?: Record<string, string>,
  ): Promise<Answered>
}

/** The real server around these routes, without a port: who is calling is said instead of signed in. */
export async function testHttp(register: (app: App) => void | Promise<void>): Promise<TestHttp> {
  const known = new Map<string, Staff>()
  const app = await buildApp({
    log: openLog('silent'),
    whoIs: async (headers) => known.get(String(headers['x-person'])) ?? null,
    publicUrl: 'https://gss.example',
    requestsPerMinute: 0,
    trustProxy: false,
  })
  await register(app)
  await app.ready()
  afterAll(() => app.close())
  return {
    app,
    async call(who, method, url, body, headers = {}) {
      if (who) known.set(who.id, who)
      const sent = body instanceof FormData ? await asMultipart(body) : { payload: body, headers: {} }
      const answer = await app.inject({
        method,
        url,
        headers: { ...sent.headers, ...headers, ...(who && { 'x-person': who.id }) },
        ...(sent.payload !== undefined && { payload: sent.payload }),
      })
      return {
        status: answer.statusCode,
        headers: answer.headers,
        text: answer.body,
        bytes: answer.rawPayload,
        json: () => answer.json(),
      }
    },
  }
}

async function asMultipart(form: FormData): Promise<{ payload: Buffer; headers: Record<string, string> }> {
  const encoded = new Response(form)
  return {
    payload: Buffer.from(await encoded.arrayBuffer()),
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
  }
}

/** A form as a browser sends it; buffers become files. */
export function formOf(fields: Record<string, string | Buffer>, type = 'image/jpeg'): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields))
    if (typeof value === 'string') form.set(name, value)
    else form.set(name, new File([new Uint8Array(value)], `${name}.jpg`, { type }))
  return form
}
