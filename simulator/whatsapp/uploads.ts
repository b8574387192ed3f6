import type { Exchange } from '../plumbing/http.ts'
import { graphError, unknownObject } from './graph-error.ts'
import { numericId } from './ids.ts'
import type { World } from './world.ts'

/** POST /{app_id}/uploads?file_type=&file_length= : a session for the sample file of a template. */
export function startUpload(world: World, x: Exchange): unknown {
  const mimeType = x.query.get('file_type')
  if (!mimeType || !x.query.get('file_length')) {
    throw graphError(100, 'file_length and file_type are required.', {
      message: '(#100) The parameter file_type is required.',
    })
  }
  const id = `upload:${Buffer.from(numericId(24)).toString('base64url')}`
  world.state.uploads[id] = { mimeType }
  world.touch()
  return { id }
}

/** POST /upload:<session> with the bytes and `file_offset`: returns the handle used as example. */
export async function takeUpload(world: World, x: Exchange, id: string): Promise<unknown> {
  const upload = world.state.uploads[id]
  if (!upload) throw unknownObject(x.method, id)
  if (x.method === 'GET') return { id, file_offset: 0 }
  if ((await x.bytes()).length === 0)
    throw graphError(100, 'The file is empty.', { message: '(#100) Invalid parameter' })
  upload.handle = `4::${Buffer.from(`${upload.mimeType}:${numericId(40)}`).toString('base64')}:ARb`
  world.touch()
  return { h: upload.handle }
}
