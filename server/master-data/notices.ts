import type { Outgoing } from '../platform/outbox.ts'
import type { Notice, Notices } from '../ticket/index.ts'
import { channelWords, openTrouble } from './channel-health/reads.ts'
import { SEVERE } from './channel-health/rules.ts'
import { staffOnTelegram } from './staff-row.ts'

/** Nobody watches the settings page: admin is told when a channel needs a person, at night only when nothing goes out. */
const tellAdmins: Notice<'channelTroubled'> = async (event, look): Promise<Outgoing[]> => {
  const trouble = await openTrouble(look, event.data.troubleId)
  if (!trouble) return []
  const { title, advice } = channelWords(trouble.channel, trouble.kind, trouble.subject)
  const admins = await staffOnTelegram(look, { roles: ['admin'] })
  return admins.map((to) => ({
    channel: 'telegram',
    to,
    intent: 'notice',
    params: { key: 'channelTrouble', title, advice },
    priority: SEVERE.has(trouble.kind) ? 2 : 5,
  }))
}

/** The office sees most of these live on its screens; nobody needs a message on top. */
export const masterDataNotices = {
  customerRegistered: [],
  customerChanged: [],
  customerDeactivated: [],
  customerReactivated: [],
  customerMerged: [],
  customerUnmerged: [],
  customersImported: [],
  messageReceived: [],
  mediaStored: [],
  messageSent: [],
  messageLinked: [],
  conversationAssigned: [],
  conversationsMerged: [],
  conversationsUnmerged: [],
  conversationNoted: [],
  messageStatusChanged: [],
  complaintReported: [],
  complaintDismissed: [],
  staffChanged: [],
  channelTroubled: [tellAdmins],
  channelRecovered: [],
  settingsChanged: [],
} satisfies Partial<Notices>
