import { judgeAnswer, type Outcome, type RawAnswer } from './judge-answer.ts'
import type { Request } from './post.ts'

/** Up to this size a photo goes with its form: asking first would cost a thin line more than it saves. */
export const ONE_PIECE = 200_000
const SMALLEST = 64_000
const LARGEST = 512_000
/** A part should take about this long: short enough to lose little, long enough not to wait for answers only. */
const GOOD_MS = 3_000
const PATIENCE = 60_000

type Ask = (request: Request) => Promise<RawAnswer>
type Progress = (part: number) => void
/** All of it is there, or what to do instead. */
export type Uploaded = { kind: 'whole' } | Exclude<Outcome, { kind: 'sent' }>

/** Remembered over photos: the next one begins with what this line could bear. */
let size = 128_000

/** The next part for a line that took this long for the last one, in bytes. */
export function nextSize(before: number, tookMs: number): number {
  if (tookMs < GOOD_MS / 2) return Math.min(LARGEST, before * 2)
  return tookMs > GOOD_MS * 2 ? Math.max(SMALLEST, Math.round(before / 2)) : before
}

/**
 * Sends a photo in parts, going on where the server says it stopped, also after the app was closed in between. Rejects
 * when no answer arrives.
 */
export async function uploadParts(
  photo: { clientId: string; name: string; bytes: Blob },
  ask: Ask,
  onProgress: Progress,
  now: () => number = () => performance.now(),
): Promise<Uploaded> {
  const { clientId, name, bytes } = photo
  let state = await begin({ clientId, name, size: bytes.size }, ask)
  while (state.kind === 'at' && state.offset < bytes.size) {
    const from = state.offset
    const part = bytes.slice(from, from + size)
    const started = now()
    const told = (share: number) => onProgress((from + share * part.size) / bytes.size)
    told(0)
    try {
      state = await sendPart(state.id, from, part, ask, told)
    } catch (error) {
      size = Math.max(SMALLEST, Math.round(size / 2))
      throw error
    }
    size = nextSize(size, now() - started)
  }
  if (state.kind !== 'at') return state
  onProgress(1)
  return { kind: 'whole' }
}

type State = { kind: 'at'; id: string; offset: number } | Exclude<Outcome, { kind: 'sent' }>

async function begin(wanted: { clientId: string; name: string; size: number }, ask: Ask): Promise<State> {
  const body = JSON.stringify(wanted)
  return read(await ask({ method: 'POST', url: '/api/v1/uploads', body, patience: PATIENCE }))
}

async function sendPart(
  id: string,
  from: number,
  body: Blob,
  ask: Ask,
  onProgress: Progress,
): Promise<State> {
  const answer = await ask({
    method: 'PUT',
    url: `/api/v1/uploads/${id}?offset=${from}`,
    body,
    headers: { 'Content-Type': 'application/octet-stream' },
    patience: PATIENCE,
    onProgress,
  })
  return read(answer)
}

function read(answer: RawAnswer): State {
  const outcome = judgeAnswer(answer)
  if (outcome.kind === 'refused' && BEGIN_AGAIN.has(outcome.refusal.code))
    return { kind: 'later', reached: true }
  if (outcome.kind !== 'sent') return outcome
  const { id, offset } = outcome.answer as { id?: unknown; offset?: unknown }
  if (typeof id !== 'string' || typeof offset !== 'number') return { kind: 'later', reached: false }
  return { kind: 'at', id, offset }
}

/** Parts that no longer fit (another tab), or an upload that was cleaned up: the next try asks where to go on. */
const BEGIN_AGAIN = new Set(['UPLOAD_OFFSET', 'NOT_FOUND'])
