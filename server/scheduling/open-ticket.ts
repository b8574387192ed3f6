import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { InvalidInput, NotAllowed, Refused } from '../platform/errors.ts'
import type { BodyOf } from '../platform/http/endpoint.ts'
import { type SiteZone, zoneOfSite, zoneOrOffice } from '../platform/indonesian-zone.ts'
import { newToken } from '../platform/token.ts'
import { takeComplaint } from '../master-data/index.ts'
import { insertTicket, recordEvent, type Ticket } from '../ticket/index.ts'
import { scheduleProblems } from './rules.ts'
import { startRound } from './start-round.ts'
import type { openTicket as contract } from './schema.ts'

export type NewTicket = BodyOf<typeof contract>

/**
 * CS makes a ticket of a customer's wish or complaint; it is in the Open Pool at once and is broadcast.
 * Without an address the customer's own one counts, with the pin that goes with it.
 * @throws Refused CUSTOMER_INACTIVE, COMPLAINT_DECIDED; InvalidInput for schedule, address, customer
 */
export async function openTicket(db: Db, actor: Staff, wish: NewTicket): Promise<string> {
  if (actor.role !== 'admin' && actor.role !== 'cs') throw new NotAllowed()
  const [start, end] = [new Date(wish.scheduledStart), new Date(wish.scheduledEnd)]
  const problems = scheduleProblems(start, end, new Date())
  if (problems.length > 0) throw new InvalidInput(problems)
  return await db.transaction().execute(async (tx) => {
    const site = await siteOf(tx, wish)
    const ticket = await insertTicket(tx, {
      customerId: wish.customerId,
      // set below: whether the complaint may be used is decided with the ticket's id in hand
      complaintId: null,
      title: wish.title,
      description: wish.description,
      ...site,
      area: wish.area ?? null,
      requiredSkills: await knownSkills(tx, wish.requiredSkills),
      purchaseOrder: wish.purchaseOrder ?? null,
      technicianQuota: wish.technicianQuota,
      priority: wish.priority,
      scheduledStart: start,
      scheduledEnd: end,
      linkToken: newToken(),
      createdBy: actor.id,
    })
    if (wish.complaintId) await useComplaint(tx, actor, wish.complaintId, ticket)
    await startRound(tx, ticket.id)
    await recordEvent(tx, {
      name: 'ticketOpened',
      actor,
      ticketId: ticket.id,
      customerId: ticket.customerId,
      data: { quota: ticket.technicianQuota, title: ticket.title },
    })
    return ticket.id
  })
}

/**
 * Where the crew has to go, and the clock there. Locks the customer, so that he is not deactivated while a ticket is
 * being made for him.
 */
async function siteOf(tx: Tx, wish: NewTicket): Promise<Site> {
  const customer = await tx
    .selectFrom('customers')
    .select(['status', 'address', 'lat', 'lng', 'timeZone'])
    .where('id', '=', wish.customerId)
    .forShare()
    .executeTakeFirst()
  if (!customer) throw new InvalidInput([{ path: 'customerId', message: 'customerUnknown' }])
  if (customer.status !== 'ACTIVE') throw new Refused('CUSTOMER_INACTIVE')
  const address = wish.address ?? customer.address
  if (!address || address.length < 3) throw new InvalidInput([{ path: 'address', message: 'required' }])
  // the customer's pin and clock belong to his own address, not to another site
  const own = address === customer.address
  const pin = wish.location ?? (own ? pinOf(customer) : null) ?? (await complaintPin(tx, wish.complaintId))
  const site = { address, lat: pin?.lat ?? null, lng: pin?.lng ?? null }
  const known = (own ? (customer.timeZone as SiteZone | null) : null) ?? zoneOfSite(site)
  return { ...site, timeZone: wish.timeZone ?? known ?? zoneOrOffice({ address: customer.address }) }
}

type Site = { address: string; lat: number | null; lng: number | null; timeZone: SiteZone }

const pinOf = (row: { lat: number | null; lng: number | null }) =>
  row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng }

/** A pin the customer sent with the complaint, unless CS put one. */
async function complaintPin(tx: Tx, complaintId: string | undefined) {
  if (!complaintId) return null
  const complaint = await tx
    .selectFrom('complaints')
    .select(['lat', 'lng'])
    .where('id', '=', complaintId)
    .executeTakeFirst()
  return complaint ? pinOf(complaint) : null
}

async function useComplaint(tx: Tx, actor: Staff, complaintId: string, ticket: Ticket): Promise<void> {
  await takeComplaint(tx, complaintId, ticket.customerId, ticket.id, actor)
  await tx.updateTable('tickets').set({ complaintId }).where('id', '=', ticket.id).execute()
}

/** @throws InvalidInput for a skill that the catalogue does not have */
export async function knownSkills(tx: Tx, wanted: readonly string[] | undefined): Promise<string[]> {
  const skills = [...new Set(wanted)]
  if (skills.length === 0) return []
  const known = await tx.selectFrom('skills').select('name').where('name', 'in', skills).forShare().execute()
  if (known.length < skills.length)
    throw new InvalidInput([{ path: 'requiredSkills', message: 'unknownSkill' }])
  return skills
}
