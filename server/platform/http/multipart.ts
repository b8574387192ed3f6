import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { InvalidInput, Refused } from '../errors.ts'

export type UploadedFile = { name: string; bytes: Buffer; claimedMime: string }
export type Form = { fields: Record<string, string>; files: Record<string, UploadedFile>; digest: string }

/** 15 MB a file: a phone photo is 3-8 MB; larger ones are compressed by the app before. */
export const MAX_FILE_BYTES = 15 * 1024 * 1024

/**
 * Reads text fields and the named files of a form. Unknown file fields are refused rather than silently dropped.
 * Throws 422 for a request that is no form or holds an unknown file, 413 for a file beyond the limit.
 */
export async function readMultipart(request: FastifyRequest, allowed: readonly string[]): Promise<Form> {
  if (!request.isMultipart()) throw new InvalidInput([{ path: '', message: 'multipart' }])
  const form: Form = { fields: {}, files: {}, digest: '' }
  const hash = createHash('sha256')
  for await (const part of request.parts({
    limits: { fileSize: MAX_FILE_BYTES, files: allowed.length, fields: 30 },
  })) {
    hash.update(part.fieldname)
    if (part.type === 'field') {
      form.fields[part.fieldname] = String(part.value)
      hash.update(String(part.value))
      continue
    }
    if (!allowed.includes(part.fieldname))
      throw new InvalidInput([{ path: part.fieldname, message: 'unknownFile' }])
    const bytes = await part.toBuffer()
    if (part.file.truncated)
      throw new Refused('FILE_TOO_LARGE', { megabytes: MAX_FILE_BYTES / 1024 / 1024 }, 413)
    hash.update(bytes)
    if (bytes.length > 0)
      form.files[part.fieldname] = { name: part.filename, bytes, claimedMime: part.mimetype }
  }
  form.digest = hash.digest('hex')
  return form
}
