import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { longDateWithDay, timeOfDay, workDate } from '../../platform/indonesian-date.ts'
import { enqueue } from '../../platform/outbox.ts'
import { timeOff } from '../settings/count-hours.ts'
import { readWorkCalendar } from '../settings/reads.ts'

/**
 * Whoever wants a person while the office is closed is told when it opens: once in each time off, and only where the
 * company has switched it on. It goes out after the answer to what he wrote.
 * @param messageId the message that it answers
 */
export async function tellClosed(
  tx: Tx,
  conversationId: string,
  messageId: string | undefined,
  now: Date = new Date(),
): Promise<void> {
  const calendar = await readWorkCalendar(tx)
  const off = calendar.tellsWhenClosed ? timeOff(calendar, now) : null
  if (!off?.opens) return
  const first = await tx
    .updateTable('conversations')
    .set({ closedToldAt: now })
    .where('id', '=', conversationId)
    .where(sql<boolean>`coalesce(closed_told_at < ${off.since}, true)`)
    .executeTakeFirst()
  if (first.numUpdatedRows === 0n) return
  const when = `${longDateWithDay(workDate(off.opens))} pukul ${timeOfDay(off.opens)}`
  await enqueue(
    tx,
    [
      {
        channel: 'whatsapp',
        to: conversationId,
        intent: 'answer',
        params: { key: 'registration.closed', when },
        priority: 4,
      },
    ],
    { key: `closed:${messageId ?? conversationId}` },
  )
}
