import { Answer, type Exchange, type Route } from '../plumbing/http.ts'
import { changeNumber } from './change-number.ts'
import { envelopeOf } from './envelope.ts'
import { calmFaults, REAL_LIMITS, type Faults } from './faults.ts'
import { showMedia, storeMedia } from './media.ts'
import { act, type Act } from './speak.ts'
import type { Desk } from './desk.ts'
import { freshState, type ChatMessage, type Person } from './state.ts'
import { readChat, resumeCourses } from './statuses.ts'
import { announceTemplate } from './templates.ts'
import type { WireEnvelope } from './wire.ts'
import { addPerson, changedPerson, chatOf, findPerson, personOr404 } from './world.ts'

const number = (x: Exchange, key: string, normally: number): number => Number(x.query.get(key) ?? normally)

function overview(desk: Desk): unknown {
  const { world, deliverer } = desk
  const { settings, state, feed } = world
  return {
    vendor: 'whatsapp',
    url: world.url,
    peerUrl: settings.peerUrl ?? null,
    business: { name: settings.businessName, phone: settings.businessPhone },
    people: state.people,
    faults: state.faults,
    webhook: { url: settings.webhookUrl ?? null, verified: deliverer.verified, waiting: deliverer.waiting() },
    cursor: `${feed.epoch}:${feed.seq}`,
  }
}

type PersonBody = Partial<
  Pick<Person, 'name' | 'username' | 'hidesNumber' | 'online' | 'readReceipts' | 'blocked' | 'onWhatsapp'>
> & {
  phone?: string
  /** Pretends that the person wrote so long ago (null: never). */
  hoursSinceInbound?: number | null
}

async function createPerson(desk: Desk, x: Exchange): Promise<unknown> {
  const body = await x.json<PersonBody>()
  const digits = (body.phone ?? `62812${Math.floor(10_000_000 + Math.random() * 89_999_999)}`).replace(
    /\D/g,
    '',
  )
  const phone = digits.startsWith('0') ? `62${digits.slice(1)}` : digits
  if (!/^\d{8,15}$/.test(phone)) throw new Answer(400, { error: 'phone: 8 to 15 digits with country code' })
  if (findPerson(desk.world, phone)) throw new Answer(409, { error: `the number ${phone} is taken` })
  const { username, hidesNumber } = body
  const person = addPerson(desk.world, {
    name: body.name?.trim() || `+${phone}`,
    phone,
    ...(username ? { username } : {}),
    ...(hidesNumber ? { hidesNumber } : {}),
  })
  return { person }
}

async function patchPerson(desk: Desk, x: Exchange): Promise<unknown> {
  const person = personOr404(desk.world, x.params.id ?? '')
  const { hoursSinceInbound, phone, ...rest } = await x.json<PersonBody>()
  const wasAway = !person.online || person.blocked
  for (const key of [
    'name',
    'username',
    'hidesNumber',
    'online',
    'readReceipts',
    'blocked',
    'onWhatsapp',
  ] as const) {
    if (rest[key] !== undefined) Object.assign(person, { [key]: rest[key] })
  }
  if (hoursSinceInbound !== undefined) {
    person.lastInboundAt = hoursSinceInbound === null ? null : Date.now() - hoursSinceInbound * 3600_000
  }
  changedPerson(desk.world, person)
  // What was sent while the phone was off comes now; what a blocked business sent never does.
  if (wasAway && person.online && rest.online) resumeCourses(desk.world, desk.mixer, person)
  if (phone) await changeNumber(desk, person, phone)
  return { person }
}

function visible(message: ChatMessage, x: Exchange): boolean {
  const from = x.query.get('from')
  const contains = x.query.get('contains')
  return (!from || message.from === from) && (!contains || message.text.includes(contains))
}

/** ?since=<seq>&wait=<ms>&from=business|person&contains=<text>&limit= ; waits until there is at least one. */
async function listMessages(desk: Desk, x: Exchange): Promise<unknown> {
  const { world } = desk
  const person = personOr404(world, x.params.id ?? '')
  const since = number(x, 'since', 0)
  const pick = (): ChatMessage[] =>
    chatOf(world, person.id).filter((one) => one.seq > since && visible(one, x))
  const some = (): ChatMessage[] | undefined => (pick().length > 0 ? pick() : undefined)
  const found = (await world.feed.waitFor(some, number(x, 'wait', 0), x.gone)) ?? []
  const messages = found.slice(-number(x, 'limit', 500)).map((one) => withUrl(desk, one))
  return { cursor: Math.max(since, ...found.map((one) => one.seq)), messages }
}

function withUrl(desk: Desk, message: ChatMessage): unknown {
  const id = message.media?.id
  return id ? { ...message, mediaUrl: `${desk.world.url}/_sim/media/${id}` } : message
}

async function showMessage(desk: Desk, x: Exchange): Promise<unknown> {
  const wanted = x.query.get('status')
  const find = (): ChatMessage | undefined => {
    const message = desk.world.index.get(x.params.id ?? '')
    return message && (!wanted || message.status === wanted) ? message : undefined
  }
  const message = await desk.world.feed.waitFor(find, number(x, 'wait', 0), x.gone)
  if (!message) throw new Answer(404, { error: 'no such message (in that status)' })
  return { message: withUrl(desk, message) }
}

async function setFaults(desk: Desk, x: Exchange): Promise<unknown> {
  const { world, deliverer } = desk
  const { preset, ...change } = await x.json<Partial<Faults> & { preset?: 'calm' | 'real-limits' }>()
  const base =
    preset === 'calm'
      ? calmFaults()
      : { ...world.state.faults, ...(preset === 'real-limits' ? REAL_LIMITS : {}) }
  const wasPaused = world.state.faults.webhookPaused
  world.state.faults = { ...base, ...change }
  desk.limits.reset()
  world.feed.publish({ kind: 'faults', faults: world.state.faults })
  world.touch()
  if (wasPaused && !world.state.faults.webhookPaused) deliverer.kick()
  return { faults: world.state.faults }
}

/** Empties chats and people; the templates go only when asked (`{"templates":true}`). */
async function reset(desk: Desk, x: Exchange): Promise<unknown> {
  const { world } = desk
  const body = await x.json<{ templates?: boolean }>()
  const { templates } = world.state
  world.timers.clear()
  Object.assign(world.state, freshState())
  if (!body.templates) world.state.templates = templates
  world.index.clear()
  world.files.clear()
  world.calls.clear()
  desk.limits.reset()
  world.feed.publish({ kind: 'reset' })
  world.flush()
  return { ok: true }
}

async function setTemplate(desk: Desk, x: Exchange): Promise<unknown> {
  const template = desk.world.state.templates.find(
    (one) => one.id === x.params.id || one.name === x.params.id,
  )
  if (!template) throw new Answer(404, { error: 'no such template' })
  const { status, reason } = await x.json<{ status: string; reason?: string }>()
  template.status = status
  if (reason) template.rejectedReason = reason
  desk.world.touch()
  announceTemplate(desk, template)
  return { template }
}

/** A webhook of the test's own making: `{field, value}`, `{envelope}`. */
async function sendWebhook(desk: Desk, x: Exchange): Promise<unknown> {
  const body = await x.json<{ field?: string; value?: unknown; envelope?: WireEnvelope }>()
  const envelope =
    body.envelope ?? envelopeOf(desk.world, [[{ field: body.field ?? 'messages', value: body.value }]])
  await desk.deliverer.send('own', envelope)
  return { ok: true }
}

async function idle(desk: Desk, x: Exchange): Promise<unknown> {
  const end = Date.now() + number(x, 'wait', 5000)
  while (desk.deliverer.waiting() > 0 && Date.now() < end) await new Promise((done) => setTimeout(done, 10))
  return { waiting: desk.deliverer.waiting() }
}

export function controlRoutes(desk: Desk): Route[] {
  const { world } = desk
  const person = (x: Exchange): Person => personOr404(world, x.params.id ?? '')
  return [
    ['GET', '/_sim/state', () => overview(desk)],
    ['GET', '/_sim/events', (x) => world.feed.stream(x)],
    ['GET', '/_sim/people', () => ({ people: world.state.people })],
    ['POST', '/_sim/people', (x) => createPerson(desk, x)],
    ['GET', '/_sim/people/:id', (x) => ({ person: person(x) })],
    ['PATCH', '/_sim/people/:id', (x) => patchPerson(desk, x)],
    ['GET', '/_sim/people/:id/messages', (x) => listMessages(desk, x)],
    [
      'POST',
      '/_sim/people/:id/messages',
      async (x) => ({ messages: await act(desk, person(x), await x.json<Act>()) }),
    ],
    ['POST', '/_sim/people/:id/read', (x) => readChat(world, desk.mixer, person(x))],
    ['GET', '/_sim/messages/:id', (x) => showMessage(desk, x)],
    ['POST', '/_sim/media', async (x) => upload(desk, x, await x.bytes())],
    ['GET', '/_sim/media/:id', (x) => showMedia(world, x.params.id ?? '')],
    ['GET', '/_sim/faults', () => ({ faults: world.state.faults })],
    ['PATCH', '/_sim/faults', (x) => setFaults(desk, x)],
    ['GET', '/_sim/calls', (x) => world.calls.list(x)],
    ['GET', '/_sim/templates', () => ({ templates: world.state.templates })],
    ['PATCH', '/_sim/templates/:id', (x) => setTemplate(desk, x)],
    [
      'GET',
      '/_sim/webhooks',
      () => ({ waiting: desk.deliverer.waiting(), deliveries: desk.deliverer.recent() }),
    ],
    ['POST', '/_sim/webhooks', (x) => sendWebhook(desk, x)],
    ['PUT', '/_sim/webhook', async (x) => desk.deliverer.setUrl((await x.json<{ url?: string }>()).url)],
    ['GET', '/_sim/idle', (x) => idle(desk, x)],
    ['POST', '/_sim/reset', (x) => reset(desk, x)],
    ['*', '/_sim/*', () => new Answer(404, { error: 'no such control call' })],
  ]
}

function upload(desk: Desk, x: Exchange, bytes: Buffer): unknown {
  const mimeType = x.req.headers['content-type'] ?? 'application/octet-stream'
  return { mediaId: storeMedia(desk.world, bytes, mimeType, x.query.get('filename') ?? undefined).id }
}
