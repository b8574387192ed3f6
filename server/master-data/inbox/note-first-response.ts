import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { workingSeconds } from '../settings/count-hours.ts'
import { readWorkCalendar } from '../settings/reads.ts'

/** So long after a person's answer, what the customer writes still belongs to the same talk. */
const SAME_TALK_HOURS = 12

/**
 * A customer's message begins to wait for a person, unless it waits already or belongs to a talk that a person is in.
 * @param at when it was written; messages may arrive out of order
 */
export async function noteQuestion(tx: Tx, conversationId: string, at: Date): Promise<void> {
  await sql`insert into first_responses (conversation_id, asked_at)
    select ${conversationId}::uuid, ${at}::timestamptz
    where not exists (select 1 from messages m where m.conversation_id = ${conversationId} and m.sent_by is not null
      and m.at > ${at}::timestamptz - make_interval(hours => ${SAME_TALK_HOURS}))
    on conflict (conversation_id) where answered_at is null
    do update set asked_at = least(first_responses.asked_at, excluded.asked_at)`.execute(tx)
}

/** What waits turns out to be a complaint; a new complaint in the middle of a talk waits by itself. */
export async function noteComplaint(
  tx: Tx,
  conversationId: string,
  complaint: { id: string; byStaff: boolean },
): Promise<void> {
  const asked = sql`coalesce((select min(at) from messages where complaint_id = ${complaint.id} and direction = 'IN'), now())`
  if (complaint.byStaff)
    await sql`update first_responses set complaint_id = ${complaint.id}
      where conversation_id = ${conversationId} and answered_at is null and complaint_id is null`.execute(tx)
  else
    await sql`insert into first_responses (conversation_id, complaint_id, asked_at)
      values (${conversationId}, ${complaint.id}, ${asked})
      on conflict (conversation_id) where answered_at is null
      do update set complaint_id = coalesce(first_responses.complaint_id, excluded.complaint_id)`.execute(tx)
}

/** The automatic answer settled it (a finished registration, a word of thanks): nobody waits for a person. */
export async function dropQuestion(tx: Tx, conversationId: string): Promise<void> {
  await tx
    .deleteFrom('firstResponses')
    .where('conversationId', '=', conversationId)
    .where('answeredAt', 'is', null)
    .where('complaintId', 'is', null)
    .execute()
}

/** A person answered: the wait is over, and how much of it was working time is kept. A clock of the vendor that runs ahead must not make it negative. */
export async function noteAnswer(tx: Tx, conversationId: string, staffId: string): Promise<void> {
  const open = await tx
    .selectFrom('firstResponses')
    .select(['id', 'askedAt'])
    .where('conversationId', '=', conversationId)
    .where('answeredAt', 'is', null)
    .executeTakeFirst()
  if (!open) return
  await tx
    .updateTable('firstResponses')
    .set({
      answeredAt: sql`greatest(asked_at, now())`,
      answeredBy: staffId,
      workingSeconds: workingSeconds(await readWorkCalendar(tx), open.askedAt, new Date()),
    })
    .where('id', '=', open.id)
    .where('answeredAt', 'is', null)
    .execute()
}

/**
 * Two threads become one: whoever waited longest still waits, once.
 * @returns since when the second thread waited, when that became a part of the wait in the first one
 */
export async function mergeQuestions(tx: Tx, into: string, from: string): Promise<Date | null> {
  await sql`update first_responses kept set asked_at = least(kept.asked_at, gone.asked_at),
      complaint_id = coalesce(kept.complaint_id, gone.complaint_id)
    from first_responses gone where kept.conversation_id = ${into} and gone.conversation_id = ${from}
      and kept.answered_at is null and gone.answered_at is null`.execute(tx)
  const folded = await sql<{
    askedAt: Date
  }>`delete from first_responses gone where gone.conversation_id = ${from}
    and gone.answered_at is null
    and exists (select 1 from first_responses kept where kept.conversation_id = ${into} and kept.answered_at is null)
    returning gone.asked_at`.execute(tx)
  await tx
    .updateTable('firstResponses')
    .set({ conversationId: into })
    .where('conversationId', '=', from)
    .execute()
  return folded.rows[0]?.askedAt ?? null
}
