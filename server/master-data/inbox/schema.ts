import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import {
  done,
  id,
  idParams,
  listOf,
  optionalText,
  paging,
  person,
  point,
  text,
  time,
} from '../../platform/http/shapes.ts'
import { COORDINATORS, OFFICE } from '../../platform/roles.ts'

// ---- conversations and complaints
/** What most operations of the inbox share. */
const inThread = { roles: COORDINATORS, tag: 'conversations', params: idParams } as const

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
  /** staff joined it to that chat, where it goes on */
  mergedInto: id.nullable(),
  phone: z.string().nullable(),
  username: z.string().nullable(),
  lastMessage: z.object({ text: z.string(), direction: z.enum(['IN', 'OUT']), at: time }).nullable(),
  unreadCount: z.int(),
  windowOpenUntil: time.nullable(),
  assignedTo: person.nullable(),
  openComplaintId: id.nullable(),
  /** the last wait for a person: how long it took, or since when it lasts */
  firstResponse: z
    .object({ askedAt: time, answeredAt: time.nullable(), by: person.nullable(), waiting: z.boolean() })
    .nullable(),
  /** the newest message that a search by words found */
  found: z.string().nullable(),
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
  /** to send the same words by hand, while the message has not arrived */
  draftLink: z.url().nullable(),
  sentBy: person.nullable(),
  replyTo: id.nullable(),
  complaintId: id.nullable(),
  ticketId: id.nullable(),
  ticketCode: z.string().nullable(),
  at: time,
})
export const listConversations = endpoint({
  method: 'GET',
  url: '/api/v1/conversations',
  roles: COORDINATORS,
  tag: 'conversations',
  summary: 'WhatsApp inbox',
  query: z.object({
    ...paging,
    q: z.string().trim().max(100).optional(),
    unread: z.stringbool().optional(),
    assigned: z.enum(['me', 'nobody']).optional(),
  }),
  response: listOf(conversation),
})
export const getConversation = endpoint({
  method: 'GET',
  url: '/api/v1/conversations/:id',
  ...inThread,
  summary: 'One conversation',
  response: conversation,
})
export const listMessages = endpoint({
  method: 'GET',
  url: '/api/v1/conversations/:id/messages',
  ...inThread,
  summary: 'Messages, newest first',
  query: z.object(paging),
  response: listOf(message),
})
export const replyToConversation = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/messages',
  ...inThread,
  status: 201,
  summary: 'Answer the customer (only inside the 24-hour window)',
  body: z.object({ text: text(4096), replyTo: id.optional() }),
  response: message,
})
export const readConversation = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/read',
  ...inThread,
  summary: 'Mark as read',
  response: done,
})
export const linkConversation = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/customer',
  ...inThread,
  summary: 'Say which customer this is',
  body: z.object({ customerId: id }),
  response: conversation,
})
export const unlinkConversation = endpoint({
  method: 'DELETE',
  url: '/api/v1/conversations/:id/customer',
  ...inThread,
  summary: 'Take back a wrong link; complaints and tickets stay with the customer they were made for',
  response: conversation,
})

export const assignConversation = endpoint({
  method: 'PATCH',
  url: '/api/v1/conversations/:id',
  ...inThread,
  summary: 'Who looks after this conversation; null: nobody',
  body: z.object({ assignedTo: id.nullable() }),
  response: conversation,
})
export const sendAttachment = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/attachments',
  ...inThread,
  status: 201,
  summary: 'Send a photo (JPG, PNG), PDF or office document up to 15 MB (only inside the 24-hour window)',
  multipart: { files: ['file'] },
  body: z.object({ caption: optionalText(1024), replyTo: id.optional() }),
  response: message,
})
export const linkMessage = endpoint({
  method: 'PATCH',
  url: '/api/v1/conversations/:id/messages/:messageId',
  roles: COORDINATORS,
  tag: 'conversations',
  params: z.object({ id, messageId: id }),
  summary: 'Say which ticket a message is about; null takes it back',
  body: z.object({ ticketId: id.nullable() }),
  response: message,
})

export const note = z.object({ id, text: z.string(), by: person, at: time })
export const listNotes = endpoint({
  method: 'GET',
  url: '/api/v1/conversations/:id/notes',
  ...inThread,
  summary: 'Notes among colleagues, newest first; customers never see them',
  query: z.object(paging),
  response: listOf(note),
})
export const addNote = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/notes',
  ...inThread,
  status: 201,
  summary: 'Write a note for colleagues',
  body: z.object({ text: text(4000) }),
  response: note,
})

export const chatTemplate = z.object({
  name: z.string(),
  /** as WhatsApp calls it: APPROVED can be sent, PENDING is under review, REJECTED, PAUSED ... */
  status: z.string(),
  body: z.string(),
  variables: z.array(z.object({ field: z.string().nullable(), value: z.string() })),
})
export const listChatTemplates = endpoint({
  method: 'GET',
  url: '/api/v1/conversations/:id/templates',
  ...inThread,
  summary: 'Templates that open the conversation again, with what is known filled in',
  response: z.object({ items: z.array(chatTemplate) }),
})
export const sendTemplate = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/template',
  ...inThread,
  status: 201,
  summary: 'Send an approved template; also when the 24-hour window is shut',
  body: z.object({
    name: z.string().regex(/^[a-z0-9_]{1,512}$/),
    values: z.array(z.string().trim().min(1, 'required').max(500, 'tooLong')).max(20),
  }),
  response: message,
})

export const quickReply = z.object({ id, title: z.string(), text: z.string() })
const quickReplyWords = z.object({ title: text(60), text: text(1000) })
export const listQuickReplies = endpoint({
  method: 'GET',
  url: '/api/v1/quick-replies',
  roles: COORDINATORS,
  tag: 'conversations',
  summary: 'Ready-made answers; {{nama}} and {{tiket}} are filled by the screen',
  response: z.object({ items: z.array(quickReply) }),
})
export const addQuickReply = endpoint({
  method: 'POST',
  url: '/api/v1/quick-replies',
  roles: COORDINATORS,
  tag: 'conversations',
  status: 201,
  summary: 'New ready-made answer',
  body: quickReplyWords,
  response: quickReply,
})
export const changeQuickReply = endpoint({
  method: 'PATCH',
  url: '/api/v1/quick-replies/:id',
  ...inThread,
  summary: 'Change a ready-made answer',
  body: quickReplyWords,
  response: quickReply,
})
export const removeQuickReply = endpoint({
  method: 'DELETE',
  url: '/api/v1/quick-replies/:id',
  ...inThread,
  summary: 'Remove a ready-made answer',
  response: done,
})
