import type { Db, Tx } from '../../platform/db.ts'
import type { Log } from '../../platform/log.ts'
import { fillTemplate, followTemplate, type KnownTemplate } from '../../master-data/index.ts'
import type { Template, WhatsAppClient } from './client.ts'

/**
 * The messages that may open a conversation when the 24-hour window is shut. Kept here, created at WhatsApp when they
 * are missing there, and only sent once approved. Variables stand neither at the start nor at the end (Meta's rule).
 * `fields` name what each variable stands for, so that a screen can fill it; `follow_up` is for CS alone.
 */
export const TEMPLATES = {
  follow_up: {
    body: 'Halo {{1}}, kami dari GSS ingin menindaklanjuti {{2}}. Balas pesan ini supaya CS kami bisa melanjutkan di sini.',
    fields: ['name', 'about'],
    example: ['Ibu Ratna', 'tiket TKT-00012'],
  },
  visit_planned: {
    body: 'Halo {{1}}, kunjungan teknisi untuk {{2}} sudah dijadwalkan pada {{3}}. Teknisi: {{4}}. Pantau di {{5}} kapan saja.',
    fields: ['name', 'ticket', 'when', 'technicians', 'link'],
    example: [
      'Ibu Ratna',
      'TKT-00012',
      'Senin, 23 November 2026, 09.00 WIB',
      'Andi Saputra',
      'https://gss.example/t/abc',
    ],
  },
  visit_changed: {
    body: 'Halo {{1}}, ada perubahan untuk kunjungan {{2}}: {{3}}. Pantau di {{4}} kapan saja.',
    fields: ['name', 'ticket', 'news', 'link'],
    example: [
      'Ibu Ratna',
      'TKT-00012',
      'jadwal baru Selasa, 24 November 2026, 09.00 WIB',
      'https://gss.example/t/abc',
    ],
  },
  work_done: {
    body: 'Halo {{1}}, pekerjaan {{2}} sudah selesai. Ringkasannya bisa dilihat di {{3}} kapan saja.',
    fields: ['name', 'ticket', 'link'],
    example: ['Ibu Ratna', 'TKT-00012', 'https://gss.example/t/abc'],
  },
  invoice_sent: {
    body: 'Halo {{1}}, invoice {{2}} sebesar {{3}} jatuh tempo {{4}}. Rincian dan unggah bukti bayar di {{5}} dan terima kasih.',
    fields: ['name', 'invoice', 'amount', 'due', 'link'],
    example: [
      'Ibu Ratna',
      '001/INV/GSS/XI/2026',
      'Rp1.110.000',
      '5 Desember 2026',
      'https://gss.example/t/abc',
    ],
  },
  payment_received: {
    body: 'Halo {{1}}, pembayaran {{2}} untuk invoice {{3}} sudah kami terima. Lihat di {{4}} kapan saja.',
    fields: ['name', 'amount', 'invoice', 'link'],
    example: ['Ibu Ratna', 'Rp1.110.000', '001/INV/GSS/XI/2026', 'https://gss.example/t/abc'],
  },
} as const

export type TemplateName = keyof typeof TEMPLATES
export const TEMPLATE_LANGUAGE = 'id'

/**
 * Creates what is missing at WhatsApp and tells everything that is there then, also what others made. One that WhatsApp
 * does not take does not hold up the others.
 */
export async function syncTemplates(client: WhatsAppClient, log: Log): Promise<KnownTemplate[]> {
  const there = (await client.templates()).map(knownTemplate)
  const names = new Set(there.filter((one) => one.language === TEMPLATE_LANGUAGE).map((one) => one.name))
  for (const [name, template] of Object.entries(TEMPLATES)) {
    if (names.has(name)) continue
    const { body, fields, example } = template
    try {
      await client.createTemplate({
        name,
        language: TEMPLATE_LANGUAGE,
        category: 'UTILITY',
        parameter_format: 'POSITIONAL',
        components: [{ type: 'BODY', text: body, example: { body_text: [[...example]] } }],
      })
      there.push({ name, language: TEMPLATE_LANGUAGE, status: 'PENDING', category: 'UTILITY', body, fields })
    } catch (error) {
      log.error({ err: error, template: name }, 'WhatsApp does not take a template')
    }
  }
  return there
}

/** Our copy of a template, the same on every node. */
export async function findTemplate(
  db: Db,
  name: string,
): Promise<{ status: string; body: string | null } | undefined> {
  return await db
    .selectFrom('whatsappTemplates')
    .select(['status', 'body'])
    .where('name', '=', name)
    .where('language', '=', TEMPLATE_LANGUAGE)
    .executeTakeFirst()
}

export type TemplateNews = {
  name: string
  language: string
  status?: string
  category?: string
  reason?: string | null
}

/** News about one template: reviewed, paused, another category. The hourly look tells about those not known yet. */
export async function noteTemplate(db: Tx, { name, language, ...changed }: TemplateNews): Promise<void> {
  if (changed.status) await followTemplate(db, name, changed.status, changed.reason)
  await db
    .updateTable('whatsappTemplates')
    .set({ ...changed, updatedAt: new Date() })
    .where('name', '=', name)
    .where('language', '=', language)
    .execute()
}

/** A template with a head, or with buttons that want a value, needs more than the text of its variables. */
function knownTemplate(template: Template): KnownTemplate {
  const { name, language, status, category, components = [] } = template
  const body = components.find((one) => one.type.toUpperCase() === 'BODY')?.text ?? null
  const plain = components.every(({ type }) => ['BODY', 'FOOTER'].includes(type.toUpperCase()))
  // whoever changed the text at WhatsApp may have given its variables another meaning
  const own = Object.entries(TEMPLATES).find(([ours, known]) => ours === name && known.body === body)
  return {
    name,
    language,
    status,
    category: category ?? null,
    body: plain ? body : null,
    fields: own?.[1].fields ?? null,
    reason: template.rejected_reason ?? null,
  }
}

/** A parameter may hold no line break, no tab, no run of spaces, and must not be empty, or the whole message is refused. */
export const templateText = (value: string): string =>
  value.replaceAll(/\s+/g, ' ').trim().slice(0, 500) || '-'

/**
 * The message and the words that the customer will read. Null when the template at WhatsApp has other variables than
 * these values: it would be refused, or say nonsense.
 */
export function templateMessage(
  name: string,
  body: string,
  values: readonly string[],
): { message: Record<string, unknown>; text: string } | null {
  const variables = new Set([...body.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]))
  const fits =
    variables.size === values.length && values.every((_, index) => variables.has(String(index + 1)))
  if (!fits) return null
  const texts = values.map(templateText)
  const parameters = texts.map((text) => ({ type: 'text', text }))
  return {
    message: {
      type: 'template',
      template: {
        name,
        language: { code: TEMPLATE_LANGUAGE },
        ...(parameters.length > 0 && { components: [{ type: 'body', parameters }] }),
      },
    },
    text: fillTemplate(body, texts),
  }
}
