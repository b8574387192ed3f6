import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { done, id, idParams, listOf, paging, person, point, text, time } from '../../platform/http/shapes.ts'
import { COORDINATORS, OFFICE } from '../../platform/roles.ts'

// ---- conversations and complaints
export const complaint = z.object({
  id,
  customerId: id,
  customerName: z.string(),
  customerPhone: z.string().nullable(),
  customerAddress: z.string().nullable(),
  conversationId: id.nullable(),
  text: z.string(),
  status: z.enum(['OPEN', 'TICKETED', 'DISMISSED']),
  ticketId: id.nullable(),
  ticketCode: z.string().nullable(),
  dismissReason: z.string().nullable(),
  location: point.nullable(),
  photos: z.array(id),
  createdAt: time,
})
export const listComplaints = endpoint({
  method: 'GET',
  url: '/api/v1/complaints',
  roles: OFFICE,
  tag: 'complaints',
  summary: 'The queue of complaints',
  query: z.object({
    ...paging,
    status: z.enum(['OPEN', 'TICKETED', 'DISMISSED']).optional(),
    customerId: id.optional(),
    phone: z.string().trim().max(40).optional(),
    q: z.string().trim().max(100).optional(),
  }),
  response: listOf(complaint),
})
export const createComplaint = endpoint({
  method: 'POST',
  url: '/api/v1/complaints',
  roles: COORDINATORS,
  tag: 'complaints',
  status: 201,
  summary: 'CS writes down a complaint (from a chat or a phone call)',
  body: z.object({
    customerId: id,
    conversationId: id.optional(),
    text: text(4000),
    messageIds: z.array(id).max(50).optional(),
  }),
  response: complaint,
})
export const dismissComplaint = endpoint({
  method: 'POST',
  url: '/api/v1/complaints/:id/dismiss',
  roles: COORDINATORS,
  tag: 'complaints',
  params: idParams,
  summary: 'No visit needed',
  body: z.object({ reason: text(500) }),
  response: complaint,
})

export const conversation = z.object({
  id,
  customer: person.nullable(),
  displayName: z.string().nullable(),
  phone: z.string().nullable(),
  username: z.string().nullable(),
  lastMessage: z.object({ text: z.string(), direction: z.enum(['IN', 'OUT']), at: time }).nullable(),
  unreadCount: z.int(),
  windowOpenUntil: time.nullable(),
  assignedTo: person.nullable(),
  openComplaintId: id.nullable(),
})
export const message = z.object({
  id,
  direction: z.enum(['IN', 'OUT']),
  kind: z.string(),
  body: z.string().nullable(),
  location: point.nullable(),
  file: z.object({ id, name: z.string(), mime: z.string(), size: z.int() }).nullable(),
  fileState: z.enum(['WAITING', 'STORED', 'FAILED']).nullable(),
  status: z.enum(['RECEIVED', 'QUEUED', 'SENT', 'DELIVERED', 'READ', 'FAILED', 'UNKNOWN']),
  problem: z.string().nullable(),
  sentBy: person.nullable(),
  replyTo: id.nullable(),
  complaintId: id.nullable(),
  ticketId: id.nullable(),
  at: time,
})
export const listConversations = endpoint({
  method: 'GET',
  url: '/api/v1/conversations',
  roles: COORDINATORS,
  tag: 'conversations',
  summary: 'WhatsApp inbox',
  query: z.object({ ...paging, q: z.string().trim().max(100).optional(), unread: z.stringbool().optional() }),
  response: listOf(conversation),
})
export const getConversation = endpoint({
  method: 'GET',
  url: '/api/v1/conversations/:id',
  roles: COORDINATORS,
  tag: 'conversations',
  params: idParams,
  summary: 'One conversation',
  response: conversation,
})
export const listMessages = endpoint({
  method: 'GET',
  url: '/api/v1/conversations/:id/messages',
  roles: COORDINATORS,
  tag: 'conversations',
  params: idParams,
  summary: 'Messages, newest first',
  query: z.object(paging),
  response: listOf(message),
})
export const replyToConversation = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/messages',
  roles: COORDINATORS,
  tag: 'conversations',
  params: idParams,
  status: 201,
  summary: 'Answer the customer (only inside the 24-hour window)',
  body: z.object({ text: text(4096), replyTo: id.optional() }),
  response: message,
})
export const readConversation = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/read',
  roles: COORDINATORS,
  tag: 'conversations',
  params: idParams,
  summary: 'Mark as read',
  response: done,
})
export const linkConversation = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/customer',
  roles: COORDINATORS,
  tag: 'conversations',
  params: idParams,
  summary: 'Say which customer this is',
  body: z.object({ customerId: id }),
  response: conversation,
})
export const unlinkConversation = endpoint({
  method: 'DELETE',
  url: '/api/v1/conversations/:id/customer',
  roles: COORDINATORS,
  tag: 'conversations',
  params: idParams,
  summary: 'Take back a wrong link; complaints and tickets stay with the customer they were made for',
  response: conversation,
})
