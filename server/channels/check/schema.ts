import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { time } from '../../platform/http/shapes.ts'

const finding = z.object({
  ok: z.boolean(),
  /** stable name of what was looked at */
  check: z.string(),
  /** what was found */
  title: z.string(),
  /** what to do; empty when nothing is to be done */
  advice: z.string(),
})
const report = z.object({ ok: z.boolean(), findings: z.array(finding) })

export const getChannels = endpoint({
  method: 'GET',
  url: '/api/v1/settings/channels',
  roles: ['admin'],
  tag: 'settings',
  summary: 'How WhatsApp and Telegram are configured; no secrets',
  response: z.object({
    whatsapp: z.object({
      phoneNumberId: z.string(),
      businessAccountId: z.string(),
      webhook: z.string(),
      lastReceivedAt: time.nullable(),
      templates: z.array(
        z.object({
          name: z.string(),
          language: z.string(),
          status: z.string(),
          /** decides what a message costs; WhatsApp may change it by itself */
          category: z.string().nullable(),
          /** why it was refused or paused */
          reason: z.string().nullable(),
        }),
      ),
    }),
    telegram: z.object({
      bot: z.string().nullable(),
      mode: z.enum(['polling', 'webhook']),
      lastReceivedAt: time.nullable(),
    }),
  }),
})
export const testWhatsApp = endpoint({
  method: 'POST',
  url: '/api/v1/settings/channels/whatsapp/test',
  roles: ['admin'],
  tag: 'settings',
  summary: 'Asks WhatsApp itself and says in words what is wrong and what to do',
  response: report,
})
export const testTelegram = endpoint({
  method: 'POST',
  url: '/api/v1/settings/channels/telegram/test',
  roles: ['admin'],
  tag: 'settings',
  summary: 'Asks Telegram itself and says in words what is wrong and what to do',
  response: report,
})
