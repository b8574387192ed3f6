export type FieldProblem = { path: string; message: string }

type ProblemBody = {
  title?: string
  status?: number
  code?: string
  detail?: string
  requestId?: string
  errors?: FieldProblem[]
  details?: Record<string, unknown>[]
}

/**
 * A refusal of the server (RFC 9457) or a call that never got an answer (`code` NETWORK, status 0). `detail` is a
 * sentence in the user's language, except for NETWORK and for answers that are no problem document: those have
 * an empty detail and the screen says its own sentence.
 */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly fields: readonly FieldProblem[]
  /** facts behind the refusal that the screen offers a choice about */
  readonly details: readonly Record<string, unknown>[]
  readonly requestId: string | null
  readonly retryAfterSeconds: number | null

  constructor(status: number, body: ProblemBody, retryAfterSeconds: number | null = null) {
    super(body.detail ?? body.title ?? body.code ?? `HTTP ${status}`)
    this.name = 'Problem'
    this.status = status
    this.code = body.code ?? (status === 0 ? 'NETWORK' : 'UNEXPECTED')
    this.title = body.title ?? ''
    this.detail = body.detail ?? ''
    this.fields = body.errors ?? []
    this.details = body.details ?? []
    this.requestId = body.requestId ?? null
    this.retryAfterSeconds = retryAfterSeconds
  }

  /** The server never answered: the same call may be made again. */
  get isNetwork(): boolean {
    return this.status === 0
  }
}

/** Whatever was thrown, as a Problem. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem(isUnanswered(error) ? 0 : 500, {})
}

/** fetch throws a TypeError without a network and a DOMException when the caller's patience is over. */
function isUnanswered(error: unknown): boolean {
  if (error instanceof TypeError) return true
  return error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError')
}

/** The problem that a response carries; tolerant of proxies that answer HTML. */
export async function problemOf(response: Response): Promise<Problem> {
  const after = Number(response.headers.get('retry-after'))
  const retryAfter = Number.isFinite(after) && after > 0 ? after : null
  try {
    return new Problem(response.status, (await response.json()) as ProblemBody, retryAfter)
  } catch {
    return new Problem(response.status, {}, retryAfter)
  }
}
