import type { paths } from './schema.gen.d.ts'

type Success<O> = O extends { responses: infer R }
  ? R extends { 200: { content: { 'application/json': infer A } } }
    ? A
    : R extends { 201: { content: { 'application/json': infer B } } }
      ? B
      : never
  : never

/** What GET of a path answers. */
export type Got<P extends keyof paths> = Success<paths[P]['get']>
/** What POST of a path answers. */
export type Posted<P extends keyof paths> = Success<paths[P]['post']>
type BodyOf<O> = O extends { requestBody?: { content: { 'application/json': infer B } } } ? B : never
export type PostBody<P extends keyof paths> = BodyOf<paths[P]['post']>
export type PatchBody<P extends keyof paths> = BodyOf<paths[P]['patch']>
type ItemOf<L> = L extends { items: (infer I)[] } ? I : never

export type Me = Got<'/api/v1/me'>
export type Role = Me['role']
export type StaffMember = ItemOf<Got<'/api/v1/users'>>
export type SignIn = ItemOf<Got<'/api/v1/me/sign-ins'>>
export type SecondFactorSetUp = Posted<'/api/v1/me/second-factor'>
export type Customer = ItemOf<Got<'/api/v1/customers'>>
export type CustomerDetail = Got<'/api/v1/customers/{id}'>
export type Duplicate = ItemOf<Got<'/api/v1/customers/{id}/duplicates'>>
export type CustomerMerge = ItemOf<Got<'/api/v1/customers/{id}/merges'>>
export type CustomerImport = ItemOf<Got<'/api/v1/customer-imports'>>
export type ImportRow = ItemOf<Got<'/api/v1/customer-imports/{id}/rows'>>
export type Complaint = ItemOf<Got<'/api/v1/complaints'>>
export type Conversation = Got<'/api/v1/conversations/{id}'>
export type Message = ItemOf<Got<'/api/v1/conversations/{id}/messages'>>
export type Note = ItemOf<Got<'/api/v1/conversations/{id}/notes'>>
export type QuickReply = ItemOf<Got<'/api/v1/quick-replies'>>
export type ChatTemplate = ItemOf<Got<'/api/v1/conversations/{id}/templates'>>
export type Company = Got<'/api/v1/company'>

export type TicketCard = ItemOf<Got<'/api/v1/tickets'>>
export type Ticket = Got<'/api/v1/tickets/{id}'>
export type TicketNote = ItemOf<Got<'/api/v1/tickets/{id}/notes'>>
export type TicketAttachment = ItemOf<Got<'/api/v1/tickets/{id}/attachments'>>
export type TicketView = ItemOf<Got<'/api/v1/ticket-views'>>
export type BulkOutcome = ItemOf<Posted<'/api/v1/tickets/bulk'>>
export type TicketHints = Got<'/api/v1/tickets/hints'>
export type TicketState = TicketCard['state']
export type Priority = TicketCard['priority']
export type Seat = Ticket['seats'][number]
export type TimelineEntry = Ticket['timeline'][number]
export type PoolJob = ItemOf<Got<'/api/v1/pool'>>
export type OwnJob = ItemOf<Got<'/api/v1/my-jobs'>>
export type ClaimAttempt = ItemOf<Got<'/api/v1/tickets/{id}/claims'>>
export type BroadcastMessage = ItemOf<Got<'/api/v1/tickets/{id}/broadcast'>>
export type ClaimResult = Posted<'/api/v1/tickets/{id}/claim'>

export type Dispatch = Got<'/api/v1/calendar'>
export type CalendarVisit = Dispatch['visits'][number]
export type OwnAbsence = ItemOf<Got<'/api/v1/absences'>>
/** The calendar does not say who wrote an absence down. */
export type CalendarAbsence = Omit<OwnAbsence, 'own'>
export type RecordedAbsence = Posted<'/api/v1/absences'>

export type FieldWork = Got<'/api/v1/tickets/{id}/field-work'>
export type AttendanceEntry = FieldWork['attendance'][number]
export type Grade = AttendanceEntry['grade']
export type BoardRow = Got<'/api/v1/attendance'>['items'][number]
export type AttendanceReportRow = ItemOf<Got<'/api/v1/attendance-report'>>
export type AttendancePolicy = Got<'/api/v1/settings/attendance'>
export type Extension = ItemOf<Got<'/api/v1/extensions'>>
export type Collision = Extension['collisions'][number]

export type InvoiceCard = ItemOf<Got<'/api/v1/invoices'>>
export type Invoice = Got<'/api/v1/invoices/{id}'>
export type InvoiceState = InvoiceCard['state']
export type InvoiceTotals = Posted<'/api/v1/invoices/calculate'>
export type Payment = Invoice['payments'][number]

export type Rating = ItemOf<Got<'/api/v1/ratings'>>
export type Overview = Got<'/api/v1/kpi/overview'>
export type TechnicianKpi = Got<'/api/v1/kpi/technicians'>['items'][number]
export type CsKpi = Got<'/api/v1/kpi/customer-service'>['items'][number]
