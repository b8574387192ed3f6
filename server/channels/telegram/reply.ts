import type { Context } from 'grammy'
import { Refused } from '../../platform/errors.ts'
import { canSay, say } from '../../platform/texts.ts'
import { readApiError } from './api-errors.ts'
import { type Button, cut, type Rendered, sayHtml } from './html.ts'

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

/** Answers a press, at once and in a box that cannot be overlooked. Too late is nobody's fault and no failure. */
export async function alert(ctx: Context, text: string): Promise<void> {
  try {
    await ctx.answerCallbackQuery({ text: cut(text, ALERT_LIMIT), show_alert: true })
  } catch (error) {
    const { kind } = readApiError(error)
    if (kind !== 'query-too-old') throw error
  }
}

/** The sentence that the web shows for the same refusal. @throws what is no refusal */
export function sayRefusal(error: unknown): string {
  if (!(error instanceof Refused)) throw error
  const key = `errors:${error.code}.detail`
  return say(canSay(key) ? key : 'errors:INTERNAL.detail', error.params)
}
