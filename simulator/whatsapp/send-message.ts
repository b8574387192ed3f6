import { type Answer, HANDLED, type Exchange } from '../plumbing/http.ts'
import { pause } from '../plumbing/timers.ts'
import { checkContent } from './check-message.ts'
import { renderTemplate } from './check-template.ts'
import { graphError } from './graph-error.ts'
import { wamid } from './ids.ts'
import { fetchLinkedMedia, mediaOfBody } from './media.ts'
import { plainText } from './plain-text.ts'
import { findRecipient } from './recipient.ts'
import { runCourse, type LateFailure } from './statuses.ts'
import type { ChatMessage, Person } from './state.ts'
import type { Desk } from './desk.ts'
import type { WireBody, WireSend } from './wire.ts'
import { addMessage, changedMessage, chatOf, type World } from './world.ts'

const WINDOW_MS = 24 * 3600 * 1000
const LATE_MESSAGE =
  'Message failed to send because more than 24 hours have passed since the customer last replied to this number.'

/** Reading receipts (and typing) share the endpoint with sending. */
function markRead(world: World, send: WireSend): unknown {
  const message = world.index.get(send.message_id ?? '')
  if (send.status !== 'read' || !message || message.from !== 'person') {
    throw graphError(100, 'Invalid message ID.', { message: '(#100) Invalid parameter' })
  }
  for (const one of chatOf(world, message.personId)) {
    if (one.from !== 'person' || one.readByBusiness || one.seq > message.seq) continue
    one.readByBusiness = true
    changedMessage(world, one)
  }
  if (send.typing_indicator) {
    world.feed.publish({ kind: 'typing', personId: message.personId, until: Date.now() + 25_000 })
  }
  return { success: true }
}

/** Errors that were ordered for the next sends. */
function orderedError(world: World): Answer | undefined {
  const order = world.state.faults.sendError
  if (!order || order.count < 1) return undefined
  order.count -= 1
  world.feed.publish({ kind: 'faults', faults: world.state.faults })
  const retryAfter = [4, 80007, 130429, 131056].includes(order.code) ? { retryAfter: 1 } : {}
  return graphError(order.code, 'Ordered in the simulator.', retryAfter)
}

const inWindow = (person: Person): boolean =>
  person.lastInboundAt !== null && Date.now() - person.lastInboundAt < WINDOW_MS

/** What will go wrong after the acceptance; throws 131047 when the window is enforced at once. */
function lateFailure(world: World, person: Person, send: WireSend): LateFailure | undefined {
  const { faults } = world.state
  if (send.type !== 'template' && !inWindow(person)) {
    if (!faults.windowAsync) throw graphError(131047, LATE_MESSAGE)
    return { code: 131047, details: LATE_MESSAGE }
  }
  if (!person.onWhatsapp) return { code: 131026, details: 'Message Undeliverable.' }
  if (faults.statusFailCode !== null)
    return { code: faults.statusFailCode, details: 'Ordered in the simulator.' }
  return undefined
}

function react(world: World, send: WireSend): void {
  const target = world.index.get(send.reaction?.message_id ?? '')
  if (!target) return
  if (send.reaction?.emoji) target.businessEmoji = send.reaction.emoji
  else delete target.businessEmoji
  changedMessage(world, target)
}

const ADDRESSING = [
  'messaging_product',
  'recipient_type',
  'to',
  'recipient',
  'context',
  'biz_opaque_callback_data',
]

function bodyOf(send: WireSend): WireBody {
  const content = Object.entries(send).filter(([key]) => !ADDRESSING.includes(key))
  return { ...Object.fromEntries(content), type: send.type }
}

/** Checks everything in the order of the real endpoint and stores the message. */
function accept(desk: Desk, send: WireSend): { person: Person; message: ChatMessage; late?: LateFailure } {
  const { world, limits } = desk
  checkContent(world, send)
  const filled = send.type === 'template' ? renderTemplate(world, send.template) : undefined
  const person = findRecipient(world, send)
  limits.check(person.id)
  const late = lateFailure(world, person, send)
  const body = bodyOf(send)
  const media = mediaOfBody(world, body)
  const quoted = send.context?.message_id
  if (send.type === 'reaction') react(world, send)
  const message = addMessage(world, {
    id: wamid(person.phone, false),
    personId: person.id,
    from: 'business',
    at: Date.now(),
    body,
    text: plainText(body, filled?.rendered),
    status: 'accepted',
    category: filled ? filled.template.category.toLowerCase() : 'service',
    ...(filled ? { template: filled.rendered } : {}),
    ...(media ? { media } : {}),
    ...(quoted ? { replyTo: quoted } : {}),
    ...(send.biz_opaque_callback_data === undefined
      ? {}
      : { callbackData: send.biz_opaque_callback_data.slice(0, 512) }),
  })
  return { person, message, ...(late ? { late } : {}) }
}

/** POST /{phone_number_id}/messages */
export async function sendMessage(desk: Desk, x: Exchange, send: WireSend): Promise<unknown> {
  const { world, mixer } = desk
  const { faults } = world.state
  if (send.messaging_product !== 'whatsapp') {
    throw graphError(100, 'messaging_product must be whatsapp.', {
      message: '(#100) The parameter messaging_product is required.',
    })
  }
  const ordered = orderedError(world)
  if (ordered) throw ordered
  if (send.status !== undefined || send.message_id !== undefined) return markRead(world, send)
  const normal = { ...send, type: send.type ?? 'text' }
  const { person, message, late } = accept(desk, normal)
  // A linked file is fetched by the vendor after the acceptance; when that fails the message fails.
  const fetched =
    message.media && message.media.id === '' ? await fetchLinkedMedia(world, message) : undefined
  const course = runCourse(world, mixer, message, fetched ?? late)
  if (faults.statusBeforeAnswer) await Promise.race([course, pause(5000)])
  if (faults.answerDelayMs > 0) await pause(faults.answerDelayMs)
  if (faults.dropAfterAccept > 0) {
    faults.dropAfterAccept -= 1
    world.feed.publish({ kind: 'faults', faults })
    x.res.destroy()
    return HANDLED
  }
  return answerOf(send, person, message)
}

function answerOf(send: WireSend, person: Person, message: ChatMessage): unknown {
  const contact = send.to
    ? { input: send.to, ...(person.hidesNumber ? {} : { wa_id: person.phone }) }
    : { input: send.recipient, user_id: person.userId }
  return {
    messaging_product: 'whatsapp',
    contacts: [contact],
    messages: [{ id: message.id, ...(message.template ? { message_status: 'accepted' } : {}) }],
  }
}
