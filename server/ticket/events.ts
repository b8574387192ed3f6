type Absence = { absenceId: string; technicianId: string; kind: string; start: string; end: string }

/**
 * Everything that can happen, with what is remembered about it. One row in `events` per change, written in the
 * transaction of the change; timeline, notices, realtime, KPI and audit read these rows. A new name does not compile
 * until `Record<EventName, ...>` in the notices has an entry for it.
 */
export type Events = {
  customerRegistered: { source: 'WHATSAPP' | 'MANUAL' | 'IMPORT' }
  customerChanged: { fields: string[] }
  customerDeactivated: Record<string, never>
  customerReactivated: Record<string, never>
  customerMerged: { mergeId: string; otherId: string; name: string }
  customerUnmerged: { mergeId: string; otherId: string; name: string }
  customersImported: { importId: string; count: number }
  messageReceived: { messageId: string; kind: string }
  mediaStored: { messageId: string; kind: string }
  messageSent: { messageId: string }
  messageLinked: { messageId: string; linked: boolean }
  conversationAssigned: { assignedTo: string | null }
  conversationsMerged: { mergeId: string; otherId: string; name: string }
  conversationsUnmerged: { mergeId: string; otherId: string; name: string }
  conversationNoted: { noteId: string }
  messageStatusChanged: { messageId: string; status: string }
  complaintReported: { complaintId: string }
  complaintDismissed: { complaintId: string; reason: string }
  staffChanged: { staffId: string; fields: string[] }
  absenceRecorded: Absence
  absenceChanged: Absence
  absenceRemoved: Absence
  channelTroubled: { troubleId: string; channel: string; kind: string; subject: string }
  channelRecovered: { troubleId: string; channel: string; kind: string; subject: string }
  settingsChanged: { fields: string[] }
  ticketOpened: { quota: number; title: string }
  /** `reason`: somebody had taken it already, and is told */
  ticketChanged: { fields: string[]; reason?: string }
  ticketCancelled: { reason: string }
  visitRescheduled: {
    start: string
    end: string
    oldStart: string
    oldEnd: string
    reason: string
    /** technicians whose seat was freed because they cannot come at the new time */
    released: string[]
  }
  jobClaimed: { assignmentId: string; technicianId: string; seat: number; full: boolean }
  jobAssigned: {
    assignmentId: string
    technicianId: string
    seat: number
    full: boolean
    reason: string | null
    /** what spoke against it and was overridden */
    warnings: string[]
    /** the assignment whose place it takes, and who was relieved of it at this moment */
    replaces?: string
    relieved?: string
  }
  jobReleased: { assignmentId: string; technicianId: string; reason: string }
  /** keep: stays responsible until somebody takes the seat */
  replacementRequested: { assignmentId: string; technicianId: string; reason: string; keep: boolean }
  replacementCalledOff: { assignmentId: string; technicianId: string }
  standbyJoined: { technicianId: string }
  standbyLeft: { technicianId: string }
  /** CS offers it once more, as a new round */
  broadcastRepeated: { round: number }
  /** the head start of those who were offered the job first is over */
  offerWidened: { round: number }
  poolReminded: { round: number; minutes: number }
  poolUnclaimed: { round: number; minutes: number }
  /** a word among colleagues of the office; the text is in the note */
  ticketNoted: { noteId: string; text: string; mentioned: string[] }
  attachmentAdded: { attachmentId: string; name: string }
  attachmentRemoved: { attachmentId: string; name: string }
  assignmentLetterIssued: { documentId: string; technicianId: string; number: string }
  departed: { technicianId: string; first: boolean }
  /** `doneAt` here and below: when it was done on a phone without a signal; `at` of the event is when we heard of it */
  checkedIn: {
    attendanceId: string
    technicianId: string
    grade: string
    late: boolean
    first: boolean
    doneAt?: string
  }
  attendanceAlerted: {
    alertId: string
    kind: string
    technicianId: string
    assignmentId: string
    minutes: number
  }
  attendanceAlertDismissed: { alertId: string; kind: string; technicianId: string }
  technicianReminded: { assignmentId: string; technicianId: string }
  attendanceCorrected: {
    attendanceId: string
    technicianId: string
    reason: string
    checkInAt: string
    checkOutAt: string | null
    grade: string
    late: boolean
  }
  checkedOut: { attendanceId: string; technicianId: string; doneAt?: string }
  fieldNoted: { noteId: string; text: string; doneAt?: string }
  photoRemoved: { photoId: string; kind: string }
  photoRestored: { photoId: string; kind: string }
  photoAdded: { photoId: string; kind: string; doneAt?: string }
  /** `replaces`: the number of the version that it corrects */
  handoverReported: { handoverReportId: string; number: string | null; replaces?: string; doneAt?: string }
  handoverConfirmed: { handoverReportId: string }
  workDone: { technicianId: string; doneAt?: string }
  extensionRequested: { extensionId: string; days: number; reason: string }
  extensionApproved: { extensionId: string; days: number; until: string; note?: string | null }
  extensionRejected: { extensionId: string; reason: string }
  ticketReopened: { reason: string }
  invoiceDrafted: { total: number }
  invoiceChanged: { revision: number; total: number }
  invoiceSubmitted: { revision: number; total: number }
  invoiceApproved: { revision: number; total: number }
  revisionRequested: { reason: string }
  invoiceSent: { number: string; total: number }
  paymentProofReceived: { paymentId: string; source: string }
  paymentConfirmed: { paymentId: string; amount: number; paid: boolean }
  paymentRejected: { paymentId: string; reason: string }
  invoiceVoided: { reason: string }
  ratingReceived: { technicianScore: number; csScore: number }
  ticketClosed: Record<string, never>
}

export type EventName = keyof Events

export type EventSubject = {
  ticketId?: string | null
  customerId?: string | null
  invoiceId?: string | null
  conversationId?: string | null
}

export type GssEvent<N extends EventName = EventName> = {
  [K in N]: {
    id: string
    name: K
    at: Date
    actor: { kind: 'staff' | 'customer' | 'system'; id: string | null }
    data: Events[K]
    ticketId: string | null
    customerId: string | null
    invoiceId: string | null
    conversationId: string | null
  }
}[N]
