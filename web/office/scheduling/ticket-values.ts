import type { UseFormReturnType } from '@mantine/form'
import type { Priority, Ticket } from '../../shared/api/shapes.ts'
import { OFFICE_ZONE } from '../../shared/format.ts'
import { addDays, fromLocal, toLocal } from '../../shared/zoned.ts'
import { parseClock, showClock } from '../ui/clock-text.ts'
import { type Point, parsePoint, writePoint } from '../ui/point.ts'

/** A ticket as its form holds it: dates and clocks in the zone of the site, the point as text. */
export type TicketValues = {
  title: string
  description: string
  address: string
  location: string
  date: string
  endDate: string
  start: string
  end: string
  technicianQuota: number | string
  priority: Priority
  requiredSkills: string[]
  area: string
  purchaseOrder: string
}

export type TicketForm = UseFormReturnType<TicketValues>

export type TicketStart = {
  title?: string
  description?: string
  address?: string | null
  location?: Point | null
}

/** Sensible defaults: one technician, tomorrow 09.00-12.00, at the customer's address. */
export function newTicketValues(now: Date, from: TicketStart = {}): TicketValues {
  const tomorrow = addDays(toLocal(now).date, 1)
  return {
    title: from.title ?? '',
    description: from.description ?? '',
    address: from.address ?? '',
    location: writePoint(from.location),
    date: tomorrow,
    endDate: tomorrow,
    start: '09.00',
    end: '12.00',
    technicianQuota: 1,
    priority: 'NORMAL',
    requiredSkills: [],
    area: '',
    purchaseOrder: '',
  }
}

export function valuesOfTicket(ticket: Ticket): TicketValues {
  const start = toLocal(ticket.scheduledStart, ticket.timeZone)
  const end = toLocal(ticket.scheduledEnd, ticket.timeZone)
  return {
    title: ticket.title,
    description: ticket.description,
    address: ticket.address,
    location: writePoint(ticket.location),
    date: start.date,
    endDate: end.date,
    start: showClock(start.time),
    end: showClock(end.time),
    technicianQuota: ticket.technicianQuota,
    priority: ticket.priority,
    requiredSkills: ticket.requiredSkills,
    area: ticket.area ?? '',
    purchaseOrder: ticket.purchaseOrder ?? '',
  }
}

/** Begin and end as ISO times, or null while one of them cannot be read. */
export function scheduleOf(
  values: Pick<TicketValues, 'date' | 'endDate' | 'start' | 'end'>,
  zone: string = OFFICE_ZONE,
): { scheduledStart: string; scheduledEnd: string } | null {
  const [start, end] = [parseClock(values.start), parseClock(values.end)]
  if (!start || !end) return null
  const scheduledStart = fromLocal({ date: values.date, time: start }, zone)
  const scheduledEnd = fromLocal({ date: values.endDate, time: end }, zone)
  return scheduledStart && scheduledEnd ? { scheduledStart, scheduledEnd } : null
}

/** The body of a create or change. Only for values without problems. */
export function bodyOfTicket(values: TicketValues, zone?: string) {
  const schedule = scheduleOf(values, zone)
  if (!schedule) throw new RangeError('schedule')
  return {
    title: values.title.trim(),
    description: values.description.trim(),
    address: values.address.trim(),
    location: parsePoint(values.location),
    technicianQuota: Number(values.technicianQuota),
    priority: values.priority,
    requiredSkills: values.requiredSkills,
    area: values.area.trim() || null,
    ...schedule,
  }
}

/** What is wrong with the form before it is sent, as field > key of a text. */
export function ticketProblems(
  values: TicketValues,
  zone?: string,
): Partial<Record<keyof TicketValues, string>> {
  const problems: Partial<Record<keyof TicketValues, string>> = {}
  if (values.title.trim().length < 3) problems.title = 'tickets.titleTooShort'
  if (!values.address.trim()) problems.address = 'field.required'
  if (values.location.trim() && !parsePoint(values.location)) problems.location = 'point.unreadable'
  const quota = Number(values.technicianQuota)
  if (!Number.isInteger(quota) || quota < 1 || quota > 50) problems.technicianQuota = 'tickets.quotaRange'
  if (!values.date) problems.date = 'field.required'
  if (!parseClock(values.start)) problems.start = 'tickets.clock'
  if (!parseClock(values.end)) problems.end = 'tickets.clock'
  const schedule = scheduleOf(values, zone)
  if (schedule && schedule.scheduledEnd <= schedule.scheduledStart) problems.end = 'tickets.endBeforeStart'
  return problems
}

/** The server's names of the schedule in the form. */
export const RENAMED = { scheduledStart: 'start', scheduledEnd: 'end' }

const LONGEST_TITLE = 80

/** A title out of a complaint: its first sentence or line, cut at a word. */
export function titleFrom(complaint: string): string {
  const first = complaint.trim().split(/\n|(?<=[.!?])\s/)[0] ?? ''
  const line = first.replaceAll(/\s+/g, ' ').replace(/[.\s]+$/, '')
  if (line.length <= LONGEST_TITLE) return line
  const cut = line.slice(0, LONGEST_TITLE - 1)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_TITLE / 2))}…`
}
