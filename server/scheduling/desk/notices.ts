import type { Notice, Notices } from '../../ticket/index.ts'
import { tell } from '../tell-staff.ts'

/** Who is named in a note is wanted there; the one who wrote it knows. */
const tellMentioned: Notice<'ticketNoted'> = (event, look) =>
  tell(
    look,
    event.data.mentioned.filter((id) => id !== event.actor.id),
    'mentioned',
    { ticketId: event.ticketId, by: event.actor.id, note: event.data.text },
  )

/** Who hears of what the office writes down at a ticket. */
export const deskNotices = {
  ticketNoted: [tellMentioned],
  // papers are there when somebody looks; nobody has to look because of them
  attachmentAdded: [],
  attachmentRemoved: [],
} satisfies Partial<Notices>
