import { say } from '../texts/catalogue.ts'
import { dayAndClock, number, rupiah } from '../../shared/format.ts'
import type { Ticket, TimelineEntry } from '../../shared/api/shapes.ts'

/** One line of the history in words. */
export function eventWords(entry: TimelineEntry, ticket: Ticket): string {
  const { data } = entry
  const actor = entry.actor.name ?? say(`labels:actor.${entry.actor.kind}`)
  const values: Record<string, unknown> = { ...data, actor, technician: technicianOf(data, ticket) ?? actor }
  values['photo'] = say(`labels:photoKind.${typeof data['kind'] === 'string' ? data['kind'] : 'WORK'}`)
  values['number'] = typeof data['number'] === 'string' ? data['number'] : ''
  for (const [word, moment] of [
    ['oldTime', data['oldStart']],
    ['newTime', data['start']],
  ] as const)
    if (typeof moment === 'string') values[word] = dayAndClock(moment, { zone: ticket.timeZone })
  if (Array.isArray(data['fields']))
    values['fields'] = data['fields'].map((field) => say(`labels:ticketField.${String(field)}`)).join(', ')
  for (const money of ['total', 'amount'])
    if (typeof data[money] === 'number') values[money] = rupiah(data[money])
  if (typeof data['days'] === 'number') values['days'] = number(data['days'])
  return say(`labels:event.${entry.name}`, values).trim()
}

function technicianOf(data: Record<string, unknown>, ticket: Ticket): string | undefined {
  const people = [...ticket.seats.map((seat) => seat.technician), ...ticket.crew, ...ticket.standbys]
  return people.find((person) => person.id === data['technicianId'])?.name
}

/** The reason that somebody gave, when the entry carries one. */
export function reasonOf(entry: TimelineEntry): string | null {
  const { reason } = entry.data
  return typeof reason === 'string' && reason !== '' ? reason : null
}

/** For what was done without a signal: when it was done; the line itself says when the server heard of it. */
export function earlierOf(entry: TimelineEntry, zone: string): string | null {
  const { doneAt } = entry.data
  return typeof doneAt === 'string'
    ? say('labels:doneEarlier', { when: dayAndClock(doneAt, { zone }) })
    : null
}
