import type { Tx } from '../platform/db.ts'
import { OFFICE_ZONE, workDate } from '../platform/indonesian-date.ts'
import { zoneOrOffice } from '../platform/indonesian-zone.ts'
import type { Outgoing } from '../platform/outbox.ts'
import { quietUntil, type QuietSettings, readQuietHours } from '../platform/quiet-hours.ts'

/** News about a visit that begins within this time after the quiet hours would come too late in the morning. */
const EARLY_VISIT_MS = 2 * 3_600_000
/** Emergencies and seats that became free: see the priorities of the notices. */
const EMERGENCY = 2

/** What answers a person who is awake because he has just acted, or makes no sound: goes at any time. */
const ANY_TIME = new Set(['answer', 'reply', 'template', 'proofReceived', 'onTheWay', 'jobCards'])
const ANY_TIME_NOTICES = new Set(['jobWon'])
/** What nobody needs at night, however near the visit is. All other news about a visit of today go through. */
const MORNING = new Set(['workDone', 'invoiceSent', 'paymentReceived', 'paymentRejected', 'invoiceCard'])
const MORNING_NOTICES = new Set([
  'workDone',
  'poolFilled',
  'checkedInElsewhere',
  'invoiceApproved',
  'revisionRequested',
  'paymentProofReceived',
  'lowRating',
])

export type VisitTime = { start: Date; end: Date; timeZone: string }
type Urgency = 'anyTime' | 'beforeVisit' | 'morning'

/** How long a message may wait. */
export function urgencyOf(message: Outgoing): Urgency {
  const { intent, params, priority = 5 } = message
  const key = intent === 'notice' ? String(params?.['key']) : null
  if (ANY_TIME.has(intent) || (key && ANY_TIME_NOTICES.has(key))) return 'anyTime'
  // an edit of a card makes no sound, and a card that says what is no longer so would be pressed
  if (params?.['update'] === true) return 'anyTime'
  if (MORNING.has(intent) || (key && MORNING_NOTICES.has(key))) return 'morning'
  return message.channel === 'telegram' && priority <= EMERGENCY ? 'anyTime' : 'beforeVisit'
}

/** Whether news about this visit are worth waking somebody: it is today, or begins before the news could be read. */
function isNear(visit: VisitTime, now: Date, morning: Date): boolean {
  if (visit.end <= now) return false
  const today = workDate(visit.start, visit.timeZone) <= workDate(now, visit.timeZone)
  return today || visit.start.getTime() < morning.getTime() + EARLY_VISIT_MS
}

/** The same messages, those that can wait held until it is morning for whoever gets them. */
export function holdUntilMorning(
  messages: readonly Outgoing[],
  facts: { quiet: QuietSettings; visit: VisitTime | null; zoneOf: (message: Outgoing) => string; now: Date },
): Outgoing[] {
  const { quiet, visit, zoneOf, now } = facts
  return messages.map((message) => {
    const urgency = urgencyOf(message)
    if (urgency === 'anyTime' || message.notBefore) return message
    const hours = message.channel === 'whatsapp' ? quiet.customer : quiet.staff
    const morning = quietUntil(now, zoneOf(message), hours)
    if (!morning) return message
    const near = urgency === 'beforeVisit' && visit !== null && isNear(visit, now, morning)
    return near ? message : { ...message, notBefore: morning }
  })
}

/**
 * Leaves customers alone by the clock of the site, staff by the clock of where they live. Nothing is read while it is
 * day everywhere.
 */
export async function holdBack(
  tx: Tx,
  ticketId: string | null,
  messages: readonly Outgoing[],
  now = new Date(),
): Promise<Outgoing[]> {
  if (!messages.some((message) => urgencyOf(message) !== 'anyTime')) return [...messages]
  const quiet = await readQuietHours(tx)
  const visit = ticketId ? await visitTime(tx, ticketId) : null
  const staff = messages.filter((message) => message.channel === 'telegram').map((message) => message.to)
  const homes = staff.length > 0 ? await homeZones(tx, staff) : new Map<string, string>()
  const zoneOf = (message: Outgoing) =>
    message.channel === 'whatsapp' ? (visit?.timeZone ?? OFFICE_ZONE) : (homes.get(message.to) ?? OFFICE_ZONE)
  return holdUntilMorning(messages, { quiet, visit, zoneOf, now })
}

async function visitTime(tx: Tx, ticketId: string): Promise<VisitTime | null> {
  const row = await tx
    .selectFrom('tickets')
    .select(['scheduledStart', 'scheduledEnd', 'timeZone'])
    .where('id', '=', ticketId)
    .executeTakeFirst()
  return row ? { start: row.scheduledStart, end: row.scheduledEnd, timeZone: row.timeZone } : null
}

async function homeZones(tx: Tx, ids: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('staff')
    .select(['id', 'homeArea', 'homeLat', 'homeLng'])
    .where('id', 'in', ids)
    .execute()
  return new Map(
    rows.map((row) => [row.id, zoneOrOffice({ address: row.homeArea, lat: row.homeLat, lng: row.homeLng })]),
  )
}
