import type { Db } from '../platform/db.ts'
import type { TicketState } from '../ticket/index.ts'
import { ownFacts } from './list-pool.ts'
import { inPool } from './rules.ts'
import { ticketRows } from './ticket-row.ts'

/** A job as it is now, for messages to staff: everything that a card or a short notice may name. */
export type JobSnapshot = {
  id: string
  code: string
  title: string
  description: string
  customer: string
  company: string | null
  phone: string | null
  address: string
  place: { lat: number; lng: number } | null
  timeZone: string
  start: Date
  end: Date
  quota: number
  free: number
  state: TicketState
  emergency: boolean
  round: number
  crew: string[]
  mine: boolean
  claimable: boolean
  over: boolean
}

/** @param technicianId for whom the card is: his own seat makes it another card */
export async function readJobSnapshot(
  db: Db,
  ticketId: string,
  technicianId: string,
): Promise<JobSnapshot | null> {
  const row = await ticketRows(db)
    .select(ownFacts(technicianId).mine.as('mine'))
    .where('tickets.id', '=', ticketId)
    .executeTakeFirst()
  if (!row) return null
  const over = row.scheduledEnd <= new Date()
  const [state, free] = [row.state as TicketState, row.freeSeats.length]
  return {
    id: row.id,
    code: row.code ?? '',
    title: row.title,
    description: row.description,
    customer: row.customerName,
    company: row.customerCompany,
    phone: row.customerPhone,
    address: row.address,
    place: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
    timeZone: row.timeZone,
    start: row.scheduledStart,
    end: row.scheduledEnd,
    quota: row.technicianQuota,
    free,
    state,
    emergency: row.emergency,
    round: row.poolRound,
    crew: row.crew.map((member) => member.name),
    mine: row.mine,
    claimable: !row.mine && inPool({ state, freeSeats: free, over }),
    over,
  }
}
