import { createHash } from 'node:crypto'

/** What the Cloud API said when it refused. Branch on `code`, never on the text. */
export class WhatsAppError extends Error {
  readonly httpStatus: number
  readonly code: number
  readonly details: string
  readonly retryAfterSeconds: number | null
  /** what Meta's support asks for */
  readonly trace: string | null

  constructor(
    httpStatus: number,
    code: number,
    message: string,
    more: { details?: string; retryAfterSeconds?: number | null; trace?: string | null } = {},
  ) {
    super(message)
    this.name = 'WhatsAppError'
    this.httpStatus = httpStatus
    this.code = code
    this.details = more.details ?? ''
    this.retryAfterSeconds = more.retryAfterSeconds ?? null
    this.trace = more.trace ?? null
  }
}

export type Media = { bytes: Buffer; mime: string; sha256: string | null }
export type Template = {
  name: string
  language: string
  status: string
  category?: string
  components?: { type: string; text?: string }[]
  rejected_reason?: string
}
export type WhatsAppNumber = {
  display_phone_number?: string
  verified_name?: string
  quality_rating?: string
  whatsapp_business_manager_messaging_limit?: string
  messaging_limit_tier?: string
}
export type WhatsAppClient = ReturnType<typeof openWhatsApp>

type Options = {
  apiUrl: string
  apiVersion: string
  accessToken: string
  phoneNumberId: string
  businessAccountId: string
}

/** Media live on Meta's own hosts, or on the configured API host (the simulator). The token goes nowhere else. */
const META_HOSTS = /^(?:[\w-]+\.)*(?:fbsbx\.com|fbcdn\.net|whatsapp\.net|facebook\.com)$/
const MAX_MEDIA_BYTES = 100 * 1024 * 1024
const TIMEOUT_MS = 30_000
const MOST_TEMPLATES = 6000

/** Thin client of the WhatsApp Cloud API: about ten calls, nothing remembered. Throws WhatsAppError for a refusal. */
export function openWhatsApp(options: Options) {
  const base = `${options.apiUrl.replace(/\/$/, '')}/${options.apiVersion}`
  const headers = { authorization: `Bearer ${options.accessToken}`, 'user-agent': 'gss-ticketing/1' }

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const form = body instanceof FormData
    const response = await fetch(`${base}${path}`, {
      method,
      headers: form || body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const text = await response.text()
    if (!response.ok) throw refusal(response, text)
    return JSON.parse(text) as T
  }

  async function download(url: string): Promise<Buffer> {
    const target = new URL(url)
    const trusted =
      target.origin === new URL(options.apiUrl).origin ||
      (target.protocol === 'https:' && META_HOSTS.test(target.hostname))
    if (!trusted) throw new Error(`media host ${target.hostname} is not one of WhatsApp's`)
    const response = await fetch(target, {
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok || !response.body) throw refusal(response, await response.text())
    const parts: Uint8Array[] = []
    let size = 0
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += part.length
      if (size > MAX_MEDIA_BYTES) throw new Error('media is larger than 100 MB')
      parts.push(part)
    }
    return Buffer.concat(parts)
  }

  return {
    /** Sends one message; returns WhatsApp's id of it. Accepted is not delivered: reports follow by webhook. */
    async send(message: Record<string, unknown>): Promise<string> {
      const answer = await call<{ messages?: { id: string }[] }>(
        'POST',
        `/${options.phoneNumberId}/messages`,
        { messaging_product: 'whatsapp', recipient_type: 'individual', ...message },
      )
      const id = answer.messages?.[0]?.id
      if (!id) throw new WhatsAppError(200, 131000, 'answer without a message id')
      return id
    },
    async upload(file: { bytes: Buffer; mime: string; name: string }): Promise<string> {
      const form = new FormData()
      form.set('messaging_product', 'whatsapp')
      form.set('type', file.mime)
      form.set('file', new Blob([new Uint8Array(file.bytes)], { type: file.mime }), file.name)
      return (await call<{ id: string }>('POST', `/${options.phoneNumberId}/media`, form)).id
    },
    /** Two hops: the id gives an address that lives five minutes, the address gives the bytes. */
    async fetchMedia(mediaId: string): Promise<Media> {
      const found = await call<{ url: string; mime_type: string; sha256?: string }>(
        'GET',
        `/${encodeURIComponent(mediaId)}?phone_number_id=${options.phoneNumberId}`,
      )
      const bytes = await download(found.url)
      if (found.sha256 && !hashMatches(bytes, found.sha256))
        throw new Error('media does not have the announced hash')
      return { bytes, mime: found.mime_type, sha256: found.sha256 ?? null }
    },
    /** What WhatsApp says about our number. The name of the limit changed in 2025; whoever does not know one refuses all. */
    async number(): Promise<WhatsAppNumber> {
      const about = 'display_phone_number,verified_name,quality_rating'
      for (const tier of ['whatsapp_business_manager_messaging_limit', 'messaging_limit_tier'] as const)
        try {
          return await call<WhatsAppNumber>('GET', `/${options.phoneNumberId}?fields=${about},${tier}`)
        } catch (error) {
          if (!(error instanceof WhatsAppError && error.code === 100)) throw error
        }
      return await call<WhatsAppNumber>('GET', `/${options.phoneNumberId}?fields=${about}`)
    },
    async templates(): Promise<Template[]> {
      const found: Template[] = []
      let after: string | undefined
      do {
        const query = new URLSearchParams({
          fields: 'name,language,status,category,components,rejected_reason',
          limit: '100',
          ...(after && { after }),
        })
        const answer = await call<{
          data: Template[]
          paging?: { cursors?: { after?: string }; next?: string }
        }>('GET', `/${options.businessAccountId}/message_templates?${query}`)
        found.push(...answer.data)
        after = answer.paging?.next ? answer.paging.cursors?.after : undefined
      } while (after && found.length < MOST_TEMPLATES)
      return found
    },
    async createTemplate(template: Record<string, unknown>): Promise<void> {
      await call('POST', `/${options.businessAccountId}/message_templates`, template)
    },
  }
}

function refusal(response: Response, text: string): WhatsAppError {
  let error: { code?: number; message?: string; error_data?: { details?: string }; fbtrace_id?: string } = {}
  try {
    error = (JSON.parse(text) as { error?: typeof error }).error ?? {}
  } catch {
    // a proxy's page, not the API: the status says enough
  }
  return new WhatsAppError(response.status, error.code ?? 0, error.message ?? `HTTP ${response.status}`, {
    details: error.error_data?.details ?? '',
    retryAfterSeconds: waitOf(response.headers),
    trace: error.fbtrace_id ?? null,
  })
}

/** Seconds to wait as the answer says; the account's own limits are told in minutes. */
function waitOf(headers: Headers): number | null {
  const seconds = Number(headers.get('retry-after'))
  if (Number.isFinite(seconds) && seconds > 0) return seconds
  const minutes = /"estimated_time_to_regain_access"\s*:\s*(\d+)/.exec(
    headers.get('x-business-use-case-usage') ?? '',
  )?.[1]
  return minutes && Number(minutes) > 0 ? Number(minutes) * 60 : null
}

/** Webhooks carry the hash as base64, the media call has been seen with hex. */
function hashMatches(bytes: Buffer, announced: string): boolean {
  const hash = createHash('sha256').update(bytes).digest()
  return announced === hash.toString('base64') || announced.toLowerCase() === hash.toString('hex')
}
