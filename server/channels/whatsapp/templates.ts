import type { WhatsAppClient } from './client.ts'

/**
 * The messages that may open a conversation when the 24-hour window is shut. Kept here, created at WhatsApp when they
 * are missing there, and only sent once approved. Variables stand neither at the start nor at the end (Meta's rule).
 */
export const TEMPLATES = {
  visit_planned: {
    body: 'Halo {{1}}, kunjungan teknisi untuk {{2}} sudah dijadwalkan pada {{3}}. Teknisi: {{4}}. Pantau di {{5}} kapan saja.',
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
    example: [
      'Ibu Ratna',
      'TKT-00012',
      'jadwal baru Selasa, 24 November 2026, 09.00 WIB',
      'https://gss.example/t/abc',
    ],
  },
  work_done: {
    body: 'Halo {{1}}, pekerjaan {{2}} sudah selesai. Ringkasannya bisa dilihat di {{3}} kapan saja.',
    example: ['Ibu Ratna', 'TKT-00012', 'https://gss.example/t/abc'],
  },
  invoice_sent: {
    body: 'Halo {{1}}, invoice {{2}} sebesar {{3}} jatuh tempo {{4}}. Rincian dan unggah bukti bayar di {{5}} dan terima kasih.',
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
    example: ['Ibu Ratna', 'Rp1.110.000', '001/INV/GSS/XI/2026', 'https://gss.example/t/abc'],
  },
} as const

export type TemplateName = keyof typeof TEMPLATES
export const TEMPLATE_LANGUAGE = 'id'

/** Creates what is missing and tells the state of each by name. */
export async function syncTemplates(client: WhatsAppClient): Promise<Record<string, string>> {
  const there = await client.templates()
  const status = new Map(
    there.filter((one) => one.language === TEMPLATE_LANGUAGE).map((one) => [one.name, one.status]),
  )
  for (const [name, template] of Object.entries(TEMPLATES)) {
    if (status.has(name)) continue
    await client.createTemplate({
      name,
      language: TEMPLATE_LANGUAGE,
      category: 'UTILITY',
      parameter_format: 'POSITIONAL',
      components: [{ type: 'BODY', text: template.body, example: { body_text: [template.example] } }],
    })
    status.set(name, 'PENDING')
  }
  return Object.fromEntries(status)
}

/** A parameter may hold no line break, no tab, no run of spaces, and must not be empty, or the whole message is refused. */
export const templateText = (value: string): string =>
  value.replaceAll(/\s+/g, ' ').trim().slice(0, 500) || '-'

/** The text a template shows, for our own record of the conversation. */
export function fillTemplate(name: TemplateName, values: readonly string[]): string {
  return TEMPLATES[name].body.replaceAll(
    /\{\{(\d)\}\}/g,
    (_, index: string) => values[Number(index) - 1] ?? '',
  )
}
