import type { Exchange } from '../plumbing/http.ts'
import { readForm, type UploadedFile } from '../plumbing/multipart.ts'
import { badRequest } from './bot-error.ts'

/** Parameters of a call: from the query, JSON, urlencoded or multipart; the latter carry objects as JSON text. */
export class Params {
  private values: Record<string, unknown>
  readonly files: Record<string, UploadedFile>

  constructor(values: Record<string, unknown>, files: Record<string, UploadedFile>) {
    this.values = values
    this.files = files
  }

  has(key: string): boolean {
    return this.values[key] !== undefined
  }

  text(key: string): string {
    const value = this.values[key]
    if (typeof value === 'string') return value
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
  }

  number(key: string): number | undefined {
    const text = this.text(key).trim()
    if (text === '') return undefined
    const value = Number(text)
    return Number.isFinite(value) ? value : undefined
  }

  flag(key: string): boolean {
    return ['true', '1', 'yes'].includes(this.text(key).toLowerCase())
  }

  object<T>(key: string): T | undefined {
    const value = this.values[key]
    if (value === undefined || value === null || value === '') return undefined
    if (typeof value !== 'string') return value as T
    try {
      return JSON.parse(value) as T
    } catch {
      throw badRequest(`can't parse ${key} JSON object`)
    }
  }

  /** For the call log: what was asked, files by name and size only. */
  summary(): Record<string, unknown> {
    const files = Object.entries(this.files).map(([key, file]) => [
      key,
      `<${file.name}, ${file.bytes.length} bytes>`,
    ])
    return { ...this.values, ...Object.fromEntries(files) }
  }
}

export async function readParams(x: Exchange): Promise<Params> {
  const fromQuery = Object.fromEntries(x.query)
  const bytes = await x.bytes()
  const type = x.req.headers['content-type'] ?? ''
  if (bytes.length === 0) return new Params(fromQuery, {})
  if (/json/.test(type)) {
    try {
      return new Params({ ...fromQuery, ...(JSON.parse(bytes.toString('utf8')) as object) }, {})
    } catch {
      throw badRequest("can't parse JSON object")
    }
  }
  const form = await readForm(bytes, type).catch(() => {
    throw badRequest('unsupported content type or broken body')
  })
  return new Params({ ...fromQuery, ...form.fields }, form.files)
}
