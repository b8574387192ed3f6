import { statusValue, unixSeconds } from './envelope.ts'
import { statusError } from './graph-error.ts'
import type { Mixer } from './outbound-events.ts'
import type { ChatMessage, Person, SendState } from './state.ts'
import { changedMessage, changedPerson, chatOf, personOr404, type World } from './world.ts'
import type { WireStatus } from './wire.ts'

const SENT_MS = 20
const ARRIVE_MS = 45
const RANK: Record<SendState, number> = { accepted: 0, sent: 1, delivered: 2, read: 3, failed: 9 }

async function report(
  world: World,
  mixer: Mixer,
  person: Person,
  message: ChatMessage,
  status: SendState,
): Promise<void> {
  if (RANK[status] <= RANK[message.status ?? 'accepted']) return
  message.status = status
  changedMessage(world, message)
  const wire: WireStatus = {
    id: message.id,
    status,
    timestamp: unixSeconds(Date.now()),
    ...(person.hidesNumber ? {} : { recipient_id: person.phone }),
    recipient_user_id: person.userId,
    ...(message.callbackData === undefined ? {} : { biz_opaque_callback_data: message.callbackData }),
    ...(status === 'failed'
      ? { errors: message.errors ?? [] }
      : {
          pricing: {
            billable: true,
            pricing_model: 'PMP',
            type: 'regular',
            category: message.category ?? 'service',
          },
        }),
  }
  await mixer.emit('status', `status ${person.id}`, statusValue(world, [wire], person))
}

/** The phone gets the message now, if it is on and its owner has not blocked the business. */
async function arrive(world: World, mixer: Mixer, person: Person, message: ChatMessage): Promise<void> {
  if (!person.online || person.blocked || message.arrived || message.status === 'failed') return
  message.arrived = true
  person.unread += 1
  changedPerson(world, person)
  if (world.state.faults.statusSkipDelivered) changedMessage(world, message)
  else await report(world, mixer, person, message, 'delivered')
}

/** Why an accepted message will fail later, if it will. */
export type LateFailure = { code: number; details: string }

function fail(
  world: World,
  mixer: Mixer,
  person: Person,
  message: ChatMessage,
  why: LateFailure,
): Promise<void> {
  message.errors = [statusError(why.code, why.details)]
  return report(world, mixer, person, message, 'failed')
}

/**
 * Lets an accepted message run its course. The promise ends when it is on the phone (or failed) and the
 * webhooks about that were tried.
 */
export async function runCourse(
  world: World,
  mixer: Mixer,
  message: ChatMessage,
  why?: LateFailure,
): Promise<void> {
  const { faults } = world.state
  const person = personOr404(world, message.personId)
  const hurry = faults.statusBeforeAnswer
  const wait = (ms: number): Promise<void> =>
    hurry
      ? Promise.resolve()
      : new Promise((resolve) => world.timers.after(ms + faults.statusDelayMs, resolve))
  await wait(SENT_MS)
  if (why) return fail(world, mixer, person, message, why)
  const sent = report(world, mixer, person, message, 'sent')
  await wait(ARRIVE_MS - SENT_MS)
  await Promise.all([sent, arrive(world, mixer, person, message)])
}

/** After a restart, or when a phone comes back: what was on its way goes on. */
export function resumeCourses(world: World, mixer: Mixer, person: Person): void {
  for (const message of chatOf(world, person.id)) {
    if (message.from !== 'business' || message.arrived || message.status === 'failed') continue
    void runCourse(world, mixer, message)
  }
}

/** The person looks at the chat: everything that arrived is read. */
export function readChat(world: World, mixer: Mixer, person: Person): void {
  const messages = chatOf(world, person.id).filter((one) => one.arrived && one.status !== 'read')
  if (person.unread > 0) {
    person.unread = 0
    changedPerson(world, person)
  }
  if (!person.readReceipts) return
  for (const message of messages) void report(world, mixer, person, message, 'read')
}
