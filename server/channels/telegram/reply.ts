import type { Context } from 'grammy'
import { InvalidInput, Refused } from '../../platform/errors.ts'
import { canSay, say } from '../../platform/texts.ts'
import { readApiError } from './api-errors.ts'
import { type Button, cut, escapeHtml, type Rendered, sayHtml } from './html.ts'

/** Telegram cuts an alert here. */
const ALERT_LIMIT = 200

/** Answers in the chat with a sentence of the catalogue. */
export const reply = (ctx: Context, key: string, params: Record<string, unknown> = {}): Promise<void> =>
  replyWith(ctx, { text: sayHtml(key, params), rows: [] })

export async function replyWith(ctx: Context, message: Rendered): Promise<void> {
  await ctx.reply(message.text, {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...(message.rows.length > 0 && {
      reply_markup: { inline_keyboard: message.rows satisfies Button[][] },
    }),
  })
}

/** Presses that were answered in this process: Telegram takes one answer for each. */
const answered = new WeakSet<Context>()

/** Stops the little clock on the button when nothing was said to the press itself. */
export async function settlePress(ctx: Context): Promise<void> {
  if (answered.has(ctx) || !ctx.callbackQuery) return
  answered.add(ctx)
  try {
    await ctx.answerCallbackQuery()
  } catch (error) {
    readApiError(error)
  }
}

/** Answers a press, at once and in a box that cannot be overlooked. Too late is nobody's fault and no failure. */
export async function alert(ctx: Context, text: string): Promise<void> {
  answered.add(ctx)
  try {
    await ctx.answerCallbackQuery({ text: cut(text, ALERT_LIMIT), show_alert: true })
  } catch (error) {
    const { kind } = readApiError(error)
    if (kind !== 'query-too-old') throw error
  }
}

/** The sentence that the web shows for the same refusal, for input the one of its first field. @throws what is no refusal */
export function sayRefusal(error: unknown): string {
  if (!(error instanceof Refused)) throw error
  const field = error instanceof InvalidInput ? error.fields[0]?.message : undefined
  if (field && canSay(`errors:field.${field}`)) return say(`errors:field.${field}`)
  const key = `errors:${error.code}.detail`
  return say(canSay(key) ? key : 'errors:INTERNAL.detail', error.params)
}

/** Null when it went well, else the refusal as a message. @throws what is no refusal */
export async function refusalOf(act: Promise<unknown>): Promise<string | null> {
  try {
    await act
    return null
  } catch (error) {
    return escapeHtml(sayRefusal(error))
  }
}
