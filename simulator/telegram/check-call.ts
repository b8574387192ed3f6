import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Field = { name: string; types: string[]; required: boolean }
type Shape = { fields?: Field[]; subtypes?: string[] }
type Spec = { methods: Record<string, Shape>; types: Record<string, Shape> }

const SPEC = JSON.parse(readFileSync(join(import.meta.dirname, 'bot-api.json'), 'utf8')) as Spec

/** An uploaded file, as the simulator notes it. A call with one is a form: what is no text comes as JSON text. */
const UPLOAD = /^<.*, \d+ bytes>$/

/** Limits that the specification only tells in words. */
const LIMITS: Record<string, (value: string) => boolean> = {
  callback_data: (value) => Buffer.byteLength(value) >= 1 && Buffer.byteLength(value) <= 64,
  caption: (value) => value.length <= 1024,
}
const MOST_TEXT: Record<string, number> = {
  '/sendMessage': 4096,
  '/editMessageText': 4096,
  '/answerCallbackQuery': 200,
}

/**
 * What is wrong with a call by the Bot API 10.1: unknown method or fields, missing ones, other types, too long. The real
 * Telegram lets some of it pass, so it is noted beside the call and not refused; tests read it there.
 */
export function callProblems(path: string, body: Record<string, unknown>): string[] {
  const method = SPEC.methods[path.slice(1)]
  if (!method) return [`${path}: no such method`]
  const form = Object.values(body).some((value) => typeof value === 'string' && UPLOAD.test(value))
  const most = MOST_TEXT[path]
  const text = body['text']
  return [
    ...fieldProblems(path, method, body, form),
    // entities are taken out before Telegram counts; the tags alone never fill a message
    ...(most && typeof text === 'string' && text.length > most ? [`${path}.text: longer than ${most}`] : []),
  ]
}

function fieldProblems(where: string, shape: Shape, value: Record<string, unknown>, form = false): string[] {
  const fields = new Map((shape.fields ?? []).map((field) => [field.name, field]))
  const missing = [...fields.values()].filter((field) => field.required && value[field.name] === undefined)
  return [
    ...missing.map((field) => `${where}: ${field.name} is missing`),
    ...Object.entries(value).flatMap(([name, content]) => {
      const field = fields.get(name)
      // the part of a form that another field names as attach://...
      if (form && !field && Object.values(value).includes(`attach://${name}`)) return []
      if (!field) return [`${where}: ${name} is unknown`]
      if (typeof content === 'string' && LIMITS[name]?.(content) === false)
        return [`${where}.${name}: too long or empty`]
      const tries = field.types.map((type) =>
        typeProblems(`${where}.${name}`, type, form && type !== 'String' ? fromForm(content) : content),
      )
      return tries.some((problems) => problems.length === 0) ? [] : (tries[0] ?? [])
    }),
  ]
}

function fromForm(content: unknown): unknown {
  try {
    return typeof content === 'string' ? (JSON.parse(content) as unknown) : content
  } catch {
    return content
  }
}

function typeProblems(where: string, type: string, value: unknown): string[] {
  const wrong = [`${where}: not ${type}`]
  if (type === 'String') return typeof value === 'string' ? [] : wrong
  if (type === 'Integer') return Number.isSafeInteger(value) ? [] : wrong
  if (type === 'Float') return typeof value === 'number' ? [] : wrong
  if (type === 'Boolean') return typeof value === 'boolean' ? [] : wrong
  if (type === 'InputFile') return typeof value === 'string' && UPLOAD.test(value) ? [] : wrong
  if (type.startsWith('Array of '))
    return Array.isArray(value)
      ? value.flatMap((one, index) => typeProblems(`${where}[${index}]`, type.slice(9), one))
      : wrong
  const shape = SPEC.types[type]
  if (!shape || typeof value !== 'object' || value === null) return wrong
  if (!shape.subtypes) return fieldProblems(where, shape, value as Record<string, unknown>)
  const tries = shape.subtypes.map((subtype) => typeProblems(where, subtype, value))
  return tries.some((problems) => problems.length === 0) ? [] : wrong
}
