import { sql } from 'kysely'
import type { z } from 'zod'
import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { QueryOf } from '../../platform/http/endpoint.ts'
import { decodeCursor, page } from '../../platform/paging.ts'
import { phoneDigitsForSearch } from '../../platform/phone.ts'
import { say } from '../../platform/texts.ts'
import { escapeLike } from '../reads.ts'
import { draftLink, windowOpenUntil } from '../rules.ts'
import type { conversation, listConversations, listMessages, message } from './schema.ts'

type Conversation = z.input<typeof conversation>
type Message = z.input<typeof message>
type List<T> = { items: T[]; nextCursor: string | null }

/** @param like what messages are searched for, as a pattern; null without a search */
const conversationRows = (db: Db | Tx, like: string | null = null) =>
  db
    .selectFrom('conversations')
    .leftJoin('customers', 'customers.id', 'conversations.customerId')
    .leftJoin('staff', 'staff.id', 'conversations.assignedTo')
    .leftJoinLateral(
      (join) =>
        join
          .selectFrom('messages')
          .select(['messages.body', 'messages.kind', 'messages.direction', 'messages.at'])
          .whereRef('messages.conversationId', '=', 'conversations.id')
          .orderBy('messages.at', 'desc')
          .orderBy('messages.id', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (join) =>
        join
          .selectFrom('firstResponses')
          .leftJoin('complaints', 'complaints.id', 'firstResponses.complaintId')
          .leftJoin('staff as answerer', 'answerer.id', 'firstResponses.answeredBy')
          .select([
            'firstResponses.askedAt',
            'firstResponses.answeredAt',
            'answerer.id as answererId',
            'answerer.name as answererName',
            'complaints.status as complaintStatus',
          ])
          .whereRef('firstResponses.conversationId', '=', 'conversations.id')
          .orderBy('firstResponses.askedAt', 'desc')
          .limit(1)
          .as('wait'),
      (join) => join.onTrue(),
    )
    .select([
      'conversations.id',
      'conversations.mergedInto',
      'conversations.displayName',
      'conversations.waId',
      'conversations.username',
      'conversations.unreadCount',
      'conversations.lastInboundAt',
      'conversations.lastMessageAt',
      'customers.id as customerId',
      'customers.name as customerName',
      'customers.phone as customerPhone',
      'staff.id as assigneeId',
      'staff.name as assigneeName',
      'last.body as lastBody',
      'last.kind as lastKind',
      'last.direction as lastDirection',
      'last.at as lastAt',
      'wait.askedAt',
      'wait.answeredAt',
      'wait.answererId',
      'wait.answererName',
      'wait.complaintStatus',
    ])
    .select(
      sql<string | null>`case when ${like}::text is null then null else (select m.body from messages m
        where m.conversation_id = conversations.id and m.body ilike ${like} order by m.at desc limit 1) end`.as(
        'found',
      ),
    )
    .select(
      sql<
        string | null
      >`(select c.id from complaints c where c.conversation_id = conversations.id and c.status = 'OPEN' order by c.created_at desc limit 1)`.as(
        'openComplaintId',
      ),
    )

type ConversationRow = Awaited<ReturnType<ReturnType<typeof conversationRows>['executeTakeFirstOrThrow']>>

const conversationShape = (row: ConversationRow): Conversation => ({
  id: row.id,
  customer: row.customerId && row.customerName ? { id: row.customerId, name: row.customerName } : null,
  displayName: row.displayName,
  mergedInto: row.mergedInto,
  phone: row.waId ? `+${row.waId}` : row.customerPhone,
  username: row.username,
  lastMessage:
    row.lastAt && row.lastDirection
      ? {
          text: row.lastBody ?? say(`chat:kind.${row.lastKind}`),
          direction: row.lastDirection as 'IN' | 'OUT',
          at: row.lastAt.toISOString(),
        }
      : null,
  unreadCount: row.unreadCount,
  windowOpenUntil: windowOpenUntil(row.lastInboundAt, new Date())?.toISOString() ?? null,
  assignedTo: row.assigneeId && row.assigneeName ? { id: row.assigneeId, name: row.assigneeName } : null,
  openComplaintId: row.openComplaintId,
  firstResponse: row.askedAt && {
    askedAt: row.askedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    by: row.answererId && row.answererName ? { id: row.answererId, name: row.answererName } : null,
    // a complaint that was decided without a chat (by phone, at once) keeps nobody waiting
    waiting: row.answeredAt === null && (row.complaintStatus ?? 'OPEN') === 'OPEN',
  },
  found: row.found,
})

/** Shorter words stand in too many messages to find anything. */
const LEAST_LETTERS = 3

/** The inbox, latest first. Never filtered by phone: somebody with a user name only must not vanish from it. */
export async function listConversationRows(
  db: Db,
  actor: Staff,
  query: QueryOf<typeof listConversations>,
): Promise<List<Conversation>> {
  const after = decodeCursor(query.cursor, 2)
  const words = query.q && query.q.length >= LEAST_LETTERS ? `%${escapeLike(query.q)}%` : null
  let rows = conversationRows(db, words).where('conversations.mergedInto', 'is', null)
  if (query.unread) rows = rows.where('conversations.unreadCount', '>', 0)
  if (query.assigned === 'me') rows = rows.where('conversations.assignedTo', '=', actor.id)
  if (query.assigned === 'nobody') rows = rows.where('conversations.assignedTo', 'is', null)
  if (query.q) {
    const like = `%${escapeLike(query.q)}%`
    const digits = phoneDigitsForSearch(query.q)
    rows = rows.where((where) =>
      where.or([
        where('conversations.displayName', 'ilike', like),
        where('customers.name', 'ilike', like),
        where('customers.company', 'ilike', like),
        where('conversations.username', 'ilike', like),
        ...(digits
          ? [
              where('conversations.waId', 'like', `%${digits}%`),
              where('customers.phone', 'like', `%${digits}%`),
            ]
          : []),
        ...(words
          ? [
              sql<boolean>`conversations.id in (select m.conversation_id from messages m where m.body ilike ${words})`,
            ]
          : []),
      ]),
    )
  }
  if (after)
    rows = rows.where(
      sql<boolean>`(coalesce(conversations.last_message_at, conversations.created_at), conversations.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    )
  const found = await rows
    .select(
      sql<string>`to_json(coalesce(conversations.last_message_at, conversations.created_at)) #>> '{}'`.as(
        'sortAt',
      ),
    )
    .orderBy(sql`coalesce(conversations.last_message_at, conversations.created_at)`, 'desc')
    .orderBy('conversations.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(found, query.limit, conversationShape, (row) => [row.sortAt, row.id])
}

/** @throws NotFound */
export async function readConversationRow(db: Db | Tx, id: string): Promise<Conversation> {
  const row = await conversationRows(db).where('conversations.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return conversationShape(row)
}

const messageRows = (db: Db | Tx) =>
  db
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversationId')
    .leftJoin('customers', 'customers.id', 'conversations.customerId')
    .leftJoin('files', 'files.id', 'messages.fileId')
    .leftJoin('staff', 'staff.id', 'messages.sentBy')
    .leftJoin('messages as quoted', 'quoted.externalId', 'messages.replyToExternalId')
    .leftJoin('tickets', 'tickets.id', 'messages.ticketId')
    .select([
      'messages.id',
      'messages.direction',
      'messages.kind',
      'messages.body',
      'messages.lat',
      'messages.lng',
      'messages.fileState',
      'messages.status',
      'messages.error',
      'messages.complaintId',
      'messages.ticketId',
      'messages.at',
      'files.id as fileId',
      'files.name as fileName',
      'files.mime as fileMime',
      'files.size as fileSize',
      'staff.id as senderId',
      'staff.name as senderName',
      'quoted.id as quotedId',
      'tickets.code as ticketCode',
      'conversations.waId',
      'customers.phone as customerPhone',
    ])

type MessageRow = Awaited<ReturnType<ReturnType<typeof messageRows>['executeTakeFirstOrThrow']>>

const messageShape = (row: MessageRow): Message => ({
  id: row.id,
  direction: row.direction as Message['direction'],
  kind: row.kind,
  body: row.body,
  location: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
  file: row.fileId
    ? {
        id: row.fileId,
        name: row.fileName ?? 'file',
        mime: row.fileMime ?? 'application/octet-stream',
        size: row.fileSize ?? 0,
      }
    : null,
  fileState: row.fileState as Message['fileState'],
  status: row.status as Message['status'],
  problem: row.error ? ((row.error as { say?: string }).say ?? say('chat:delivery.unknown')) : null,
  draftLink: row.error ? draftLink(row.waId ?? row.customerPhone, row.body) : null,
  sentBy: row.senderId && row.senderName ? { id: row.senderId, name: row.senderName } : null,
  replyTo: row.quotedId,
  complaintId: row.complaintId,
  ticketId: row.ticketId,
  ticketCode: row.ticketCode,
  at: row.at.toISOString(),
})

/** Newest first; the screen turns them round. */
export async function listMessageRows(
  db: Db,
  conversationId: string,
  query: QueryOf<typeof listMessages>,
): Promise<List<Message>> {
  await readConversationRow(db, conversationId)
  const after = decodeCursor(query.cursor, 2)
  let rows = messageRows(db).where('messages.conversationId', '=', conversationId)
  if (after)
    rows = rows.where(
      sql<boolean>`(messages.at, messages.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    )
  const found = await rows
    .select(sql<string>`to_json(messages.at) #>> '{}'`.as('sortAt'))
    .orderBy('messages.at', 'desc')
    .orderBy('messages.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return page(found, query.limit, messageShape, (row) => [row.sortAt, row.id])
}

/** @throws NotFound */
export async function readMessageRow(db: Db | Tx, id: string): Promise<Message> {
  const row = await messageRows(db).where('messages.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return messageShape(row)
}
