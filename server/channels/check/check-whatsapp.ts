import type { Language } from '../../platform/texts.ts'
import { type Finding, finding, type Report, reportOf, whyUnreachable } from './findings.ts'

export type WhatsAppAccess = {
  apiUrl: string
  apiVersion: string
  accessToken: string
  phoneNumberId: string
  businessAccountId: string
  verifyToken: string
}
type Options = { config: WhatsAppAccess; publicUrl: string; language: Language; timeoutMs?: number }
type GraphAnswer = { status: number; body: Record<string, never> & { error?: { code?: number } } }

/**
 * Asks the Cloud API and our own public address, step by step; a broken token ends it, because every further step would
 * fail for the same reason. Secrets appear nowhere in the report.
 */
export async function checkWhatsApp(options: Options): Promise<Report> {
  const number = await checkNumber(options)
  // without an accepted token nothing else can be asked
  const findings = [number]
  if (number.ok || number.check !== 'whatsappToken') {
    findings.push(await checkAccount(options))
    findings.push(await checkTemplates(options))
  }
  findings.push(await checkWebhook(options))
  return reportOf(findings)
}

async function ask({ config, timeoutMs = 10_000 }: Options, path: string): Promise<GraphAnswer> {
  const response = await fetch(`${config.apiUrl.replace(/\/$/, '')}/${config.apiVersion}${path}`, {
    headers: { authorization: `Bearer ${config.accessToken}`, 'user-agent': 'gss-ticketing/1' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
  const body = (await response.json().catch(() => ({}))) as GraphAnswer['body']
  return { status: response.status, body }
}

/** Meta's code 190 and status 401 mean the token, 10 and 200-299 its rights, 100 an object that is not there. */
function tokenProblem(answer: GraphAnswer): 'wrong' | 'rights' | null {
  const code = answer.body.error?.code ?? 0
  if (answer.status === 401 || code === 190 || code === 0) return answer.status >= 400 ? 'wrong' : null
  return code === 10 || (code >= 200 && code < 300) ? 'rights' : null
}

async function checkNumber(options: Options): Promise<Finding> {
  const { config, language } = options
  try {
    const answer = await ask(
      options,
      `/${config.phoneNumberId}?fields=display_phone_number,verified_name,quality_rating`,
    )
    if (answer.status < 400) {
      const { display_phone_number: phone, verified_name: name } = answer.body as Record<string, string>
      return finding(language, 'whatsappNumber', 'ok', { phone: phone ?? '', name: name ?? '' })
    }
    const token = tokenProblem(answer)
    if (answer.status >= 500) return finding(language, 'whatsappReach', 'vendor')
    return token
      ? finding(language, 'whatsappToken', token)
      : finding(language, 'whatsappNumber', 'wrong', { id: config.phoneNumberId })
  } catch (error) {
    return finding(language, 'whatsappReach', whyUnreachable(error))
  }
}

async function checkAccount(options: Options): Promise<Finding> {
  const { config, language } = options
  try {
    const numbers = await ask(options, `/${config.businessAccountId}/phone_numbers?fields=id`)
    const ids = (numbers.body as { data?: { id: string }[] }).data?.map((one) => one.id)
    if (numbers.status >= 400 || !ids)
      return finding(language, 'whatsappAccount', 'wrong', { id: config.businessAccountId })
    if (!ids.includes(config.phoneNumberId))
      return finding(language, 'whatsappAccount', 'foreign', { id: config.phoneNumberId })
    const apps = await ask(options, `/${config.businessAccountId}/subscribed_apps`)
    const some = ((apps.body as { data?: unknown[] }).data ?? []).length > 0
    return finding(language, 'whatsappSubscribed', some ? 'ok' : 'missing')
  } catch (error) {
    return finding(language, 'whatsappReach', whyUnreachable(error))
  }
}

async function checkTemplates(options: Options): Promise<Finding> {
  const { config, language } = options
  try {
    const answer = await ask(
      options,
      `/${config.businessAccountId}/message_templates?fields=name,status&limit=250`,
    )
    const all = (answer.body as { data?: { name: string; status: string }[] }).data ?? []
    const refused = all.filter((one) => one.status === 'REJECTED' || one.status === 'PAUSED')
    if (refused.length > 0)
      return finding(language, 'whatsappTemplates', 'refused', {
        names: refused.map((one) => one.name).join(', '),
      })
    const waiting = all.filter((one) => one.status !== 'APPROVED').length
    return waiting > 0
      ? finding(language, 'whatsappTemplates', 'waiting', { count: waiting })
      : finding(language, 'whatsappTemplates', all.length > 0 ? 'ok' : 'none', { count: all.length })
  } catch (error) {
    return finding(language, 'whatsappReach', whyUnreachable(error))
  }
}

/** The handshake that Meta would make, through our public address. */
async function checkWebhook({ config, publicUrl, language, timeoutMs = 10_000 }: Options): Promise<Finding> {
  const challenge = String(Math.floor(Math.random() * 1e9))
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.verify_token': config.verifyToken,
    'hub.challenge': challenge,
  })
  const url = `${publicUrl}/webhooks/whatsapp`
  try {
    const response = await fetch(`${url}?${query.toString()}`, { signal: AbortSignal.timeout(timeoutMs) })
    const right = response.ok && (await response.text()) === challenge
    return finding(language, 'whatsappWebhook', right ? 'ok' : 'unverified', { url })
  } catch (error) {
    return finding(language, 'whatsappWebhook', whyUnreachable(error), { url })
  }
}
