import { Answer, HANDLED, type Exchange } from '../plumbing/http.ts'
import { pause } from '../plumbing/timers.ts'
import { badRequest, botError } from './bot-error.ts'
import { callProblems } from './check-call.ts'
import { answerCallback } from './callbacks.ts'
import { deleteCommands, getCommands, setCommands } from './commands.ts'
import { deleteMessage, deleteMessages, editCaption, editMarkup, editText, setReaction } from './edit.ts'
import { download, getFile } from './files.ts'
import { readParams, type Params } from './params.ts'
import {
  chatPerson,
  reachable,
  sendContact,
  sendFile,
  sendLocation,
  sendMediaGroup,
  sendMessage,
  sendVenue,
} from './send.ts'
import type { Desk } from './desk.ts'
import { chatWireOf, findMessage, userOf } from './world.ts'
import { deleteWebhook, setWebhook, webhookInfo } from './webhook.ts'

type Method = (desk: Desk, params: Params, x: Exchange) => unknown

function chatAction(desk: Desk, params: Params): true {
  const person = reachable(desk.world, params)
  const action = params.text('action')
  if (!/^(typing|(upload|record)_\w+|choose_sticker|find_location)$/.test(action)) {
    throw badRequest('wrong parameter action in request')
  }
  desk.world.feed.publish({ kind: 'action', personId: person.id, action, until: Date.now() + 5000 })
  return true
}

function pinned(desk: Desk, params: Params): true {
  const person = reachable(desk.world, params)
  if (!findMessage(desk.world, person.id, params.number('message_id') ?? 0))
    throw badRequest('message to pin not found')
  return true
}

const NO_GIFTS = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
}

function chat(desk: Desk, params: Params): unknown {
  const person = chatPerson(desk.world, params)
  return { ...chatWireOf(person), accent_color_id: 0, max_reaction_count: 11, accepted_gift_types: NO_GIFTS }
}

function member(desk: Desk, params: Params): unknown {
  return { user: userOf(chatPerson(desk.world, params)), status: 'member' }
}

const profileText =
  (field: string): Method =>
  (desk, params) => {
    desk.world.state.profile[`${field}/${params.text('language_code')}`] = params.text(field)
    desk.world.touch()
    return true
  }

const profileRead =
  (field: string): Method =>
  (desk, params) => ({ [field]: desk.world.state.profile[`${field}/${params.text('language_code')}`] ?? '' })

const sent = async (
  message: ReturnType<typeof sendMessage> | Promise<ReturnType<typeof sendMessage>>,
): Promise<unknown> => (await message).wire

const METHODS: Record<string, Method> = {
  getMe: ({ world }) => ({
    ...world.bot,
    can_join_groups: false,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  }),
  getUpdates: ({ updates }, params, x) => updates.get(params, x),
  setWebhook: ({ world, updates, sender }, params) => setWebhook(world, updates, sender, params),
  deleteWebhook: ({ world, updates, sender }, params) => deleteWebhook(world, updates, sender, params),
  getWebhookInfo: ({ world }) => webhookInfo(world),
  logOut: () => true,
  close: () => true,
  sendMessage: (desk, params) => sent(sendMessage(desk, params)),
  sendPhoto: (desk, params) => sent(sendFile(desk, params, 'photo')),
  sendDocument: (desk, params) => sent(sendFile(desk, params, 'document')),
  sendVideo: (desk, params) => sent(sendFile(desk, params, 'video')),
  sendVoice: (desk, params) => sent(sendFile(desk, params, 'voice')),
  sendAudio: (desk, params) => sent(sendFile(desk, params, 'audio')),
  sendSticker: (desk, params) => sent(sendFile(desk, params, 'sticker')),
  sendMediaGroup: async (desk, params) => (await sendMediaGroup(desk, params)).map((one) => one.wire),
  sendLocation: (desk, params) => sent(sendLocation(desk, params)),
  sendVenue: (desk, params) => sent(sendVenue(desk, params)),
  sendContact: (desk, params) => sent(sendContact(desk, params)),
  sendChatAction: chatAction,
  editMessageText: editText,
  editMessageCaption: editCaption,
  editMessageReplyMarkup: editMarkup,
  deleteMessage,
  deleteMessages,
  setMessageReaction: setReaction,
  pinChatMessage: pinned,
  unpinChatMessage: () => true,
  unpinAllChatMessages: () => true,
  answerCallbackQuery: answerCallback,
  getFile: ({ world }, params) => getFile(world, params),
  getChat: chat,
  getChatMember: member,
  getUserProfilePhotos: () => ({ total_count: 0, photos: [] }),
  setMyCommands: ({ world }, params) => setCommands(world, params),
  getMyCommands: ({ world }, params) => getCommands(world, params),
  deleteMyCommands: ({ world }, params) => deleteCommands(world, params),
  setChatMenuButton: () => true,
  getChatMenuButton: () => ({ type: 'commands' }),
  setMyName: profileText('name'),
  getMyName: profileRead('name'),
  setMyDescription: profileText('description'),
  getMyDescription: profileRead('description'),
  setMyShortDescription: profileText('short_description'),
  getMyShortDescription: profileRead('short_description'),
}

const BY_NAME = new Map(Object.entries(METHODS).map(([name, method]) => [name.toLowerCase(), method]))
const ACCEPTING = /^(send|edit|delete)message|^send/i

async function call(desk: Desk, x: Exchange, name: string, params: Params): Promise<unknown> {
  const { faults } = desk.world.state
  const method = BY_NAME.get(name.toLowerCase())
  if (!method) throw botError(404, 'Not Found: method not found')
  desk.limits.checkCall()
  const result = await method(desk, params, x)
  if (faults.answerDelayMs > 0 && !/^getupdates$/i.test(name)) await pause(faults.answerDelayMs)
  if (faults.dropAfterAccept > 0 && ACCEPTING.test(name)) {
    faults.dropAfterAccept -= 1
    desk.world.feed.publish({ kind: 'faults', faults })
    x.res.destroy()
    return HANDLED
  }
  return { ok: true, result }
}

/** /bot<token>/<method> and /file/bot<token>/<path>. Every call but getUpdates is noted for tests. */
export async function botApi(desk: Desk, x: Exchange): Promise<unknown> {
  const match = /^\/(file\/)?bot([^/]+)\/(.*)$/.exec(decodeURIComponent(x.path))
  if (!match) throw botError(404, 'Not Found')
  const [, isFile, token, rest = ''] = match
  if (token !== desk.world.settings.token) throw botError(401, 'Unauthorized')
  if (isFile) return download(desk.world, rest)
  if (!['GET', 'POST'].includes(x.method)) throw botError(404, 'Not Found')
  let noted: { body: unknown; status: number; answer: unknown } = { body: null, status: 200, answer: null }
  try {
    const params = await readParams(x)
    noted.body = params.summary()
    const result = await call(desk, x, rest, params)
    noted = {
      ...noted,
      ...(result === HANDLED ? { status: 0, answer: 'connection dropped' } : { answer: result }),
    }
    return result
  } catch (error) {
    noted = {
      ...noted,
      ...(error instanceof Answer
        ? { status: error.status, answer: error.body }
        : { status: 500, answer: String(error) }),
    }
    throw error
  } finally {
    if (!/^getupdates$/i.test(rest)) {
      const problems = callProblems(`/${rest}`, (noted.body ?? {}) as Record<string, unknown>)
      desk.world.calls.add({ method: x.method, path: `/${rest}`, ...noted, problems })
    }
  }
}
