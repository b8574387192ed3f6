import { storedLanguage } from '../../shared/language.ts'
import { judgeAnswer, type Outcome, type RawAnswer } from './judge-answer.ts'
import type { QueueItem } from './queue-order.ts'

const PATHS = {
  checkIn: 'check-in',
  checkOut: 'check-out',
  photo: 'photos',
  bast: 'bast',
  done: 'done',
} as const
/** Forms carry photos over thin lines; everything else is a few hundred bytes. */
const PATIENCE = { form: 180_000, json: 25_000 }

/** Sends one item of the queue; never throws. The same item always makes the same request. */
export async function sendWork(item: QueueItem, onProgress: (part: number) => void): Promise<Outcome> {
  try {
    return judgeAnswer(await post(item, bodyOf(item), onProgress))
  } catch {
    return { kind: 'later', reached: false }
  }
}

function bodyOf(item: QueueItem): FormData | string {
  const { work } = item
  switch (work.kind) {
    case 'checkIn':
    case 'checkOut':
      return JSON.stringify({ clientId: item.id, at: work.at, location: work.location })
    case 'photo':
      return form({ clientId: item.id, kind: work.photoKind, at: work.at }, { photo: work.photo })
    case 'bast':
      return form(
        {
          clientId: item.id,
          at: work.at,
          workDone: work.workDone,
          openItems: work.openItems,
          signerName: work.signerName,
          signerPosition: work.signerPosition,
          noSignatureReason: work.noSignatureReason,
        },
        { photo: work.paper, signature: work.signature },
      )
    case 'done':
      return JSON.stringify({ at: work.at })
  }
}

/** Texts first: a server that reads the parts in order then knows them before the files. */
function form(fields: Record<string, string>, files: Record<string, Blob | null>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) if (value !== '') data.append(name, value)
  for (const [name, blob] of Object.entries(files)) {
    if (blob) data.append(name, blob, `${name}.${blob.type === 'image/png' ? 'png' : 'jpg'}`)
  }
  return data
}

/** XMLHttpRequest, because fetch still cannot tell how far an upload has come. Rejects when no answer arrives. */
function post(
  item: QueueItem,
  body: FormData | string,
  onProgress: (part: number) => void,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/tickets/${item.ticketId}/${PATHS[item.work.kind]}`)
    request.timeout = typeof body === 'string' ? PATIENCE.json : PATIENCE.form
    request.setRequestHeader('Accept-Language', storedLanguage())
    request.setRequestHeader('Idempotency-Key', item.id)
    // a header, so that the body stays the same at every try; with `at` it tells how long the work has waited
    request.setRequestHeader('Sent-At', new Date().toISOString())
    if (typeof body === 'string') request.setRequestHeader('Content-Type', 'application/json')
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () =>
      resolve({
        status: request.status,
        contentType: request.getResponseHeader('content-type') ?? '',
        body: request.responseText,
        retryAfter: request.getResponseHeader('retry-after'),
      }),
    )
    const fail = () => reject(new Error('no answer'))
    for (const name of ['error', 'timeout', 'abort']) request.addEventListener(name, fail)
    request.send(body)
  })
}
