import type { Sender } from '../../master-data/index.ts'
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
