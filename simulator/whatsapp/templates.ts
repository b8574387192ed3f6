import type { Exchange } from '../plumbing/http.ts'
import { checkDefinition } from './check-definition.ts'
import { envelopeOf } from './envelope.ts'
import { graphError, unknownObject } from './graph-error.ts'
import { numericId } from './ids.ts'
import type { Desk } from './desk.ts'
import type { Template } from './state.ts'
import type { WireTemplateDefinition } from './wire.ts'

const BLOCKED_MS = 30 * 24 * 3600 * 1000

type CreateBody = {
  name?: string
  language?: string
  category?: string
  parameter_format?: string
  components?: WireTemplateDefinition[]
}

function wireOf(template: Template): Record<string, unknown> {
  return {
    name: template.name,
    parameter_format: template.parameterFormat,
    components: template.components,
    language: template.language,
    status: template.status,
    category: template.category,
    id: template.id,
    ...(template.rejectedReason ? { rejected_reason: template.rejectedReason } : {}),
  }
}

/** Tells the server about a new state; ids are JSON numbers in these webhooks. */
export function announceTemplate(desk: Desk, template: Template): void {
  const value = {
    event: template.status,
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
    reason: template.rejectedReason ?? 'NONE',
    message_template_category: template.category,
  }
  const envelope = envelopeOf(desk.world, [[{ field: 'message_template_status_update', value }]])
  for (const entry of envelope.entry) entry.time = Math.floor(Date.now() / 1000)
  void desk.deliverer.send(`template ${template.id}`, envelope)
}

/** Reviews a pending template after a moment, as the faults say. */
export function reviewLater(desk: Desk, template: Template): void {
  const { world } = desk
  const { templateReview, templateReviewMs } = world.state.faults
  if (templateReview === 'hold') return
  world.timers.after(templateReviewMs, () => {
    if (template.status !== 'PENDING') return
    template.status = templateReview === 'approve' ? 'APPROVED' : 'REJECTED'
    if (templateReview === 'reject') template.rejectedReason = 'INVALID_FORMAT'
    world.touch()
    announceTemplate(desk, template)
  })
}

/** POST /{waba_id}/message_templates */
export async function createTemplate(desk: Desk, x: Exchange): Promise<unknown> {
  const { world } = desk
  const body = await x.json<CreateBody>()
  const definition = checkDefinition(world, body)
  const twin = world.state.templates.some(
    (one) => one.name === definition.name && one.language === definition.language,
  )
  if (twin) {
    throw graphError(100, 'There is already content in this language for this template.', {
      subcode: 2388024,
      message: 'Invalid parameter',
    })
  }
  const deletedAt = world.state.deletedTemplates[definition.name]
  if (deletedAt !== undefined && Date.now() - deletedAt < BLOCKED_MS) {
    const details = `New content cannot be added while the existing content of ${definition.name} is being deleted. Try again in 4 weeks.`
    throw graphError(100, details, { subcode: 2388023, message: 'Invalid parameter' })
  }
  const template: Template = { id: numericId(15), ...definition, status: 'PENDING', at: Date.now() }
  world.state.templates.push(template)
  world.touch()
  reviewLater(desk, template)
  return { id: template.id, status: template.status, category: template.category }
}

/** POST /{template_id}: replaces all components; the template is reviewed again. */
export async function editTemplate(desk: Desk, x: Exchange, template: Template): Promise<unknown> {
  const body = await x.json<CreateBody>()
  const merged = {
    name: template.name,
    language: template.language,
    category: body.category ?? template.category,
    parameter_format: body.parameter_format ?? template.parameterFormat,
    components: body.components ?? template.components,
  }
  const { category, components, parameterFormat } = checkDefinition(desk.world, merged)
  Object.assign(template, { category, components, parameterFormat, status: 'PENDING' })
  delete template.rejectedReason
  desk.world.touch()
  reviewLater(desk, template)
  return { success: true }
}

/** GET /{waba_id}/message_templates?name&status&language&category&fields&limit&after */
export function listTemplates(desk: Desk, x: Exchange): unknown {
  const { query } = x
  const wanted = (key: string, value: string): boolean =>
    !query.get(key) || query.get(key)?.toUpperCase() === value.toUpperCase()
  const all = desk.world.state.templates.filter(
    (one) =>
      (!query.get('name') || one.name.includes(query.get('name') ?? '')) &&
      wanted('status', one.status) &&
      wanted('language', one.language) &&
      wanted('category', one.category),
  )
  const limit = Math.max(1, Number(query.get('limit') ?? 25))
  const after = query.get('after')
  const start = after ? Number(Buffer.from(after, 'base64url').toString()) : 0
  const cursor = (at: number): string => Buffer.from(String(at)).toString('base64url')
  const fields = query.get('fields')?.split(',')
  const data = all.slice(start, start + limit).map((one) => pick(wireOf(one), fields))
  const more = start + limit < all.length
  const next = new URL(x.path + x.req.url?.replace(/^[^?]*/, ''), desk.world.url)
  next.searchParams.set('after', cursor(start + limit))
  return {
    data,
    paging: {
      cursors: { before: cursor(start), after: cursor(Math.min(start + limit, all.length)) },
      ...(more ? { next: next.href } : {}),
    },
  }
}

function pick(wire: Record<string, unknown>, fields: string[] | undefined): Record<string, unknown> {
  if (!fields) return wire
  return Object.fromEntries(Object.entries(wire).filter(([key]) => key === 'id' || fields.includes(key)))
}

export function showTemplate(template: Template, x: Exchange): unknown {
  return pick(wireOf(template), x.query.get('fields')?.split(','))
}

/** DELETE /{waba_id}/message_templates?name=&hsm_id= */
export function deleteTemplate(desk: Desk, x: Exchange): unknown {
  const { state } = desk.world
  const name = x.query.get('name')
  const id = x.query.get('hsm_id')
  const doomed = state.templates.filter((one) => one.name === name && (!id || one.id === id))
  if (!name || doomed.length === 0) throw unknownObject('DELETE', name ?? '')
  if (doomed.some((one) => one.status === 'APPROVED')) state.deletedTemplates[name] = Date.now()
  state.templates = state.templates.filter((one) => !doomed.includes(one))
  desk.world.touch()
  return { success: true }
}
