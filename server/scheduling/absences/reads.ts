import { sql } from 'kysely'
import type { z } from 'zod'
import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { addDays } from '../../platform/indonesian-date.ts'
import type { QueryOf } from '../../platform/http/endpoint.ts'
import { startOfOfficeDay } from '../calendar/rules.ts'
import type { absence, heldVisit, listAbsences } from './schema.ts'

export type Absence = z.input<typeof absence>
export type HeldVisit = z.input<typeof heldVisit>

const rows = (look: Db | Tx) =>
  look
    .selectFrom('absences')
    .innerJoin('staff', 'staff.id', 'absences.technicianId')
    .select([
      'absences.id',
      'absences.technicianId',
      'absences.kind',
      'absences.startsAt',
      'absences.endsAt',
      'absences.wholeDays',
      'absences.note',
      'absences.createdBy',
      'staff.name',
    ])
type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

const shape = (row: Row): Absence => ({
  id: row.id,
  technician: { id: row.technicianId, name: row.name },
  kind: row.kind as Absence['kind'],
  start: row.startsAt.toISOString(),
  end: row.endsAt.toISOString(),
  wholeDays: row.wholeDays,
  note: row.note,
  own: row.createdBy === row.technicianId,
})

/** Absences that touch the days, earliest first. A technician sees own ones only. */
export async function absencesBetween(
  db: Db,
  viewer: Staff,
  query: QueryOf<typeof listAbsences>,
): Promise<Absence[]> {
  const technicianId = viewer.role === 'technician' ? viewer.id : query.technicianId
  const [start, end] = [startOfOfficeDay(query.from), startOfOfficeDay(addDays(query.to, 1))]
  let found = rows(db).where(sql<boolean>`tstzrange(starts_at, ends_at) && tstzrange(${start}, ${end})`)
  if (technicianId) found = found.where('absences.technicianId', '=', technicianId)
  const list = await found.orderBy('absences.startsAt').orderBy('absences.id').execute()
  return list.map(shape)
}

/** One absence with the visits that its technician still holds then. */
export async function readAbsence(
  look: Db | Tx,
  id: string,
): Promise<(Absence & { visits: HeldVisit[] }) | null> {
  const row = await rows(look).where('absences.id', '=', id).executeTakeFirst()
  return row ? { ...shape(row), visits: await visitsHeld(look, row) } : null
}

async function visitsHeld(look: Db | Tx, row: Row): Promise<HeldVisit[]> {
  const held = await look
    .selectFrom('assignments')
    .innerJoin('tickets', 'tickets.id', 'assignments.ticketId')
    .select(['tickets.id', 'tickets.code', 'tickets.title', 'scheduledStart', 'scheduledEnd', 'timeZone'])
    .where('assignments.technicianId', '=', row.technicianId)
    .where('assignments.endedAt', 'is', null)
    .where(sql<boolean>`assignments.during && tstzrange(${row.startsAt}, ${row.endsAt})`)
    .orderBy('scheduledStart')
    .execute()
  return held.map((visit) => ({
    ticketId: visit.id,
    code: visit.code ?? '',
    title: visit.title,
    start: visit.scheduledStart.toISOString(),
    end: visit.scheduledEnd.toISOString(),
    timeZone: visit.timeZone,
  }))
}

/** The kind of absence that touches this time, or null when the technician is there. */
export async function absenceDuring(
  look: Db | Tx,
  technicianId: string,
  start: Date,
  end: Date,
): Promise<string | null> {
  const row = await look
    .selectFrom('absences')
    .select('kind')
    .where('technicianId', '=', technicianId)
    .where(sql<boolean>`tstzrange(starts_at, ends_at) && tstzrange(${start}, ${end})`)
    .orderBy('startsAt')
    .limit(1)
    .executeTakeFirst()
  return row?.kind ?? null
}
