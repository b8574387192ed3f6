import type { Outgoing } from '../platform/outbox.ts'
import { staffOnTelegram } from '../master-data/index.ts'
import { type Notices, ticketAuthor } from '../ticket/index.ts'

/** A bad rating wants a call soon; the score is named, not the words, which are read in the office. */
const UNHAPPY = 2

/** Who hears of a rating. */
export const feedbackNotices = {
  ratingReceived: [
    async (event, look): Promise<Outgoing[]> => {
      if (Math.min(event.data.technicianScore, event.data.csScore) > UNHAPPY) return []
      const author = await ticketAuthor(look, event.ticketId)
      const ids = author ? await staffOnTelegram(look, { ids: [author] }) : []
      return ids.map((to) => ({
        channel: 'telegram',
        to,
        intent: 'notice',
        params: {
          key: 'lowRating',
          ticketId: event.ticketId,
          technicianScore: event.data.technicianScore,
          csScore: event.data.csScore,
        },
      }))
    },
  ],
} satisfies Partial<Notices>
