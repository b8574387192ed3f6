import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { InvalidInput, NotAllowed, NotFound, Refused } from '../platform/errors.ts'
import type { BodyOf } from '../platform/http/endpoint.ts'
import { moveTicket, reschedule, resizeSeats } from '../ticket/index.ts'
import { knownSkills } from './open-ticket.ts'
import { scheduleProblems, whyCannotChange } from './rules.ts'
import type { changeTicket as contract } from './schema.ts'

export type TicketChange = BodyOf<typeof contract>
type Before = Awaited<ReturnType<typeof lockTicket>>

/**
 * Details and schedule, free as long as nobody has taken the job; the technicians who got the offer see it change.
 * Sending what is there already changes nothing and leaves no event.
 * @throws Refused TICKET_TAKEN, WRONG_STATE; NotFound; InvalidInput for the schedule
 */
export async function changeTicket(
  db: Db,
  actor: Staff,
  ticketId: string,
  change: TicketChange,
): Promise<void> {
  if (actor.role !== 'admin' && actor.role !== 'cs') throw new NotAllowed()
  await db.transaction().execute(async (tx) => {
    const before = await lockTicket(tx, ticketId)
    const fields = changedFields(before, change)
    if (fields.length === 0) return
    const refusal = whyCannotChange(await seatsHeld(tx, ticketId))
    if (refusal) throw new Refused(refusal, { code: before.code ?? '' })
    await moveTicket(tx, {
      ticketId,
      move: 'changeDetails',
      actor,
      event: { name: 'ticketChanged', data: { fields } },
    })
    await applyDetails(tx, ticketId, change, fields)
    if (fields.includes('technicianQuota')) await resizeSeats(tx, ticketId, change.technicianQuota as number)
    if (fields.includes('scheduledStart') || fields.includes('scheduledEnd'))
      await applySchedule(tx, before, change)
  })
}

/** The row lock makes a claim wait: it then races for the changed job, or the change finds a seat taken. */
export async function lockTicket(tx: Tx, ticketId: string) {
  const row = await tx
    .selectFrom('tickets')
    .selectAll()
    .where('id', '=', ticketId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

/** Also of somebody who is to be replaced and answers for the visit until then. */
const seatsHeld = async (tx: Tx, ticketId: string): Promise<number> =>
  (
    await tx
      .selectFrom('assignments')
      .select('id')
      .where('ticketId', '=', ticketId)
      .where('endedAt', 'is', null)
      .execute()
  ).length

/** Which fields the change makes different, by the names of `labels:ticketField`. */
export function changedFields(before: Before, change: TicketChange): string[] {
  const is = (
    field: 'title' | 'description' | 'address' | 'technicianQuota' | 'priority' | 'area' | 'timeZone',
  ) => change[field] !== undefined && change[field] !== before[field]
  const moved = (field: 'scheduledStart' | 'scheduledEnd') => {
    const wanted = change[field]
    return wanted !== undefined && new Date(wanted).getTime() !== before[field].getTime()
  }
  const { location } = change
  const pin =
    location !== undefined &&
    ((location?.lat ?? null) !== before.lat || (location?.lng ?? null) !== before.lng)
  const skills =
    change.requiredSkills !== undefined && !sameWords(change.requiredSkills, before.requiredSkills)
  return [
    ...(
      ['title', 'description', 'address', 'technicianQuota', 'priority', 'area', 'timeZone'] as const
    ).filter(is),
    ...(skills ? ['requiredSkills'] : []),
    ...(pin ? ['location'] : []),
    ...(['scheduledStart', 'scheduledEnd'] as const).filter(moved),
  ]
}

const sameWords = (a: readonly string[], b: readonly string[]) =>
  new Set(a).size === new Set(b).size && a.every((word) => b.includes(word))

/** Writes the details among these fields; quota and schedule have writers of their own. */
export async function applyDetails(
  tx: Tx,
  ticketId: string,
  change: TicketChange,
  fields: readonly string[],
): Promise<void> {
  const set = {
    ...(fields.includes('title') && { title: change.title as string }),
    ...(fields.includes('description') && { description: change.description as string }),
    ...(fields.includes('address') && { address: change.address as string }),
    ...(fields.includes('priority') && { priority: change.priority as string }),
    ...(fields.includes('area') && { area: change.area ?? null }),
    ...(fields.includes('timeZone') && { timeZone: change.timeZone as string }),
    ...(fields.includes('requiredSkills') && {
      requiredSkills: await knownSkills(tx, change.requiredSkills),
    }),
    ...(fields.includes('location') && {
      lat: change.location?.lat ?? null,
      lng: change.location?.lng ?? null,
    }),
  }
  if (Object.keys(set).length > 0)
    await tx.updateTable('tickets').set(set).where('id', '=', ticketId).execute()
}

async function applySchedule(tx: Tx, before: Before, change: TicketChange): Promise<void> {
  const start = change.scheduledStart ? new Date(change.scheduledStart) : before.scheduledStart
  const end = change.scheduledEnd ? new Date(change.scheduledEnd) : before.scheduledEnd
  const problems = scheduleProblems(start, end, new Date())
  if (problems.length > 0) throw new InvalidInput(problems)
  await reschedule(tx, before.id, start, end)
}
