import { createHash, randomBytes } from 'node:crypto'
import { Answer } from '../plumbing/http.ts'
import { imageSize } from '../plumbing/image.ts'
import { fileAnswer } from '../plumbing/page.ts'
import { SMALL_JPEG } from '../plumbing/samples.ts'
import { badRequest, botError } from './bot-error.ts'
import type { Params } from './params.ts'
import type { ChatFile, StoredFile } from './state.ts'
import type { WireFile, WirePhotoSize } from './wire.ts'
import type { World } from './world.ts'

const MB = 1024 * 1024
const DOWNLOAD_LIMIT = 20 * MB
const UPLOAD_LIMIT: Record<string, number> = { photo: 10 * MB }

const FOLDERS: Record<string, string> = {
  photo: 'photos',
  voice: 'voice',
  video: 'videos',
  audio: 'music',
  sticker: 'stickers',
}

const EXTENSIONS: Record<string, string> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'application/pdf': '.pdf',
  'audio/ogg': '.oga',
  'video/mp4': '.mp4',
}

/** Keeps bytes under a new file id. The same bytes share their `file_unique_id`, as in the real service. */
export function storeFile(
  world: World,
  kind: string,
  bytes: Buffer,
  mimeType: string,
  name?: string,
): StoredFile {
  const uniqueId = `A${createHash('sha256').update(bytes).digest('base64url').slice(0, 14)}`
  const fileId = `BQACAgUAAxk${randomBytes(36).toString('base64url')}`
  const extension = EXTENSIONS[mimeType.split(';')[0] ?? ''] ?? /\.\w{1,8}$/.exec(name ?? '')?.[0] ?? ''
  const path = `${FOLDERS[kind] ?? 'documents'}/file_${Object.keys(world.state.files).length}${extension}`
  const file: StoredFile = { uniqueId, fileId, path, mimeType, size: bytes.length, ...(name ? { name } : {}) }
  world.files.put(uniqueId, bytes)
  world.state.files[fileId] = file
  world.touch()
  return file
}

export type Attached = { file: StoredFile; chat: ChatFile; photo?: WirePhotoSize[]; wire: WireFile }

/** Wire forms of a stored file. A photo has several sizes and the last one is the real picture. */
export function attach(world: World, kind: string, file: StoredFile): Attached {
  const bytes = world.files.get(file.uniqueId) ?? Buffer.alloc(0)
  const size = imageSize(bytes)
  const wire: WireFile = {
    file_id: file.fileId,
    file_unique_id: file.uniqueId,
    file_size: file.size,
    ...(file.name && kind !== 'voice' ? { file_name: file.name } : {}),
    mime_type: file.mimeType,
    ...(['voice', 'audio', 'video'].includes(kind) ? { duration: 3 } : {}),
    ...(kind === 'video' ? { width: 640, height: 480 } : {}),
  }
  const chat: ChatFile = {
    uniqueId: file.uniqueId,
    kind,
    mimeType: file.mimeType,
    size: file.size,
    ...(file.name ? { name: file.name } : {}),
    ...size,
  }
  if (kind !== 'photo') return { file, chat, wire }
  if (!size) throw badRequest('IMAGE_PROCESS_FAILED')
  if (size.width + size.height > 10_000 || size.width > size.height * 20 || size.height > size.width * 20) {
    throw badRequest('PHOTO_INVALID_DIMENSIONS')
  }
  const small = storeFile(world, 'photo', SMALL_JPEG, 'image/jpeg')
  const photo = [
    { file_id: small.fileId, file_unique_id: small.uniqueId, width: 90, height: 68, file_size: small.size },
    { file_id: file.fileId, file_unique_id: file.uniqueId, ...size, file_size: file.size },
  ]
  return { file, chat, photo, wire }
}

async function fromAddress(world: World, kind: string, url: string): Promise<StoredFile> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
    if (!response.ok) throw new Error(String(response.status))
    const bytes = Buffer.from(await response.arrayBuffer())
    const type = response.headers.get('content-type') ?? 'application/octet-stream'
    return storeFile(world, kind, bytes, type, new URL(url).pathname.split('/').at(-1))
  } catch {
    throw badRequest('failed to get HTTP URL content')
  }
}

/** An outgoing file: uploaded here (directly or by attach://), known by its id, or fetched from an address. */
export async function fileFrom(
  world: World,
  params: Params,
  kind: string,
  value: string,
  field: string,
): Promise<StoredFile> {
  const attached = value.startsWith('attach://') ? value.slice('attach://'.length) : field
  const uploaded = params.files[attached]
  if (uploaded) {
    const limit = UPLOAD_LIMIT[kind] ?? 50 * MB
    if (uploaded.bytes.length > limit) throw botError(413, 'Request Entity Too Large')
    if (uploaded.bytes.length === 0) throw badRequest('file must be non-empty')
    const guessed = kind === 'photo' ? 'image/jpeg' : uploaded.type || 'application/octet-stream'
    return storeFile(world, kind, uploaded.bytes, guessed, kind === 'photo' ? undefined : uploaded.name)
  }
  if (/^https?:\/\//.test(value)) return fromAddress(world, kind, value)
  const known = world.state.files[value]
  if (known) return known
  if (value === '') throw badRequest(`there is no ${field} in the request`)
  throw badRequest('wrong remote file identifier specified: Wrong string length')
}

/** getFile: a path for the download; big files cannot be had through the Bot API. */
export function getFile(world: World, params: Params): unknown {
  const file = world.state.files[params.text('file_id')]
  if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable')
  if (file.size > DOWNLOAD_LIMIT) throw badRequest('file is too big')
  return { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path }
}

/** GET /file/bot<token>/<file_path> */
export function download(world: World, path: string): Answer {
  const file = Object.values(world.state.files).find((one) => one.path === path)
  const bytes = file ? world.files.get(file.uniqueId) : undefined
  if (!bytes) return botError(404, 'Not Found')
  return new Answer(200, bytes, { 'content-type': 'application/octet-stream' })
}

/** For the page and for tests, without token; by file id or unique id. */
export function showFile(world: World, id: string): Answer {
  const file = world.state.files[id] ?? Object.values(world.state.files).find((one) => one.uniqueId === id)
  const bytes = file ? world.files.get(file.uniqueId) : undefined
  if (!file || !bytes) return new Answer(404, { error: 'no such file' })
  return fileAnswer(bytes, file.mimeType, file.name)
}
