import type { CalendarAbsence, CalendarVisit, Dispatch } from '../../../shared/api/shapes.ts'

export type Item = { start: string; end: string } & (
  | { kind: 'visit'; visit: CalendarVisit }
  | { kind: 'absence'; absence: CalendarAbsence }
)
export type BoardLine = {
  key: string
  title: string
  note: string
  /** whose row it is: where an open job can be dropped */
  technicianId: string | null
  items: Item[]
}

const asItem = (visit: CalendarVisit): Item => ({ kind: 'visit', visit, start: visit.start, end: visit.end })

/** One row per technician, with the visits held and the absences. */
export function byTechnician({ technicians, visits }: Pick<Dispatch, 'technicians' | 'visits'>): BoardLine[] {
  const held = new Map<string, Item[]>(technicians.map(({ id }) => [id, []]))
  for (const visit of visits)
    for (const member of visit.crew) held.get(member.technicianId)?.push(asItem(visit))
  return technicians.map((technician) => ({
    key: technician.id,
    title: technician.name,
    note: [technician.area, ...technician.skills].filter(Boolean).join(' · '),
    technicianId: technician.id,
    items: [
      ...technician.absences.map((absence): Item => ({
        kind: 'absence',
        absence: { ...absence, technician: { id: technician.id, name: technician.name } },
        start: absence.start,
        end: absence.end,
      })),
      ...(held.get(technician.id) ?? []),
    ],
  }))
}

/** One row per ticket, by its start. */
export function byTicket({ visits }: Pick<Dispatch, 'visits'>): BoardLine[] {
  return visits.map((visit) => ({
    key: visit.ticketId,
    title: visit.title,
    note: `${visit.code} · ${visit.customer}`,
    technicianId: null,
    items: [asItem(visit)],
  }))
}

/** Visits that wait for somebody. */
export const openItems = ({ visits }: Pick<Dispatch, 'visits'>): Item[] =>
  visits.filter((visit) => visit.freeSeats > 0).map(asItem)
