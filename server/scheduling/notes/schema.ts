import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { id, idParams, listOf, paging, person, text, time } from '../../platform/http/shapes.ts'
import { OFFICE } from '../../platform/roles.ts'

const note = z.object({ id, text: z.string(), by: person, at: time, mentioned: z.array(person) })
const ofTicket = { roles: OFFICE, tag: 'tickets', params: idParams }

export const listTicketNotes = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/:id/notes',
  ...ofTicket,
  summary: 'Internal notes of the office, newest first',
  query: z.object(paging),
  response: listOf(note),
})
export const addTicketNote = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:id/notes',
  ...ofTicket,
  status: 201,
  summary: 'Write an internal note; staff who are mentioned hear of it on Telegram',
  body: z.object({
    text: text(4000),
    mentions: z.array(id).max(20, 'tooMany').default([]).describe('staff who are named in the text'),
  }),
  response: note,
})
