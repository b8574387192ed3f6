import type { Config } from '../../platform/config.ts'
import type { Db } from '../../platform/db.ts'
import { languageOf } from '../../platform/http/problems.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import { checkTelegram } from './check-telegram.ts'
import { checkWhatsApp } from './check-whatsapp.ts'
import { knownTemplates, lastReceived } from './reads.ts'
import * as contract from './schema.ts'

type Deps = {
  db: Db
  config: Pick<Config, 'whatsapp' | 'telegram' | 'publicUrl'>
  botUsername: () => string
}

/** How the channels are, and whether they work, over HTTP. */
export function channelRoutes(http: Http, deps: Deps): void {
  const { config, db } = deps
  const { publicUrl } = config
  serve(http, contract.getChannels, async () => ({
    whatsapp: {
      phoneNumberId: config.whatsapp.phoneNumberId,
      businessAccountId: config.whatsapp.businessAccountId,
      webhook: `${publicUrl}/webhooks/whatsapp`,
      lastReceivedAt: await lastReceived(db, 'whatsapp'),
      templates: await knownTemplates(db),
    },
    telegram: {
      bot: known(deps.botUsername),
      mode: config.telegram.mode,
      lastReceivedAt: await lastReceived(db, 'telegram'),
    },
  }))
  serve(http, contract.testWhatsApp, ({ request }) =>
    checkWhatsApp({ config: config.whatsapp, publicUrl, language: languageOf(request) }),
  )
  serve(http, contract.testTelegram, ({ request }) =>
    checkTelegram({ config: config.telegram, publicUrl, language: languageOf(request) }),
  )
}

/** The bot's name, or null while Telegram has not told it. */
function known(name: () => string): string | null {
  try {
    return name()
  } catch {
    return null
  }
}
