import type { NumberFacts, Sender, Trouble } from '../../master-data/index.ts'
import type { WhatsAppNumber } from './client.ts'
import { isObject, type Json, list, opaque, asNumber, text } from './read-webhook.ts'
import type { TemplateNews } from './templates.ts'

/** Reviews, pauses and new categories of templates. Their ids are too long for a JavaScript number, names are not. */
export function readTemplateNews(field: string, value: unknown): TemplateNews[] {
  if (!isObject(value)) return []
  const name = text(value['message_template_name'])
  const language = text(value['message_template_language'])
  if (!name || !language) return []
  if (field === 'message_template_status_update') {
    const status = text(value['event'])
    return status ? [{ name, language, status, reason: reasonOf(value) }] : []
  }
  const category = field === 'template_category_update' ? text(value['new_category']) : undefined
  return category ? [{ name, language, category }] : []
}

/** WhatsApp's own words where it gives them; "NONE" means nothing. */
function reasonOf(value: Json): string | null {
  const info = isObject(value['rejection_info']) ? text(value['rejection_info']['reason']) : undefined
  const reason = info ?? text(value['reason'])
  return !reason || reason === 'NONE' ? null : reason
}

/** Who wants advertising no more (stop) or again (resume); unknown wishes are left alone. */
export function readPreferences(field: string, value: unknown): { who: Sender; wanted: boolean }[] {
  if (field !== 'user_preferences' || !isObject(value)) return []
  return list(value['user_preferences']).flatMap((one) => {
    const wish = { stop: false, resume: true, signup: true }[text(one['value']) ?? '']
    const waId = asNumber(one['wa_id'])
    const bsuid = opaque(one['user_id'])
    if (wish === undefined || (!waId && !bsuid)) return []
    return [{ who: { ...(waId && { waId }), ...(bsuid && { bsuid }) }, wanted: wish }]
  })
}

/** Trouble of the account, or (`over`) the end of it. */
export type AccountNews = Pick<Trouble, 'kind' | 'subject' | 'detail'> & { over: boolean }

/** Bans, restrictions and complaints about quality; everything else of the account needs nobody. */
export function readAccountNews(field: string, value: unknown): AccountNews[] {
  if (!isObject(value)) return []
  const event = text(value['event']) ?? ''
  if (field === 'account_update') return readAccountUpdate(event, value)
  if (field === 'phone_number_quality_update') {
    if (event === 'FLAGGED' || event === 'DOWNGRADE')
      return [{ kind: 'quality', subject: '', detail: text(value['current_limit']) ?? null, over: false }]
    return event === 'UNFLAGGED' ? [{ kind: 'quality', subject: '', detail: null, over: true }] : []
  }
  if (field !== 'account_alerts') return []
  const alert = isObject(value['alert_info']) ? value['alert_info'] : value
  const [subject, severity] = [text(alert['alert_type']), text(alert['alert_severity'])]
  if (!subject || !severity || severity === 'INFORMATIONAL') return []
  const over = text(alert['alert_status']) === 'RESOLVED'
  return [{ kind: 'other', subject, detail: text(alert['alert_description']) ?? null, over }]
}

const LOST = new Set([
  'ACCOUNT_RESTRICTION',
  'ACCOUNT_VIOLATION',
  'ACCOUNT_DELETED',
  'ACCOUNT_OFFBOARDED',
  'PARTNER_REMOVED',
])

function readAccountUpdate(event: string, value: Json): AccountNews[] {
  const ban = isObject(value['ban_info']) ? text(value['ban_info']['waba_ban_state']) : undefined
  if (event === 'ACCOUNT_RECONNECTED' || ban === 'REINSTATE')
    return [{ kind: 'account', detail: null, over: true }]
  if (event !== 'DISABLED_UPDATE' && !LOST.has(event)) return []
  const restrictions = list(value['restriction_info']).map((one) => text(one['restriction_type']))
  const violation = isObject(value['violation_info'])
    ? text(value['violation_info']['violation_type'])
    : undefined
  const detail = [ban, violation, ...restrictions].filter(Boolean).join(', ') || null
  return [{ kind: 'account', subject: event, detail, over: false }]
}

/** A new daily limit, told as a tier or as a number of people (-1: none). */
export function readLimit(field: string, value: unknown): string | null {
  if (!isObject(value)) return null
  if (field === 'phone_number_quality_update') return text(value['current_limit']) ?? null
  if (field !== 'business_capability_update') return null
  const limit =
    text(value['max_daily_conversations_per_business']) ?? text(value['max_daily_conversation_per_phone'])
  if (!limit || limit.startsWith('TIER_')) return limit ?? null
  return limit === '-1' ? 'TIER_UNLIMITED' : `TIER_${limit}`
}

/** @param number as the API answers */
export const numberFacts = (phoneNumberId: string, number: WhatsAppNumber): NumberFacts => ({
  phoneNumberId,
  phone: number.display_phone_number ?? null,
  name: number.verified_name ?? null,
  quality: number.quality_rating ?? null,
  tier: number.whatsapp_business_manager_messaging_limit ?? number.messaging_limit_tier ?? null,
})
