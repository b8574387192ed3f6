import type { Actor, Staff } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'

/**
 * A complaint enters the CS queue, with the messages it came from (photos and positions go along).
 * @throws Refused CUSTOMER_INACTIVE, NotFound
 */
export async function reportComplaint(
  tx: Tx,
  actor: Actor,
  report: { customerId: string; conversationId: string | null; text: string; messageIds: readonly string[] },
): Promise<string> {
  const customer = await tx
    .selectFrom('customers')
    .select('status')
    .where('id', '=', report.customerId)
    .executeTakeFirst()
  if (!customer) throw new NotFound()
  if (customer.status !== 'ACTIVE') throw new Refused('CUSTOMER_INACTIVE')
  const place =
    report.messageIds.length > 0
      ? await tx
          .selectFrom('messages')
          .select(['lat', 'lng'])
          .where('id', 'in', report.messageIds)
          .where('lat', 'is not', null)
          .limit(1)
          .executeTakeFirst()
      : undefined
  const complaint = await tx
    .insertInto('complaints')
    .values({
      customerId: report.customerId,
      conversationId: report.conversationId,
      text: report.text,
      lat: place?.lat ?? null,
      lng: place?.lng ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await attachMessages(tx, complaint.id, report.messageIds)
  await recordEvent(tx, {
    name: 'complaintReported',
    actor,
    customerId: report.customerId,
    conversationId: report.conversationId,
    data: { complaintId: complaint.id },
  })
  return complaint.id
}

/** Later photos and words that belong to a complaint which is still waiting. */
export async function attachMessages(
  tx: Tx,
  complaintId: string,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length > 0)
    await tx.updateTable('messages').set({ complaintId }).where('id', 'in', messageIds).execute()
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
