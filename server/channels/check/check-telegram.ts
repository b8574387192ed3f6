import type { Language } from '../../platform/texts.ts'
import { type Finding, finding, type Report, reportOf, whyUnreachable } from './findings.ts'

type Options = {
  config: { apiUrl: string; botToken: string; mode: 'polling' | 'webhook' }
  publicUrl: string
  language: Language
  timeoutSeconds?: number
}

/** Asks the Bot API who the bot is and how updates reach us. Secrets appear nowhere in the report. */
export async function checkTelegram(options: Options): Promise<Report> {
  const { language } = options
  try {
    const me = await ask<{ username: string; first_name: string }>(options, 'getMe')
    const bot = finding(language, 'telegramBot', 'ok', { bot: me.username, name: me.first_name })
    return reportOf([bot, await checkUpdates(options)])
  } catch (error) {
    return reportOf([bad(error, language)])
  }
}

/** Telegram's own no, with its sentence; it never holds the token. */
class Refusal extends Error {
  readonly status: number
  constructor(status: number, description: string) {
    super(description)
    this.status = status
  }
}

async function ask<T>({ config, timeoutSeconds = 10 }: Options, method: string): Promise<T> {
  const answer = await fetch(`${config.apiUrl}/bot${config.botToken}/${method}`, {
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutSeconds * 1000),
  })
  const body = (await answer.json().catch(() => ({}))) as { ok?: boolean; result?: T; description?: string }
  if (!body.ok || body.result === undefined)
    throw new Refusal(answer.status, body.description ?? `HTTP ${answer.status}`)
  return body.result
}

function bad(error: unknown, language: Language): Finding {
  if (!(error instanceof Refusal)) return finding(language, 'telegramReach', whyUnreachable(error))
  const verdict = error.status === 401 || error.status === 404 ? 'wrong' : 'refused'
  return finding(language, 'telegramToken', verdict, { reason: error.message })
}

type WebhookInfo = { url: string; pending_update_count: number; last_error_message?: string }

async function checkUpdates(options: Options): Promise<Finding> {
  const { config, publicUrl, language } = options
  const info = await ask<WebhookInfo>(options, 'getWebhookInfo')
  const url = `${publicUrl}/webhooks/telegram`
  const count = info.pending_update_count
  if (config.mode === 'polling')
    return info.url
      ? finding(language, 'telegramUpdates', 'elsewhere', { url: hostOf(info.url) })
      : finding(language, 'telegramUpdates', 'ok', { count })
  if (!info.url) return finding(language, 'telegramWebhook', 'missing', { url })
  if (info.url !== url) return finding(language, 'telegramWebhook', 'elsewhere', { url: hostOf(info.url) })
  if (info.last_error_message && count > 0)
    return finding(language, 'telegramWebhook', 'failing', { reason: info.last_error_message, count })
  return finding(language, 'telegramWebhook', 'ok', { url, count })
}

/** A webhook's path may be somebody's secret. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '?')
