import { createHmac } from 'node:crypto'
import type { Exchange } from '../plumbing/http.ts'
import { Answer } from '../plumbing/http.ts'
import { readForm } from '../plumbing/multipart.ts'
import { fileAnswer } from '../plumbing/page.ts'
import { graphError, unknownObject } from './graph-error.ts'
import { numericId, sha256Base64 } from './ids.ts'
import type { ChatMedia, ChatMessage, StoredMedia } from './state.ts'
import type { LateFailure } from './statuses.ts'
import { MEDIA_TYPES, type WireBody, type WireMediaRef } from './wire.ts'
import { changedMessage, type World } from './world.ts'

const MB = 1024 * 1024
const ROUTE = '/whatsapp_business/attachments/'

const ACCEPTED: [test: RegExp, limit: number][] = [
  [/^image\/(jpeg|png)$/, 5 * MB],
  [/^image\/webp$/, 500 * 1024],
  [/^audio\/(aac|amr|mpeg|mp4|ogg)\b/, 16 * MB],
  [/^video\/(mp4|3gpp?)$/, 16 * MB],
  [/^(application\/pdf|text\/plain|application\/(vnd\.|msword)\S*)/, 100 * MB],
]

export function storeMedia(world: World, bytes: Buffer, mimeType: string, filename?: string): StoredMedia {
  const id = numericId(15)
  const media: StoredMedia = {
    id,
    mimeType,
    sha256: sha256Base64(bytes),
    size: bytes.length,
    at: Date.now(),
    ...(filename === undefined ? {} : { filename }),
  }
  world.files.put(id, bytes)
  world.state.media[id] = media
  world.touch()
  return media
}

/** POST /{phone_number_id}/media, multipart: messaging_product, type, file. */
export async function uploadMedia(world: World, x: Exchange): Promise<unknown> {
  const form = await readForm(await x.bytes(), x.req.headers['content-type'] ?? '').catch(() => undefined)
  if (!form)
    throw graphError(100, 'The body is not multipart/form-data.', { message: '(#100) Invalid parameter' })
  if (form.fields.messaging_product !== 'whatsapp') {
    throw graphError(100, 'messaging_product must be whatsapp.', {
      message: '(#100) The parameter messaging_product is required.',
    })
  }
  const file = form.files.file
  if (!file) throw graphError(100, 'file is required.', { message: '(#100) The parameter file is required.' })
  const mimeType =
    file.type !== '' && file.type !== 'application/octet-stream' ? file.type : (form.fields.type ?? '')
  const kind = ACCEPTED.find(([test]) => test.test(mimeType))
  if (!kind) {
    const details = `Param file must be a file with one of the following types: image/jpeg, image/png, application/pdf, .... Received file of type '${mimeType || 'application/octet-stream'}'.`
    throw graphError(100, details, { message: `(#100) ${details}` })
  }
  if (file.bytes.length > kind[1])
    throw graphError(131053, `Media file size too big. Max file size we currently support: ${kind[1]}.`)
  return { id: storeMedia(world, file.bytes, mimeType, file.name).id }
}

const sign = (world: World, text: string): string =>
  createHmac('sha256', world.settings.accessToken).update(text).digest('base64url').slice(0, 22)

/** The second hop's address below `base`: valid for minutes, needs the token as well. */
export function mediaUrl(world: World, id: string, source: 'getMedia' | 'webhook', base = world.url): string {
  const ext = Math.floor(Date.now() / 1000) + world.state.faults.mediaUrlSeconds
  return `${base}${ROUTE}?mid=${id}&source=${source}&ext=${ext}&hash=${sign(world, `${id}.${ext}`)}`
}

/** GET /{media_id} */
export function describeMedia(world: World, x: Exchange, id: string): unknown {
  const media = world.state.media[id]
  const number = x.query.get('phone_number_id')
  if (!media || (number && number !== world.settings.phoneNumberId)) throw unknownObject('GET', id)
  return {
    messaging_product: 'whatsapp',
    // On the host that was asked: a client may only trust the origin it is configured with.
    url: mediaUrl(world, id, 'getMedia', x.req.headers.host ? `http://${x.req.headers.host}` : world.url),
    mime_type: media.mimeType,
    // Hex here and base64 in webhooks: both have been seen from the real service.
    sha256: Buffer.from(media.sha256, 'base64').toString('hex'),
    file_size: String(media.size),
    id,
  }
}

export function deleteMedia(world: World, id: string): unknown {
  if (!world.state.media[id]) throw unknownObject('DELETE', id)
  delete world.state.media[id]
  world.touch()
  return { success: true }
}

/** Second hop; the caller has checked the token. A dead or forged address is simply not there. */
export function downloadMedia(world: World, x: Exchange): Answer {
  const id = x.query.get('mid') ?? ''
  const ext = x.query.get('ext') ?? ''
  const alive = x.query.get('hash') === sign(world, `${id}.${ext}`) && Number(ext) * 1000 > Date.now()
  const media = world.state.media[id]
  const bytes = alive && media ? world.files.get(id) : undefined
  if (!bytes || !media) return new Answer(404, '', { 'content-type': 'text/html' })
  return new Answer(200, bytes, { 'content-type': media.mimeType })
}

export const isMediaRoute = (path: string): boolean => path === ROUTE

function mediaRefOf(body: WireBody): { type: string; ref: WireMediaRef } | undefined {
  for (const type of MEDIA_TYPES) {
    const ref = body[type]
    if (ref) return { type, ref }
  }
  const header = body.interactive?.header
  for (const type of ['image', 'video', 'document'] as const) {
    const ref =
      header?.[type] ??
      body.template?.components?.flatMap((one) => one.parameters ?? []).find((one) => one[type])?.[type]
    if (ref) return { type, ref }
  }
  return undefined
}

/** The file shown with a message; a linked one has no id until it was fetched. */
export function mediaOfBody(world: World, body: WireBody): ChatMedia | undefined {
  const found = mediaRefOf(body)
  if (!found) return undefined
  const { type, ref } = found
  const stored = ref.id === undefined ? undefined : world.state.media[ref.id]
  const filename = ref.filename ?? (type === 'document' ? stored?.filename : undefined)
  return {
    id: stored?.id ?? '',
    type,
    mimeType: stored?.mimeType ?? '',
    size: stored?.size ?? 0,
    ...(filename === undefined ? {} : { filename }),
    ...(ref.caption === undefined ? {} : { caption: ref.caption }),
  }
}

/** Fetches a `link` the way Meta does. Returns why the message will fail, if it will. */
export async function fetchLinkedMedia(world: World, message: ChatMessage): Promise<LateFailure | undefined> {
  const link = mediaRefOf(message.body)?.ref.link
  const media = message.media
  if (!link || !media) return undefined
  try {
    const response = await fetch(link, { signal: AbortSignal.timeout(10_000) })
    if (!response.ok)
      return {
        code: 131053,
        details: `Downloading media from weblink failed with http code ${response.status}`,
      }
    const bytes = Buffer.from(await response.arrayBuffer())
    const mimeType = (response.headers.get('content-type') ?? 'application/octet-stream').split(';')[0] ?? ''
    const stored = storeMedia(world, bytes, mimeType, media.filename)
    Object.assign(media, { id: stored.id, mimeType, size: stored.size })
    changedMessage(world, message)
    return undefined
  } catch {
    return { code: 131053, details: 'Downloading media from weblink failed' }
  }
}

/** For the page and for tests, without token. */
export function showMedia(world: World, id: string): Answer {
  const media = world.state.media[id]
  const bytes = media ? world.files.get(id) : undefined
  if (!media || !bytes) return new Answer(404, { error: 'no such file' })
  return fileAnswer(bytes, media.mimeType, media.filename)
}
