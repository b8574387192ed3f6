import { sql } from 'kysely'
import type { Actor, Staff } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'
import { noteComplaint } from './note-first-response.ts'

export type Report = {
  customerId: string
  conversationId: string | null
  text: string
  messageIds: readonly string[]
  /** photos and positions of the chat since then that belong to nothing yet go along */
  gatherSince?: Date
}

/**
 * A complaint enters the CS queue, with the messages it came from (photos and positions go along).
 * @throws Refused CUSTOMER_INACTIVE; NotFound for a customer, chat or message that does not belong together
 */
export async function reportComplaint(tx: Tx, actor: Actor, report: Report): Promise<string> {
  const { customerId, conversationId } = report
  const customer = await tx
    .selectFrom('customers')
    .select('status')
    .where('id', '=', customerId)
    .executeTakeFirst()
  if (!customer) throw new NotFound()
  if (customer.status !== 'ACTIVE') throw new Refused('CUSTOMER_INACTIVE')
  if (conversationId) await mustBeChatOf(tx, conversationId, customerId)
  const complaint = await tx
    .insertInto('complaints')
    .values({ customerId, conversationId, text: report.text })
    .returning('id')
    .executeTakeFirstOrThrow()
  const attached = await attachMessages(tx, complaint.id, customerId, report.messageIds)
  if (attached < report.messageIds.length) throw new NotFound()
  if (conversationId && report.gatherSince)
    await attachMessages(
      tx,
      complaint.id,
      customerId,
      await looseAttachments(tx, conversationId, report.gatherSince),
    )
  if (conversationId)
    await noteComplaint(tx, conversationId, { id: complaint.id, byStaff: actor.kind === 'staff' })
  await recordEvent(tx, {
    name: 'complaintReported',
    actor,
    customerId,
    conversationId,
    data: { complaintId: complaint.id },
  })
  return complaint.id
}

async function mustBeChatOf(tx: Tx, conversationId: string, customerId: string): Promise<void> {
  const chat = await tx
    .selectFrom('conversations')
    .select('customerId')
    .where('id', '=', conversationId)
    .executeTakeFirst()
  if (chat?.customerId !== customerId) throw new NotFound()
}

const ATTACHMENTS = ['image', 'video', 'document', 'audio', 'voice', 'location']

/** Pictures, sounds and positions that were sent without saying what they belong to. */
async function looseAttachments(tx: Tx, conversationId: string, since: Date): Promise<string[]> {
  const rows = await tx
    .selectFrom('messages')
    .select('id')
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'IN')
    .where('kind', 'in', ATTACHMENTS)
    .where('complaintId', 'is', null)
    .where('at', '>', since)
    .where(sql<boolean>`coalesce(media ->> 'taken', '') = ''`)
    .execute()
  return rows.map((row) => row.id)
}

/**
 * Photos and words that belong to a complaint; the first position among them becomes its place.
 * @returns how many of them are messages of this customer
 */
export async function attachMessages(
  tx: Tx,
  complaintId: string,
  customerId: string,
  messageIds: readonly string[],
): Promise<number> {
  if (messageIds.length === 0) return 0
  const attached = await sql<{ lat: number | null; lng: number | null }>`
    update messages m set complaint_id = ${complaintId} from conversations c
    where c.id = m.conversation_id and c.customer_id = ${customerId} and m.id = any(${[...messageIds]}::uuid[])
    returning m.lat, m.lng`.execute(tx)
  const place = attached.rows.find((row) => row.lat !== null)
  if (place)
    await tx
      .updateTable('complaints')
      .set({ lat: place.lat, lng: place.lng })
      .where('id', '=', complaintId)
      .where('lat', 'is', null)
      .execute()
  return attached.rows.length
}

/** No visit is needed. @throws Refused COMPLAINT_DECIDED, NotFound */
export async function dismissComplaint(
  tx: Tx,
  actor: Staff,
  complaintId: string,
  reason: string,
): Promise<void> {
  const complaint = await decide(tx, complaintId, {
    status: 'DISMISSED',
    dismissReason: reason,
    decidedBy: actor.id,
  })
  await recordEvent(tx, {
    name: 'complaintDismissed',
    actor,
    customerId: complaint.customerId,
    conversationId: complaint.conversationId,
    data: { complaintId, reason },
  })
}

/** A ticket was made of it. @throws Refused COMPLAINT_DECIDED when it has one already; NotFound when it is not this customer's */
export async function takeComplaint(
  tx: Tx,
  complaintId: string,
  customerId: string,
  ticketId: string,
  actor: Staff,
): Promise<void> {
  const complaint = await decide(tx, complaintId, { status: 'TICKETED', ticketId, decidedBy: actor.id })
  if (complaint.customerId !== customerId) throw new NotFound()
}

async function decide(
  tx: Tx,
  complaintId: string,
  set: { status: string; dismissReason?: string; ticketId?: string; decidedBy: string },
) {
  const decided = await tx
    .updateTable('complaints')
    .set({ ...set, decidedAt: new Date() })
    .where('id', '=', complaintId)
    .where('status', '=', 'OPEN')
    .returning(['customerId', 'conversationId'])
    .executeTakeFirst()
  if (decided) return decided
  const known = await tx
    .selectFrom('complaints')
    .select('id')
    .where('id', '=', complaintId)
    .executeTakeFirst()
  throw known ? new Refused('COMPLAINT_DECIDED') : new NotFound()
}
