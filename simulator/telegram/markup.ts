import { badRequest } from './bot-error.ts'
import type { Params } from './params.ts'
import type { Person } from './state.ts'
import type { InlineButton, InlineKeyboard, KeyButton, ReplyMarkup } from './wire.ts'

const PUBLIC_URL = /^(https?|tg|ton):\/\/\S+$/i

function checkUrl(url: string): string {
  // Telegram adds http:// to a bare domain; anything else without a scheme is wrong.
  const full = /^[\w-]+(\.[\w-]+)+/.test(url) ? `http://${url}` : url
  if (!PUBLIC_URL.test(full) || !URL.canParse(full)) {
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`)
  }
  return full
}

function checkButton(button: InlineButton): InlineButton {
  if (typeof button?.text !== 'string' || button.text === '') {
    throw badRequest('inline keyboard button text must be non-empty')
  }
  if (button.url !== undefined) return { ...button, url: checkUrl(button.url) }
  if (button.callback_data !== undefined) {
    const size = Buffer.byteLength(button.callback_data)
    if (size < 1 || size > 64) throw badRequest('BUTTON_DATA_INVALID')
    return button
  }
  const other = [
    'web_app',
    'login_url',
    'copy_text',
    'switch_inline_query',
    'switch_inline_query_current_chat',
    'pay',
  ]
  if (!other.some((key) => key in button))
    throw badRequest('text buttons are unallowed in the inline keyboard')
  if (button.web_app && !button.web_app.url.startsWith('https://'))
    throw badRequest('inline keyboard button Web App URL is invalid: Only HTTPS links are allowed')
  return button
}

export function checkInline(markup: InlineKeyboard): InlineKeyboard | undefined {
  if (!Array.isArray(markup.inline_keyboard))
    throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
  const rows = markup.inline_keyboard.filter((row) => row.length > 0).map((row) => row.map(checkButton))
  if (rows.flat().length > 100) throw badRequest('reply markup is too long')
  return rows.length > 0 ? { inline_keyboard: rows } : undefined
}

function keyRows(rows: (KeyButton | string)[][]): KeyButton[][] {
  return rows.map((row) =>
    row.map((key) => {
      const button = typeof key === 'string' ? { text: key } : key
      if (!button.text) throw badRequest('keyboard button text must be non-empty')
      return button
    }),
  )
}

/** Keyboards of a new message: inline ones belong to it, the others change the phone of the person. */
export type Prepared = { inline?: InlineKeyboard; apply(person: Person, messageId: number): void }

export function prepareMarkup(params: Params): Prepared {
  const markup = params.object<ReplyMarkup>('reply_markup')
  const nothing = { apply() {} }
  if (!markup) return nothing
  if ('inline_keyboard' in markup) {
    const inline = checkInline(markup)
    return inline ? { inline, ...nothing } : nothing
  }
  if ('keyboard' in markup) {
    const rows = keyRows(markup.keyboard)
    const placeholder = markup.input_field_placeholder
    const keyboard = {
      rows,
      oneTime: markup.one_time_keyboard ?? false,
      ...(placeholder ? { placeholder } : {}),
    }
    return { apply: (person) => void (person.keyboard = keyboard) }
  }
  if ('remove_keyboard' in markup) return { apply: (person) => void (person.keyboard = null) }
  if ('force_reply' in markup) {
    const placeholder = markup.input_field_placeholder
    return {
      apply(person, messageId) {
        Object.assign(person, { forceReply: { messageId, ...(placeholder ? { placeholder } : {}) } })
      },
    }
  }
  throw badRequest("can't parse reply keyboard markup JSON object")
}

/** Keyboard of an edit: only inline is possible, and none means that the old one goes away. */
export function editedMarkup(params: Params): InlineKeyboard | undefined {
  const markup = params.object<InlineKeyboard>('reply_markup')
  if (!markup) return undefined
  if (!('inline_keyboard' in markup)) throw badRequest("message can't be edited")
  return checkInline(markup)
}
