import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { id, idParams, person, time } from '../../platform/http/shapes.ts'
import { COORDINATORS } from '../../platform/roles.ts'
import { conversation } from '../inbox/schema.ts'

const inThread = { roles: COORDINATORS, tag: 'conversations', params: idParams } as const

export const readOnePerson = endpoint({
  method: 'GET',
  url: '/api/v1/conversations/:id/same-person',
  ...inThread,
  summary:
    'The numbers that lead to this chat, the chats that were joined into it, and chats that may be of the same person',
  response: z.object({
    numbers: z.array(
      z.object({
        /** null while WhatsApp only gives a user id */
        phone: z.string().nullable(),
        lastSeen: time,
        /** answers go there */
        current: z.boolean(),
      }),
    ),
    merges: z.array(
      z.object({
        id,
        name: z.string().nullable(),
        phone: z.string().nullable(),
        messages: z.int(),
        mergedBy: person,
        mergedAt: time,
      }),
    ),
    suggestions: z.array(z.object({ conversation, reason: z.enum(['CUSTOMER', 'USERNAME', 'NAME']) })),
  }),
})

export const joinConversations = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/merge',
  ...inThread,
  summary: 'Join another chat of the same person into this one; the other one is empty afterwards',
  body: z.object({ otherId: id }),
  response: conversation,
})

export const partConversations = endpoint({
  method: 'POST',
  url: '/api/v1/conversation-merges/:id/undo',
  ...inThread,
  summary:
    'Take it back: what had moved returns, and what was written from its numbers since; answers with that chat',
  response: conversation,
})
