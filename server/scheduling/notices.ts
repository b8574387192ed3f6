import { absenceNotices } from './absences/notices.ts'
import { deskNotices } from './desk/notices.ts'
import { conversationOf, staffOnTelegram } from '../master-data/index.ts'
import type { Db, Tx } from '../platform/db.ts'
import type { Outgoing } from '../platform/outbox.ts'
import type { GssEvent, Notice, Notices } from '../ticket/index.ts'
import {
  cancelledCrew,
  couldTake,
  liveCrew,
  type NoticeFacts,
  noticeFacts,
  offerAudience,
  relievedBy,
  wasToldOfVisit,
  willBeTold,
} from './find-audience.ts'
import { whoWasOffered } from './read-broadcast.ts'
import { PRIORITY, tell } from './tell-staff.ts'

type Look = Tx | Db
type TicketEvent = GssEvent<
  | 'ticketOpened'
  | 'ticketChanged'
  | 'ticketCancelled'
  | 'visitRescheduled'
  | 'jobClaimed'
  | 'jobAssigned'
  | 'jobReleased'
  | 'replacementRequested'
  | 'replacementCalledOff'
  | 'offerWidened'
  | 'broadcastRepeated'
  | 'poolReminded'
  | 'poolUnclaimed'
>

const idOf = (event: TicketEvent) => event.ticketId as string

/** The job to every technician whom it concerns and Telegram reaches; those with a head start hear first. */
const offer: Notice<'ticketOpened' | 'jobReleased' | 'replacementRequested' | 'broadcastRepeated'> = async (
  event,
  look,
) => {
  const ticketId = idOf(event)
  const facts = await noticeFacts(look, ticketId)
  const left = 'technicianId' in event.data ? event.data.technicianId : null
  const audience = await offerAudience(look, ticketId, left)
  const usual = left || facts.urgent ? PRIORITY.emergency : PRIORITY.offer
  const offers = audience.map(({ staffId, standby }) => ({
    ...card(ticketId, staffId, facts.round),
    priority: standby ? PRIORITY.standby : usual,
  }))
  if (offers.length > 0) return offers
  // a broadcast that nobody gets must not look like one that nobody answers
  return await tell(look, [facts.createdBy], 'nobodyReached', { ticketId })
}

/** The head start is over: everybody else hears of it, unless the round is over by now. */
const offerToRest: Notice<'offerWidened'> = async (event, look) => {
  const ticketId = idOf(event)
  const facts = await noticeFacts(look, ticketId)
  if (facts.full || facts.round !== event.data.round) return []
  const urgent = facts.urgent || facts.round > 1
  return (await offerAudience(look, ticketId, null, true)).map(({ staffId }) => ({
    ...card(ticketId, staffId, facts.round),
    priority: urgent ? PRIORITY.emergency : PRIORITY.offer,
  }))
}

const remind: Notice<'poolReminded'> = async (event, look) => {
  const ticketId = idOf(event)
  const { minutes, round } = event.data
  return await tell(look, await couldTake(look, ticketId), 'poolReminder', { ticketId, minutes, round })
}

/** The one who made the ticket and everybody else of CS: somebody has to telephone now. */
const alertCs: Notice<'poolUnclaimed'> = async (event, look) => {
  const ticketId = idOf(event)
  const { minutes, round } = event.data
  const facts = await noticeFacts(look, ticketId)
  const cs = await staffOnTelegram(look, { roles: ['cs'] })
  return await tell(look, [...new Set([facts.createdBy, ...cs])], 'poolUnclaimed', {
    ticketId,
    minutes,
    round,
  })
}

/** Who stayed responsible until somebody took over is free now. */
const tellRelieved: Notice<'jobClaimed' | 'jobAssigned'> = async (event, look) => {
  const relieved = await relievedBy(look, event.data.assignmentId)
  const { technicianId } = event.data
  return relieved ? await tell(look, [relieved], 'relieved', { ticketId: idOf(event), technicianId }) : []
}

const tellCalledOff: Notice<'replacementCalledOff'> = (event, look) =>
  tell(look, [event.data.technicianId], 'replacementCalledOff', { ticketId: idOf(event) })

const card = (ticketId: string, to: string, round: number): Outgoing => ({
  channel: 'telegram',
  to,
  intent: 'jobCard',
  params: { ticketId, round },
  key: String(round),
})

/** Brings cards that were sent earlier up to date; whoever has none gets none. */
const refresh = async (
  look: Look,
  ticketId: string,
  rounds: { round: number } | { before: number },
  only?: string,
): Promise<Outgoing[]> => {
  const offered = await whoWasOffered(look, ticketId, rounds)
  return offered
    .filter(({ staffId }) => only === undefined || staffId === only)
    .map(({ staffId, round }) => ({
      ...card(ticketId, staffId, round),
      params: { ticketId, round, update: true },
      priority: PRIORITY.edit,
    }))
}

/** The one who made the ticket, unless it was his own doing. */
const coordinator = (event: TicketEvent, facts: NoticeFacts) =>
  facts.createdBy === event.actor.id ? [] : [facts.createdBy]

const closeEarlierOffers: Notice<'jobReleased' | 'replacementRequested' | 'broadcastRepeated'> = async (
  event,
  look,
) => {
  const ticketId = idOf(event)
  const { round } = await noticeFacts(look, ticketId)
  return await refresh(look, ticketId, { before: round })
}

const tellWinner: Notice<'jobClaimed'> = (event, look) =>
  tell(look, [event.data.technicianId], 'jobWon', { ticketId: idOf(event) })

/** Whom CS has chosen gets the details at once: he has pressed nothing and may not expect it. */
const tellAssigned: Notice<'jobAssigned'> = (event, look) =>
  tell(look, [event.data.technicianId], 'jobAssigned', {
    ticketId: idOf(event),
    by: event.actor.id,
    ...(event.data.reason && { reason: event.data.reason }),
  })

/** The winner's card becomes his; once no seat is left, everybody's card says so. */
const settleCards: Notice<'jobClaimed' | 'jobAssigned'> = async (event, look) => {
  const ticketId = idOf(event)
  const { round } = await noticeFacts(look, ticketId)
  return await refresh(look, ticketId, { round }, event.data.full ? undefined : event.data.technicianId)
}

const tellPoolFilled: Notice<'jobClaimed' | 'jobAssigned'> = async (event, look) => {
  if (!event.data.full) return []
  const ticketId = idOf(event)
  const facts = await noticeFacts(look, ticketId)
  return await tell(look, coordinator(event, facts), 'poolFilled', { ticketId })
}

/** "Teknisi ... akan datang ...": once the crew is complete; a later crew is news about the same visit. */
const tellCustomerWhoComes: Notice<'jobClaimed' | 'jobAssigned'> = async (event, look) => {
  if (!event.data.full) return []
  const ticketId = idOf(event)
  const facts = await noticeFacts(look, ticketId)
  if (!facts.full) return []
  return await toCustomer(look, ticketId, facts, (told) => (told ? 'technicianReplaced' : 'visitPlanned'))
}

const toCustomer = async (
  look: Look,
  ticketId: string,
  facts: NoticeFacts,
  intentWhen: (told: boolean) => string | null,
): Promise<Outgoing[]> => {
  // the relay always looks with its own transaction
  const conversationId = await conversationOf(look as Tx, facts.customerId)
  if (!conversationId) return []
  const intent = intentWhen(await wasToldOfVisit(look, conversationId, ticketId))
  return intent && !(await willBeTold(look, conversationId, ticketId, intent))
    ? [
        {
          channel: 'whatsapp',
          to: conversationId,
          intent,
          params: { ticketId },
          priority: PRIORITY.news,
        },
      ]
    : []
}

const tellOfRelease: Notice<'jobReleased'> = async (event, look) => {
  const ticketId = idOf(event)
  const facts = await noticeFacts(look, ticketId)
  const { technicianId, reason } = event.data
  return await tell(look, coordinator(event, facts), 'jobReleased', { ticketId, technicianId, reason })
}

const tellReplaced: Notice<'replacementRequested'> = async (event, look) => {
  const ticketId = idOf(event)
  const { technicianId, reason, keep } = event.data
  if (event.actor.id !== technicianId)
    return await tell(look, [technicianId], keep ? 'replacementSought' : 'replaced', { ticketId, reason })
  // he asked himself, too late to give it back: CS must know
  const facts = await noticeFacts(look, ticketId)
  return await tell(look, coordinator(event, facts), 'replacementAsked', { ticketId, technicianId, reason })
}

const refreshCards: Notice<
  'ticketChanged' | 'ticketCancelled' | 'visitRescheduled' | 'replacementCalledOff'
> = async (event, look) => {
  const ticketId = idOf(event)
  const { round } = await noticeFacts(look, ticketId)
  return await refresh(look, ticketId, { round })
}

const tellCrewOfCancel: Notice<'ticketCancelled'> = async (event, look) => {
  const ticketId = idOf(event)
  const crew = await cancelledCrew(look, ticketId)
  return await tell(look, crew, 'jobCancelled', { ticketId, reason: event.data.reason })
}

/** A customer who expects somebody, or who reported the problem himself, must not wait in vain. */
const tellCustomerOfCancel: Notice<'ticketCancelled'> = async (event, look) => {
  const ticketId = idOf(event)
  const facts = await noticeFacts(look, ticketId)
  return await toCustomer(look, ticketId, facts, (told) =>
    told || facts.fromComplaint ? 'visitCancelled' : null,
  )
}

/** A change that needed a reason is one of a job that somebody has taken: he relies on what he read before. */
const tellCrewOfChange: Notice<'ticketChanged'> = async (event, look) => {
  const { fields, reason } = event.data
  const ticketId = idOf(event)
  return reason
    ? await tell(look, await liveCrew(look, ticketId), 'jobChanged', { ticketId, fields, reason })
    : []
}

const tellCustomerOfChange: Notice<'ticketChanged'> = async (event, look) => {
  if (!event.data.fields.some((field) => field.startsWith('scheduled') || field === 'address')) return []
  const ticketId = idOf(event)
  const facts = await noticeFacts(look, ticketId)
  return await toCustomer(look, ticketId, facts, (told) => (told ? 'visitChanged' : null))
}

const tellCrewOfNewTime: Notice<'visitRescheduled'> = async (event, look) => {
  const ticketId = idOf(event)
  const { oldStart, oldEnd, reason } = event.data
  return await tell(look, await liveCrew(look, ticketId), 'visitRescheduled', {
    ticketId,
    oldStart,
    oldEnd,
    reason,
  })
}

const tellCustomerOfNewTime: Notice<'visitRescheduled'> = async (event, look) => {
  const ticketId = idOf(event)
  const facts = await noticeFacts(look, ticketId)
  return await toCustomer(look, ticketId, facts, (told) => (told ? 'visitChanged' : null))
}

/** Who hears of what happens to a ticket before and between the visits. */
export const schedulingNotices = {
  ticketOpened: [offer],
  ticketChanged: [refreshCards, tellCrewOfChange, tellCustomerOfChange],
  ticketCancelled: [refreshCards, tellCrewOfCancel, tellCustomerOfCancel],
  visitRescheduled: [refreshCards, tellCrewOfNewTime, tellCustomerOfNewTime],
  jobClaimed: [tellWinner, tellRelieved, settleCards, tellPoolFilled, tellCustomerWhoComes],
  jobAssigned: [tellAssigned, tellRelieved, settleCards, tellPoolFilled, tellCustomerWhoComes],
  jobReleased: [offer, closeEarlierOffers, tellOfRelease],
  replacementRequested: [offer, closeEarlierOffers, tellReplaced],
  replacementCalledOff: [refreshCards, tellCalledOff],
  offerWidened: [offerToRest],
  broadcastRepeated: [offer, closeEarlierOffers],
  poolReminded: [remind],
  poolUnclaimed: [alertCs],
  // the one who joins or leaves sees it on his screen, the others need not know
  standbyJoined: [],
  standbyLeft: [],
  ...absenceNotices,
  ...deskNotices,
} satisfies Partial<Notices>
