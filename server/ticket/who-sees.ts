import type { Role } from '../platform/roles.ts'
import type { EventName } from './events.ts'

export type Change = {
  id: number
  name: string
  ticketId: string | null
  customerId: string | null
  invoiceId: string | null
  conversationId: string | null
}

// What concerns a technician: jobs in the pool and on site. Never chats, customers' data or money.
const TECHNICIAN: readonly EventName[] = [
  'ticketOpened',
  'ticketChanged',
  'ticketCancelled',
  'visitRescheduled',
  'jobClaimed',
  'jobAssigned',
  'jobReleased',
  'replacementRequested',
  'replacementCalledOff',
  'standbyJoined',
  'standbyLeft',
  'offerWidened',
  'broadcastRepeated',
  'attachmentAdded',
  'attachmentRemoved',
  'assignmentLetterIssued',
  'departed',
  'checkedIn',
  'checkedOut',
  'attendanceCorrected',
  'photoAdded',
  'fieldNoted',
  'photoRemoved',
  'photoRestored',
  'handoverReported',
  'handoverConfirmed',
  'workDone',
  'extensionRequested',
  'extensionApproved',
  'extensionRejected',
  'ticketReopened',
  'ticketClosed',
]
const SALES: readonly EventName[] = [
  'ticketNoted',
  'attachmentAdded',
  'attachmentRemoved',
  'invoiceDrafted',
  'invoiceChanged',
  'invoiceSubmitted',
  'invoiceApproved',
  'revisionRequested',
  'invoiceSent',
  'paymentProofReceived',
  'paymentConfirmed',
  'paymentRejected',
  'invoiceVoided',
  'ticketClosed',
  'ratingReceived',
]

/** The part of a change that an open screen of this role is told; null when it is none of its business. */
export function changeFor(role: Role, change: Change): Change | null {
  if (role === 'admin' || role === 'cs' || role === 'manager') return change
  const names: readonly string[] = role === 'technician' ? TECHNICIAN : SALES
  if (!names.includes(change.name)) return null
  return {
    ...change,
    customerId: null,
    conversationId: null,
    invoiceId: role === 'sales' ? change.invoiceId : null,
  }
}

/** A role, a password or a whole account was changed: open screens may be those of somebody who is no longer let in. */
export const endsSessions = (change: Change): boolean => change.name === 'staffChanged'
