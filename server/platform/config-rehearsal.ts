import type { Variables } from './config-variables.ts'

export const credentials = [
  'WHATSAPP_ACCESS_TOKEN',
  'WHATSAPP_PHONE_NUMBER_ID',
  'WHATSAPP_BUSINESS_ACCOUNT_ID',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
  'TELEGRAM_BOT_TOKEN',
] as const satisfies readonly (keyof Variables)[]
export type Credential = (typeof credentials)[number]

const whereToFind: Record<Credential, string> = {
  WHATSAPP_ACCESS_TOKEN: 'the permanent token of a system user in Meta Business settings',
  WHATSAPP_PHONE_NUMBER_ID: "the number's id on Meta's API Setup page",
  WHATSAPP_BUSINESS_ACCOUNT_ID: "the WhatsApp Business Account's id on Meta's API Setup page",
  WHATSAPP_APP_SECRET: "the app secret in the Meta app's Basic settings",
  WHATSAPP_VERIFY_TOKEN: 'a word of your choice that you also enter with the webhook URL at Meta',
  TELEGRAM_BOT_TOKEN: 'the token that BotFather gave you',
}

/** What the simulator and the server agree on when no real credentials are set. */
export const rehearsalCredentials: Record<Credential, string> = {
  WHATSAPP_ACCESS_TOKEN: 'rehearsal-whatsapp-token',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '102290129340398',
  WHATSAPP_APP_SECRET: 'rehearsal-app-secret',
  WHATSAPP_VERIFY_TOKEN: 'rehearsal-verify-token',
  TELEGRAM_BOT_TOKEN: '7000000000:rehearsal-telegram-token',
}
export const DEMO_PASSWORD = 'gss-demo'

export function rehearsalValues(port: number) {
  return {
    ...rehearsalCredentials,
    WHATSAPP_API_URL: `http://127.0.0.1:${port + 1}`,
    TELEGRAM_API_URL: `http://127.0.0.1:${port + 2}`,
  }
}

/** A sentence for each credential that a real start needs; only a rehearsal may do without all of them. */
export function missingCredentials(given: ReadonlySet<string>, production: boolean): string[] {
  const otherWay = production
    ? ''
    : ', or remove all WhatsApp and Telegram credentials to rehearse with the simulator'
  return credentials
    .filter((name) => !given.has(name))
    .map((name) => `${name} is missing: write ${whereToFind[name]}${otherWay}.`)
}
