import { Api, GrammyError, HttpError } from 'grammy'
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
  const { config, language } = options
  const api = new Api(config.botToken, {
    apiRoot: config.apiUrl,
    timeoutSeconds: options.timeoutSeconds ?? 10,
  })
  try {
    const me = await api.getMe()
    const bot = finding(language, 'telegramBot', 'ok', { bot: me.username, name: me.first_name })
    return reportOf([bot, await checkUpdates(api, options)])
  } catch (error) {
    return reportOf([bad(error, language)])
  }
}

function bad(error: unknown, language: Language): Finding {
  if (error instanceof GrammyError)
    return finding(
      language,
      'telegramToken',
      error.error_code === 401 || error.error_code === 404 ? 'wrong' : 'refused',
      // Telegram's sentence never holds the token
      { reason: error.description },
    )
  const cause = error instanceof HttpError ? error.error : error
  return finding(language, 'telegramReach', whyUnreachable(cause))
}

async function checkUpdates(api: Api, { config, publicUrl, language }: Options): Promise<Finding> {
  const info = await api.getWebhookInfo()
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
