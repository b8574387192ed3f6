import { Answer, type Exchange, type Route } from '../plumbing/http.ts'
import { menuFor } from './commands.ts'
import { calmFaults, REAL_LIMITS, type Faults } from './faults.ts'
import { showFile, storeFile } from './files.ts'
import { act, setBlocked, type Act } from './speak.ts'
import type { Desk } from './desk.ts'
import {
  freshState,
  newPerson,
  type Callback,
  type ChatMessage,
  type Person,
  type PersonSeed,
} from './state.ts'
import { changedPerson, chatOf, findPerson, personOr404 } from './world.ts'

const number = (x: Exchange, key: string, normally: number): number => Number(x.query.get(key) ?? normally)

function overview(desk: Desk): unknown {
  const { settings, state, feed, url, bot } = desk.world
  return {
    vendor: 'telegram',
    url,
    peerUrl: settings.peerUrl ?? null,
    bot,
    people: state.people,
    faults: state.faults,
    webhook: { url: state.webhook?.url ?? null, waiting: state.updates.length },
    cursor: `${feed.epoch}:${feed.seq}`,
  }
}

async function createPerson(desk: Desk, x: Exchange): Promise<unknown> {
  const { world } = desk
  const seed = await x.json<Partial<PersonSeed> & { name?: string }>()
  const [firstName = '', ...rest] = (seed.firstName ?? seed.name ?? 'Orang Baru').trim().split(' ')
  const id = seed.id ?? Math.max(700000200, ...world.state.people.map((one) => one.id)) + 1
  if (findPerson(world, id)) throw new Answer(409, { error: `the id ${id} is taken` })
  const lastName = seed.lastName ?? rest.join(' ')
  const person = newPerson({ ...seed, id, firstName, ...(lastName ? { lastName } : {}) })
  world.state.people.push(person)
  changedPerson(world, person)
  return { person }
}

async function patchPerson(desk: Desk, x: Exchange): Promise<unknown> {
  const person = personOr404(desk.world, x.params.id ?? '')
  const { blocked, ...rest } =
    await x.json<
      Partial<Pick<Person, 'firstName' | 'lastName' | 'username' | 'role' | 'started' | 'blocked'>>
    >()
  for (const key of ['firstName', 'lastName', 'username', 'role', 'started'] as const) {
    if (rest[key] !== undefined) Object.assign(person, { [key]: rest[key] })
  }
  if (blocked !== undefined) setBlocked(desk, person, blocked)
  changedPerson(desk.world, person)
  return { person }
}

function withUrl(desk: Desk, message: ChatMessage): unknown {
  return message.file
    ? { ...message, mediaUrl: `${desk.world.url}/_sim/media/${message.file.uniqueId}` }
    : message
}

/**
 * ?since=<seq>&wait=<ms>&from=bot|person&contains=<text>&limit=&by=rev ; waits until there is at least one.
 * With by=rev an edited or deleted message counts as new.
 */
async function listMessages(desk: Desk, x: Exchange): Promise<unknown> {
  const { world } = desk
  const person = personOr404(world, x.params.id ?? '')
  const by = x.query.get('by') === 'rev' ? 'rev' : 'seq'
  const since = number(x, 'since', 0)
  const from = x.query.get('from')
  const contains = x.query.get('contains')
  const fits = (one: ChatMessage): boolean =>
    one[by] > since &&
    (!from || one.from === from) &&
    (!contains || one.text.includes(contains)) &&
    (by === 'rev' || !one.deleted)
  const some = (): ChatMessage[] | undefined => {
    const found = chatOf(world, person.id).filter(fits)
    return found.length > 0 ? found : undefined
  }
  const found = (await world.feed.waitFor(some, number(x, 'wait', 0), x.gone)) ?? []
  const messages = found.slice(-number(x, 'limit', 500)).map((one) => withUrl(desk, one))
  return { cursor: Math.max(since, ...found.map((one) => one[by])), messages }
}

/** Acts for a person; after a press `?wait=<ms>` waits for the bot's answer to it. */
async function doAct(desk: Desk, x: Exchange): Promise<unknown> {
  const done = act(desk, personOr404(desk.world, x.params.id ?? ''), await x.json<Act>())
  const { callback } = done
  if (!callback) return done
  const answered = (): Callback | undefined => (callback.answered ? callback : undefined)
  await desk.world.feed.waitFor(answered, number(x, 'wait', 0), x.gone)
  return { ...done, callback: { ...callback } }
}

async function showCallback(desk: Desk, x: Exchange): Promise<unknown> {
  const callback = desk.world.state.callbacks[x.params.id ?? '']
  if (!callback) throw new Answer(404, { error: 'no such callback' })
  await desk.world.feed.waitFor(() => (callback.answered ? true : undefined), number(x, 'wait', 0), x.gone)
  return { callback }
}

async function setFaults(desk: Desk, x: Exchange): Promise<unknown> {
  const { world } = desk
  const { preset, ...change } = await x.json<Partial<Faults> & { preset?: 'calm' | 'real-limits' }>()
  const base =
    preset === 'calm'
      ? calmFaults()
      : { ...world.state.faults, ...(preset === 'real-limits' ? REAL_LIMITS : {}) }
  world.state.faults = { ...base, ...change }
  desk.limits.reset()
  world.feed.publish({ kind: 'faults', faults: world.state.faults })
  world.touch()
  if (!world.state.faults.updatesPaused) {
    desk.updates.wake()
    desk.sender.wake()
  }
  return { faults: world.state.faults }
}

/** Empties chats and people; the webhook and the commands stay, because the bot set them. */
function reset(desk: Desk): unknown {
  const { world } = desk
  const { webhook, commands, allowedUpdates, nextUpdateId } = world.state
  world.timers.clear()
  Object.assign(world.state, freshState(world.settings.staff), {
    webhook,
    commands,
    allowedUpdates,
    nextUpdateId,
  })
  world.files.clear()
  world.calls.clear()
  desk.limits.reset()
  desk.sender.start()
  world.feed.publish({ kind: 'reset' })
  world.flush()
  return { ok: true }
}

/** Any update of the test's own making, e.g. a kind that does not exist yet. */
async function sendUpdate(desk: Desk, x: Exchange): Promise<unknown> {
  const { chatId, update } = await x.json<{ chatId?: number; update: Record<string, unknown> }>()
  desk.updates.add(chatId ?? 0, update)
  return { ok: true }
}

async function idle(desk: Desk, x: Exchange): Promise<unknown> {
  const end = Date.now() + number(x, 'wait', 5000)
  while (desk.world.state.updates.length > 0 && Date.now() < end)
    await new Promise((done) => setTimeout(done, 10))
  return { waiting: desk.world.state.updates.length }
}

async function upload(desk: Desk, x: Exchange): Promise<unknown> {
  const mimeType = x.req.headers['content-type'] ?? 'application/octet-stream'
  const name = x.query.get('filename') ?? undefined
  return { fileId: storeFile(desk.world, 'document', await x.bytes(), mimeType, name).fileId }
}

function read(desk: Desk, person: Person): void {
  if (person.unread === 0) return
  person.unread = 0
  changedPerson(desk.world, person)
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
    ['POST', '/_sim/people/:id/messages', (x) => doAct(desk, x)],
    ['POST', '/_sim/people/:id/read', (x) => read(desk, person(x))],
    ['GET', '/_sim/people/:id/commands', (x) => ({ commands: menuFor(world, person(x).id) })],
    ['GET', '/_sim/callbacks/:id', (x) => showCallback(desk, x)],
    ['POST', '/_sim/media', (x) => upload(desk, x)],
    ['GET', '/_sim/media/:id', (x) => showFile(world, x.params.id ?? '')],
    ['GET', '/_sim/faults', () => ({ faults: world.state.faults })],
    ['PATCH', '/_sim/faults', (x) => setFaults(desk, x)],
    ['GET', '/_sim/calls', (x) => world.calls.list(x)],
    ['POST', '/_sim/updates', (x) => sendUpdate(desk, x)],
    ['GET', '/_sim/idle', (x) => idle(desk, x)],
    ['POST', '/_sim/reset', () => reset(desk)],
    ['*', '/_sim/*', () => new Answer(404, { error: 'no such control call' })],
  ]
}
