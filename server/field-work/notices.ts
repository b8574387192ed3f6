import type { Db, Tx } from '../platform/db.ts'
import type { Outgoing } from '../platform/outbox.ts'
import { conversationOf, staffOnTelegram } from '../master-data/index.ts'
import { readPolicy } from './attendance/change-policy.ts'
import { type Notices, ticketAuthor } from '../ticket/index.ts'

type Look = Db | Tx

const toStaff = async (
  look: Look,
  ids: readonly string[],
  key: string,
  params: Record<string, unknown>,
): Promise<Outgoing[]> =>
  (await staffOnTelegram(look, { ids })).map((id) => ({
    channel: 'telegram',
    to: id,
    intent: 'notice',
    params: { key, ...params },
    priority: 3,
    key,
  }))

const toAuthor = async (
  look: Look,
  ticketId: string | null,
  key: string,
  params: Record<string, unknown>,
): Promise<Outgoing[]> => {
  const author = await ticketAuthor(look, ticketId)
  return author ? await toStaff(look, [author], key, { ticketId, ...params }) : []
}

/** What somebody has to see to now: by whoever made the ticket, or by all of CS when Telegram does not reach him. */
const toDesk = async (
  look: Look,
  ticketId: string | null,
  key: string,
  params: Record<string, unknown>,
): Promise<Outgoing[]> => {
  const reached = await toAuthor(look, ticketId, key, params)
  if (reached.length > 0) return reached
  return await toStaff(look, await staffOnTelegram(look, { roles: ['cs'] }), key, { ticketId, ...params })
}

const toCustomer = async (
  look: Look,
  customerId: string | null,
  intent: string,
  params: Record<string, unknown>,
): Promise<Outgoing[]> => {
  const conversation = customerId && (await conversationOf(look as Tx, customerId))
  return conversation ? [{ channel: 'whatsapp', to: conversation, intent, params }] : []
}

/** The cards in the chats of the crew show how far the visit is and what can be done next; an edit makes no sound. */
const refreshCards = async (event: { ticketId: string | null }, look: Look): Promise<Outgoing[]> => {
  const { ticketId } = event
  if (!ticketId) return []
  const crew = await look
    .selectFrom('assignments')
    .select('technicianId')
    .distinct()
    .where('ticketId', '=', ticketId)
    .where((where) => where.or([where('endedAt', 'is', null), where('endReason', '=', 'DONE')]))
    .execute()
  const ids = await staffOnTelegram(look, { ids: crew.map((one) => one.technicianId) })
  return ids.map((to) => ({ channel: 'telegram', to, intent: 'jobCards', params: { ticketId }, priority: 6 }))
}

/** Who hears of what happens on site. Customers are not told of every step: each message costs, and one good one is enough. */
export const fieldWorkNotices = {
  assignmentLetterIssued: [],
  departed: [
    refreshCards,
    async (event, look) =>
      event.data.first
        ? toCustomer(look, event.customerId, 'onTheWay', {
            ticketId: event.ticketId,
            technicianId: event.data.technicianId,
          })
        : [],
  ],
  checkedIn: [
    refreshCards,
    async (event, look) =>
      // where the company only wants the grade, nobody is disturbed by it
      event.data.grade === 'OFF_SITE' && (await readPolicy(look)).offSite !== 'NONE'
        ? toAuthor(look, event.ticketId, 'checkedInElsewhere', { technicianId: event.data.technicianId })
        : [],
  ],
  attendanceAlerted: [
    (event, look) =>
      toDesk(look, event.ticketId, `attendance${event.data.kind}`, {
        technicianId: event.data.technicianId,
        minutes: event.data.minutes,
      }),
  ],
  attendanceAlertDismissed: [],
  technicianReminded: [
    (event, look) =>
      toStaff(look, [event.data.technicianId], 'technicianReminded', { ticketId: event.ticketId }),
  ],
  attendanceCorrected: [
    (event, look) =>
      toStaff(look, [event.data.technicianId], 'attendanceCorrected', {
        ticketId: event.ticketId,
        reason: event.data.reason,
      }),
  ],
  checkedOut: [refreshCards],
  photoAdded: [],
  fieldNoted: [],
  photoRemoved: [],
  photoRestored: [],
  handoverReported: [refreshCards],
  handoverConfirmed: [],
  workDone: [
    refreshCards,
    (event, look) => toAuthor(look, event.ticketId, 'workDone', {}),
    (event, look) => toCustomer(look, event.customerId, 'workDone', { ticketId: event.ticketId }),
  ],
  extensionRequested: [
    refreshCards,
    (event, look) =>
      toDesk(look, event.ticketId, 'extensionRequested', {
        days: event.data.days,
        reason: event.data.reason,
        technicianId: event.actor.id,
      }),
  ],
  extensionApproved: [
    refreshCards,
    async (event, look) =>
      toStaff(look, await crewOf(look, event.ticketId), 'extensionApproved', {
        ticketId: event.ticketId,
        days: event.data.days,
        until: event.data.until,
        ...(event.data.note && { note: event.data.note, context: 'note' }),
      }),
    (event, look) =>
      toCustomer(look, event.customerId, 'visitExtended', {
        ticketId: event.ticketId,
        days: event.data.days,
      }),
  ],
  extensionRejected: [
    refreshCards,
    async (event, look) =>
      toStaff(look, await crewOf(look, event.ticketId), 'extensionRejected', {
        ticketId: event.ticketId,
        reason: event.data.reason,
      }),
  ],
  ticketReopened: [
    refreshCards,
    async (event, look) =>
      toStaff(look, await crewOf(look, event.ticketId), 'ticketReopened', {
        ticketId: event.ticketId,
        reason: event.data.reason,
      }),
  ],
} satisfies Partial<Notices>

async function crewOf(look: Look, ticketId: string | null): Promise<string[]> {
  if (!ticketId) return []
  const rows = await look
    .selectFrom('assignments')
    .select('technicianId')
    .where('ticketId', '=', ticketId)
    .where('endedAt', 'is', null)
    .execute()
  return rows.length > 0 ? rows.map((row) => row.technicianId) : []
}
