import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type labels from '../../../locales/id/labels.json'
import { type Change, type LiveState, openLive } from '../../shared/live.ts'
import { say } from '../../shared/i18n.ts'
import { concerns, type QueryHead } from '../ui/query-keys.ts'
import { tellAlert } from '../ui/toasts.ts'

/** Every event that has words in the timeline; an event without an entry here does not compile. */
type EventName = keyof (typeof labels)['event'] | 'claimLost'

const chat: readonly QueryHead[] = ['conversations', 'messages']
const customer: readonly QueryHead[] = ['customers', 'conversations']
const complaint: readonly QueryHead[] = ['complaints', 'conversations', 'messages', 'customers', 'tickets']
const ticket: readonly QueryHead[] = ['tickets', 'pool', 'attendance', 'calendar']
// another job of the crew may be in the way of more days
const seat: readonly QueryHead[] = [...ticket, 'claims', 'field-work', 'extensions']
const field: readonly QueryHead[] = ['tickets', 'field-work', 'attendance', 'calendar']
// who is absent may be in the way of more days
const absence: readonly QueryHead[] = ['calendar', 'extensions', 'attendance']
const extension: readonly QueryHead[] = [...field, 'extensions']
const invoice: readonly QueryHead[] = ['invoices', 'tickets']

/** Which queries an event makes old. */
export const STALE: Record<EventName, readonly QueryHead[]> = {
  customerRegistered: customer,
  customerChanged: [...customer, 'tickets', 'complaints'],
  customerDeactivated: customer,
  customerReactivated: customer,
  customerMerged: [...customer, 'complaints', 'tickets', 'invoices', 'ratings'],
  customerUnmerged: [...customer, 'complaints', 'tickets', 'invoices', 'ratings'],
  customersImported: ['customers'],
  messageReceived: chat,
  messageSent: chat,
  messageLinked: ['messages', 'tickets'],
  conversationAssigned: ['conversations'],
  conversationsMerged: [...customer, 'messages', 'notes', 'complaints'],
  conversationsUnmerged: [...customer, 'messages', 'notes', 'complaints'],
  conversationNoted: ['notes'],
  messageStatusChanged: chat,
  complaintReported: complaint,
  complaintDismissed: complaint,
  staffChanged: ['users', 'me', 'calendar'],
  absenceRecorded: absence,
  absenceChanged: absence,
  absenceRemoved: absence,
  channelTroubled: ['settings'],
  channelRecovered: ['settings'],
  settingsChanged: ['settings', 'company', 'users', 'calendar'],
  ticketOpened: [...ticket, 'complaints', 'conversations', 'customers'],
  ticketChanged: ticket,
  ticketCancelled: [...seat, 'complaints'],
  visitRescheduled: seat,
  jobClaimed: seat,
  // no event of the ticket, only a row more in the race receipt
  claimLost: ['claims'],
  jobAssigned: seat,
  jobReleased: seat,
  replacementRequested: seat,
  replacementCalledOff: seat,
  standbyJoined: seat,
  standbyLeft: seat,
  offerWidened: ticket,
  broadcastRepeated: [...ticket, 'claims'],
  ticketNoted: ['notes', 'tickets'],
  attachmentAdded: ['tickets'],
  attachmentRemoved: ['tickets'],
  poolReminded: ticket,
  poolUnclaimed: ticket,
  assignmentLetterIssued: field,
  departed: field,
  checkedIn: [...field, 'pool'],
  checkedOut: field,
  attendanceAlerted: ['attendance', 'tickets'],
  attendanceAlertDismissed: ['attendance', 'tickets'],
  technicianReminded: ['tickets'],
  attendanceCorrected: field,
  // it may speak for a check-in without a position
  photoAdded: ['field-work', 'tickets', 'attendance'],
  fieldNoted: ['field-work', 'tickets'],
  photoRemoved: ['field-work', 'tickets'],
  photoRestored: ['field-work', 'tickets'],
  handoverReported: field,
  handoverConfirmed: field,
  workDone: [...field, 'pool', 'invoices'],
  extensionRequested: extension,
  extensionApproved: extension,
  extensionRejected: extension,
  ticketReopened: [...field, 'pool'],
  invoiceDrafted: invoice,
  invoiceChanged: invoice,
  invoiceSubmitted: invoice,
  invoiceApproved: invoice,
  revisionRequested: invoice,
  invoiceSent: invoice,
  paymentProofReceived: invoice,
  paymentConfirmed: [...invoice, 'kpi'],
  paymentRejected: invoice,
  invoiceVoided: invoice,
  ratingReceived: ['ratings', 'kpi', 'tickets'],
  ticketClosed: [...ticket, 'invoices', 'kpi'],
}

/** Changes come in bursts (a broadcast, a race): each burst refreshes the screen once. */
const GATHER_MS = 150

/** Refreshes what a change made old. An event this version does not know refreshes everything on screen. */
export function makeRefresher(queries: Pick<QueryClient, 'invalidateQueries'>): {
  take: (change: Change) => void
  stop: () => void
} {
  let gathered: Change[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const refresh = () => {
    const changes = gathered
    gathered = []
    void queries.invalidateQueries({
      predicate: ({ queryKey }) =>
        changes.some((change) => {
          const heads = STALE[change.name as EventName]
          return heads ? concerns(queryKey, heads, change) : true
        }),
    })
  }
  return {
    take: (change) => {
      if (gathered.length === 0) timer = setTimeout(refresh, GATHER_MS)
      gathered.push(change)
    },
    stop: () => clearTimeout(timer),
  }
}

/** Keeps open screens up to date while the office is open; tells how the line is. */
export function useLiveUpdates(): LiveState {
  const queries = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  useEffect(() => {
    const refresher = makeRefresher(queries)
    const close = openLive({
      onChange: (change) => {
        refresher.take(change)
        if (change.name === 'poolUnclaimed') tellAlert(say('office:live.poolUnclaimed'))
      },
      onGap: () => void queries.invalidateQueries(),
      onState: setState,
    })
    return () => {
      close()
      refresher.stop()
    }
  }, [queries])
  return state
}
