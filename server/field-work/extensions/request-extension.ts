import type { Staff } from '../../platform/actor.ts'
import { databaseError, type Db, type Tx } from '../../platform/db.ts'
import { NotAllowed, NotFound, Refused } from '../../platform/errors.ts'
import { say } from '../../platform/texts.ts'
import {
  freeSeat,
  moveTicket,
  prolong,
  recordEvent,
  revokeDocuments,
  type TicketState,
  whyCannotMove,
} from '../../ticket/index.ts'
import { lockTicket, mySeat } from '../find-crew.ts'
import { type Collision, findCollisions } from './find-collisions.ts'
import { extendLetter, type LetterDeps } from '../issue-letter.ts'

const DAY_MS = 24 * 3_600_000

/** Tambah Hari: the work is not finished. One open request per ticket. @throws Refused EXTENSION_PENDING, WRONG_STATE, NotFound */
export async function requestExtension(
  db: Db,
  actor: Staff,
  ticketId: string,
  request: { days: number; reason: string; remainingWork: string },
): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    await lockTicket(tx, ticketId)
    await mySeat(tx, actor, ticketId)
    const ticket = await moveTicket(tx, { ticketId, move: 'requestExtension', actor, event: null })
    try {
      const made = await tx
        .insertInto('extensions')
        .values({ ticketId, requestedBy: actor.id, ...request })
        .returning('id')
        .executeTakeFirstOrThrow()
      await recordEvent(tx, {
        name: 'extensionRequested',
        actor,
        ticketId,
        customerId: ticket.customerId,
        data: { extensionId: made.id, days: request.days, reason: request.reason },
      })
      return made.id
    } catch (error) {
      if (databaseError(error)?.constraint === 'extensions_one_open') throw new Refused('EXTENSION_PENDING')
      throw error
    }
  })
}

type Choice = {
  days?: number | undefined
  note?: string | null | undefined
  /** seats of this ticket whose technician may leave it, because he has another visit then */
  release?: readonly string[] | undefined
  /** whoever is absent then comes all the same */
  override?: boolean | undefined
}

/**
 * CS approves, with other days if wanted: the visit, the crew's time and their letters are extended together. Whoever
 * has another visit then stays in its way, unless CS lets him leave this ticket: his seat is offered as an emergency.
 * A seat that CS let go is kept when nothing is in its way any more.
 * Who is absent then is in the way as well, unless CS knows that he comes.
 * @throws Refused CREW_COLLISION naming what is in the way, EXTENSION_DECIDED, WRONG_STATE; NotFound
 */
export async function approveExtension(
  deps: LetterDeps,
  actor: Staff,
  extensionId: string,
  choice: Choice,
): Promise<void> {
  const attempt = () => deps.db.transaction().execute((tx) => approve(deps, tx, actor, extensionId, choice))
  try {
    await attempt()
  } catch (error) {
    const raced = error instanceof Refused && error.code === 'CREW_COLLISION' && !error.params['jobs']
    // one of the crew took another job after we had looked; looking again names it
    if (!raced) throw error
    await attempt()
  }
}

async function approve(
  deps: LetterDeps,
  tx: Tx,
  actor: Staff,
  extensionId: string,
  choice: Choice,
): Promise<void> {
  const asked = await openExtension(tx, extensionId)
  const days = choice.days ?? asked.days
  const note = choice.note ?? null
  const ticket = await moveTicket(tx, {
    ticketId: asked.ticketId,
    move: 'decideExtension',
    actor,
    event: null,
  })
  const until = new Date(ticket.scheduledEnd.getTime() + days * DAY_MS)
  const { release = [], override = false } = choice
  await makeRoom(tx, actor, { extensionId, ticketId: ticket.id, days, release, override })
  await prolong(tx, ticket.id, until)
  await tx
    .updateTable('extensions')
    .set({
      status: 'APPROVED',
      approvedDays: days,
      approvedUntil: until,
      decisionNote: note,
      decidedBy: actor.id,
      decidedAt: new Date(),
    })
    .where('id', '=', extensionId)
    .execute()
  await extendLetters(deps, tx, ticket.id, days)
  await recordEvent(tx, {
    name: 'extensionApproved',
    actor,
    ticketId: ticket.id,
    customerId: ticket.customerId,
    data: { extensionId, days, until: until.toISOString(), note },
  })
}

/** Those who stay get an addendum. */
async function extendLetters(deps: LetterDeps, tx: Tx, ticketId: string, days: number): Promise<void> {
  const crew = await tx
    .selectFrom('assignments')
    .select('id')
    .where('ticketId', '=', ticketId)
    .where('endedAt', 'is', null)
    .orderBy('seat')
    .execute()
  for (const member of crew) await extendLetter(deps, tx, member.id, days)
}

/** Lets those go who have another visit then and whom CS chose. @throws Refused CREW_COLLISION, NotFound */
async function makeRoom(
  tx: Tx,
  actor: Staff,
  wish: {
    extensionId: string
    ticketId: string
    days: number
    release: readonly string[]
    override: boolean
  },
): Promise<void> {
  await mustBeSeats(tx, wish.ticketId, wish.release)
  const inTheWay = (await findCollisions(tx, [wish.extensionId], wish.days)).get(wish.extensionId) ?? []
  const leaves = (one: Collision) => wish.release.includes(one.assignmentId)
  const unsolved = inTheWay.filter((one) => !leaves(one) && !(wish.override && one.what === 'ABSENCE'))
  if (unsolved.length > 0)
    throw new Refused('CREW_COLLISION', { jobs: unsolved.map(named).join('; '), context: 'days' })
  for (const [seat, reasons] of Map.groupBy(inTheWay.filter(leaves), (one) => one.assignmentId))
    await letGo(tx, actor, wish.ticketId, seat, reasonOf(reasons))
}

/** What the technician is told who leaves: his other jobs, or that he is absent. */
function reasonOf(reasons: readonly Collision[]): string {
  const codes = reasons.flatMap((one) => one.ticketCode ?? [])
  return codes.length > 0
    ? say('labels:extensionRelease', { codes: codes.join(', ') })
    : say('labels:extensionReleaseAbsent')
}

const named = ({ technician, absence, ticketCode, ticketTitle }: Collision) =>
  `${technician.name}: ${absence ? say(`labels:absence.${absence}`) : `${ticketCode} ${ticketTitle}`}`

/** As Cari Pengganti: the seat is in the pool again, the letter of the one who leaves is revoked. */
async function letGo(tx: Tx, actor: Staff, ticketId: string, seat: string, reason: string): Promise<void> {
  const { ticket, ended } = await freeSeat(tx, {
    ticketId,
    assignment: { id: seat },
    move: 'requestReplacement',
    actor,
    reason,
  })
  await revokeDocuments(tx, { assignmentId: ended.id, type: 'ST' }, reason)
  await recordEvent(tx, {
    name: 'replacementRequested',
    actor,
    ticketId,
    customerId: ticket.customerId,
    data: { assignmentId: ended.id, technicianId: ended.technicianId, reason, keep: false },
  })
}

/** A seat that its technician has left meanwhile is no mistake, one of another ticket is. @throws NotFound */
async function mustBeSeats(tx: Tx, ticketId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const seats = await tx
    .selectFrom('assignments')
    .select('id')
    .where('ticketId', '=', ticketId)
    .where('id', 'in', ids)
    .execute()
  if (seats.length < new Set(ids).size) throw new NotFound('ASSIGNMENT_NOT_FOUND')
}

/** A no with its reason; also once the ticket is finished, when the request is moot. @throws Refused EXTENSION_DECIDED, NotFound */
export async function rejectExtension(
  db: Db,
  actor: Staff,
  extensionId: string,
  reason: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const asked = await openExtension(tx, extensionId)
    if (whyCannotMove('decideExtension', actor.role, asked.state) === 'NOT_ALLOWED') throw new NotAllowed()
    await tx
      .updateTable('extensions')
      .set({ status: 'REJECTED', decisionNote: reason, decidedBy: actor.id, decidedAt: new Date() })
      .where('id', '=', extensionId)
      .execute()
    await recordEvent(tx, {
      name: 'extensionRejected',
      actor,
      ticketId: asked.ticketId,
      customerId: asked.customerId,
      data: { extensionId, reason },
    })
  })
}

type Asked = { ticketId: string; customerId: string; state: TicketState; days: number }

async function openExtension(tx: Tx, id: string): Promise<Asked> {
  const about = await tx.selectFrom('extensions').select('ticketId').where('id', '=', id).executeTakeFirst()
  if (!about) throw new NotFound()
  await lockTicket(tx, about.ticketId)
  const row = await tx
    .selectFrom('extensions')
    .innerJoin('tickets', 'tickets.id', 'extensions.ticketId')
    .select([
      'extensions.ticketId',
      'extensions.days',
      'extensions.status',
      'tickets.customerId',
      'tickets.state',
    ])
    .where('extensions.id', '=', id)
    .executeTakeFirstOrThrow()
  if (row.status !== 'PENDING') throw new Refused('EXTENSION_DECIDED')
  return { ...row, state: row.state as TicketState }
}
