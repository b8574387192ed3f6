import { judgeAnswer, type Outcome } from './judge-answer.ts'
import { ask, type Request } from './post.ts'
import type { QueueItem } from './queue-order.ts'
import { ONE_PIECE, uploadParts } from './upload-parts.ts'

const PATHS = {
  checkIn: 'check-in',
  checkOut: 'check-out',
  photo: 'photos',
  note: 'field-notes',
  bast: 'bast',
  done: 'done',
} as const
/** Forms carry photos over thin lines; everything else is a few hundred bytes. */
const PATIENCE = { form: 180_000, json: 25_000 }

/**
 * Sends one item of the queue; never throws. The same item always makes the same request, in the name of the person
 * who did it, whoever is signed in by now.
 */
export async function sendWork(item: QueueItem, onProgress: (part: number) => void): Promise<Outcome> {
  const askFor = (request: Request) =>
    ask({ ...request, headers: { ...request.headers, 'Acting-As': item.staffId } })
  try {
    const large = largePhotoOf(item)
    if (large) {
      const uploaded = await uploadParts(
        { clientId: item.id, name: nameOf('photo', large), bytes: large },
        askFor,
        onProgress,
      )
      if (uploaded.kind !== 'whole') return uploaded
    }
    const body = bodyOf(item)
    const answer = await askFor({
      method: 'POST',
      url: `/api/v1/tickets/${item.ticketId}/${PATHS[item.work.kind]}`,
      body,
      headers: {
        'Idempotency-Key': item.id,
        // a header, so that the body stays the same at every try; with `at` it tells how long the work has waited
        'Sent-At': new Date().toISOString(),
      },
      patience: typeof body === 'string' ? PATIENCE.json : PATIENCE.form,
      ...(!large && { onProgress }),
    })
    return judgeAnswer(answer)
  } catch {
    return { kind: 'later', reached: false }
  }
}

/** The photo of an item that is worth sending in parts. */
function largePhotoOf({ work }: QueueItem): Blob | null {
  const photo = work.kind === 'photo' ? work.photo : work.kind === 'bast' ? work.paper : null
  return photo && photo.size > ONE_PIECE ? photo : null
}

function bodyOf(item: QueueItem): FormData | string {
  const { work } = item
  // one that went ahead in parts is found by the item's id
  const beside = (photo: Blob | null) => (largePhotoOf(item) ? null : photo)
  switch (work.kind) {
    case 'checkIn':
    case 'checkOut':
      return JSON.stringify({ clientId: item.id, at: work.at, location: work.location })
    case 'photo':
      return form(
        { clientId: item.id, kind: work.photoKind, at: work.at, location: asText(work.location) },
        { photo: beside(work.photo) },
      )
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
          ...detailsOf(work),
        },
        { photo: beside(work.paper), signature: work.signature },
      )
    case 'note':
      return JSON.stringify({ clientId: item.id, at: work.at, text: work.text })
    case 'done':
      return JSON.stringify({ at: work.at })
  }
}

/** A form carries texts; what is more than a text goes as JSON. Older queued work knows none of this. */
const detailsOf = (work: Extract<QueueItem['work'], { kind: 'bast' }>): Record<string, string> => ({
  parts: work.parts?.length ? JSON.stringify(work.parts) : '',
  signerPhone: work.signerPhone ?? '',
  consent: work.consent ? 'true' : '',
  signedAt: work.signedAt ?? '',
  location: asText(work.location),
  witnessName: work.witnessName ?? '',
  correctionReason: work.correctionReason ?? '',
})

const asText = (value: object | null | undefined): string => (value ? JSON.stringify(value) : '')

/** Texts first: a server that reads the parts in order then knows them before the files. */
function form(fields: Record<string, string>, files: Record<string, Blob | null>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) if (value !== '') data.append(name, value)
  for (const [name, blob] of Object.entries(files)) if (blob) data.append(name, blob, nameOf(name, blob))
  return data
}

const nameOf = (name: string, blob: Blob) => `${name}.${blob.type === 'image/png' ? 'png' : 'jpg'}`
