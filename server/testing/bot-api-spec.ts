import { existsSync, readFileSync } from 'node:fs'
import type { Call } from './simulated-telegram.ts'

type Field = { name: string; types: string[]; required: boolean }
type Shape = { fields?: Field[]; subtypes?: string[] }
type Spec = { methods: Record<string, Shape>; types: Record<string, Shape> }

/** A machine-readable description of the Bot API, when the environment names one; null leaves the check out. */
export function botApiSpec(): Spec | null {
  const file = process.env['TELEGRAM_API_SPEC']
  return file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Spec) : null
}

/** What is wrong with calls by the specification: unknown methods or fields, missing ones, other types. */
export function callProblems(spec: Spec, calls: readonly Call[]): string[] {
  return calls.flatMap(({ path, body }) => {
    const method = spec.methods[path.slice(1)]
    return method ? fieldProblems(spec, path, method, body) : [`${path}: no such method`]
  })
}

function fieldProblems(spec: Spec, where: string, shape: Shape, value: Record<string, unknown>): string[] {
  const fields = new Map((shape.fields ?? []).map((field) => [field.name, field]))
  const missing = [...fields.values()].filter((field) => field.required && value[field.name] === undefined)
  return [
    ...missing.map((field) => `${where}: ${field.name} is missing`),
    ...Object.entries(value).flatMap(([name, content]) => {
      const field = fields.get(name)
      if (!field) return [`${where}: ${name} is unknown`]
      const tries = field.types.map((type) => typeProblems(spec, `${where}.${name}`, type, content))
      return tries.some((problems) => problems.length === 0) ? [] : (tries[0] ?? [])
    }),
  ]
}

function typeProblems(spec: Spec, where: string, type: string, value: unknown): string[] {
  const wrong = [`${where}: not ${type}`]
  if (type === 'String') return typeof value === 'string' ? [] : wrong
  if (type === 'Integer') return Number.isSafeInteger(value) ? [] : wrong
  if (type === 'Boolean') return typeof value === 'boolean' ? [] : wrong
  if (type.startsWith('Array of '))
    return Array.isArray(value)
      ? value.flatMap((one, index) => typeProblems(spec, `${where}[${index}]`, type.slice(9), one))
      : wrong
  const shape = spec.types[type]
  if (!shape || typeof value !== 'object' || value === null) return wrong
  if (!shape.subtypes) return fieldProblems(spec, where, shape, value as Record<string, unknown>)
  const tries = shape.subtypes.map((subtype) => typeProblems(spec, where, subtype, value))
  return tries.some((problems) => problems.length === 0) ? [] : wrong
}
