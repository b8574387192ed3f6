import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { done, id, idParams, listOf, paging, time } from '../../platform/http/shapes.ts'

const admin = { roles: ['admin'], tag: 'settings' } as const

export const listTroubles = endpoint({
  method: 'GET',
  url: '/api/v1/settings/channels/troubles',
  ...admin,
  summary: 'What is wrong with the channels now and needs a person',
  response: z.object({
    items: z.array(
      z.object({
        id,
        channel: z.enum(['whatsapp', 'telegram']),
        kind: z.string(),
        title: z.string(),
        advice: z.string(),
        /** the vendor's own words */
        detail: z.string().nullable(),
        firstAt: time,
        lastAt: time,
        times: z.int(),
      }),
    ),
  }),
})
export const closeTrouble = endpoint({
  method: 'POST',
  url: '/api/v1/settings/channels/troubles/:id/close',
  ...admin,
  params: idParams,
  summary: 'It is dealt with; should it not be, it is raised again',
  response: done,
})

export const listDeadUpdates = endpoint({
  method: 'GET',
  url: '/api/v1/settings/channels/dead-updates',
  ...admin,
  summary: 'Updates of WhatsApp and Telegram that could not be read, newest first, each with its reason',
  query: z.object(paging),
  response: listOf(
    z.object({
      id: z.int(),
      channel: z.enum(['whatsapp', 'telegram']),
      sender: z.string(),
      reason: z.string(),
      /** the original, cut when it is long */
      payload: z.string(),
      receivedAt: time,
      failedAt: time,
    }),
  ),
})
const updateParams = z.object({ id: z.coerce.number().int().positive() })
export const readUpdateAgain = endpoint({
  method: 'POST',
  url: '/api/v1/settings/channels/dead-updates/:id/retry',
  ...admin,
  params: updateParams,
  summary: 'Read it once more; when that fails too, it comes back into the list',
  response: done,
})
export const dismissUpdate = endpoint({
  method: 'POST',
  url: '/api/v1/settings/channels/dead-updates/:id/dismiss',
  ...admin,
  params: updateParams,
  summary: 'Nobody needs it; it is forgotten after 30 days',
  response: done,
})

const category = z.string().regex(/^[a-z_]{1,40}$/)
const prices = z.record(category, z.int().min(0).max(1_000_000))

export const readUsage = endpoint({
  method: 'GET',
  url: '/api/v1/settings/channels/whatsapp/usage',
  ...admin,
  summary:
    'The daily limit of WhatsApp and how much of it is used; messages that arrived by month and price category',
  response: z.object({
    number: z.object({
      phone: z.string().nullable(),
      name: z.string().nullable(),
      quality: z.string().nullable(),
      tier: z.string().nullable(),
      checkedAt: time.nullable(),
    }),
    limit: z.object({
      /** people who may be written to first in 24 hours; null: no limit, or not known yet (see tier) */
      people: z.int().nullable(),
      reached: z.int(),
    }),
    months: z.array(
      z.object({
        month: z.string(),
        category: z.string(),
        arrived: z.int(),
        billable: z.int(),
        /** rupiah, by the prices below */
        cost: z.int().nullable(),
      }),
    ),
    prices: z.record(z.string(), z.int()),
  }),
})
export const changePrices = endpoint({
  method: 'PUT',
  url: '/api/v1/settings/channels/whatsapp/prices',
  ...admin,
  summary: 'Rupiah per charged message by category, for the estimate of the cost',
  body: z.object({ prices }),
  response: done,
})
