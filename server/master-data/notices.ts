import type { Notices } from '../ticket/index.ts'

/** The office sees these live on its screens; nobody needs a message on top. */
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
  settingsChanged: [],
} satisfies Partial<Notices>
