import { sql } from 'kysely'
import type { z } from 'zod'
import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import type { Answer } from '../platform/http/endpoint.ts'
import { documentStatus, verifyUrl } from '../ticket/index.ts'
import { ticketExtensions } from './extensions/reads.ts'
import { mustSeeTicket } from './find-crew.ts'
import { readDemands } from './evidence/change-demands.ts'
import { missingOf } from './evidence/find-missing.ts'
import { liveReport, oldReports } from './evidence/read-report.ts'
import { notesOf } from './notes/write-note.ts'
import type { Grade } from './rules.ts'
import type { attendanceEntry } from './attendance/schema.ts'
import type { getFieldWork, letter, photo } from './schema.ts'

export type AttendanceEntry = z.input<typeof attendanceEntry>
export type FieldWork = Answer<typeof getFieldWork>

export const attendanceRows = (db: Db | Tx) =>
  db
    .selectFrom('attendance')
    .innerJoin('tickets', 'tickets.id', 'attendance.ticketId')
    .innerJoin('customers', 'customers.id', 'tickets.customerId')
    .innerJoin('staff', 'staff.id', 'attendance.technicianId')
    .selectAll('attendance')
    .select([
      'tickets.code',
      'tickets.title',
      'tickets.timeZone',
      'customers.name as customerName',
      'staff.name as technicianName',
      sql<{ id: string; name: string } | null>`(select json_build_object('id', e.id, 'name', e.name)
        from staff e where e.id = attendance.entered_by)`.as('enterer'),
      sql<
        CorrectionRow[]
      >`coalesce((select json_agg(json_build_object('at', c.at, 'by', json_build_object('id', s.id, 'name', s.name),
        'reason', c.reason, 'before', c.before, 'after', c.after) order by c.at desc)
        from attendance_corrections c join staff s on s.id = c.by where c.attendance_id = attendance.id), '[]')`.as(
        'corrections',
      ),
    ])

type CorrectionRow = Omit<AttendanceEntry['corrections'][number], 'at'> & { at: string }

export type AttendanceRow = Awaited<ReturnType<ReturnType<typeof attendanceRows>['executeTakeFirstOrThrow']>>

export const attendanceShape = (row: AttendanceRow): AttendanceEntry => ({
  id: row.id,
  ticketId: row.ticketId,
  ticketCode: row.code ?? '',
  ticketTitle: row.title,
  customerName: row.customerName,
  technician: { id: row.technicianId, name: row.technicianName },
  workDate: row.workDate,
  timeZone: row.timeZone,
  checkInAt: row.checkInAt.toISOString(),
  checkOutAt: row.checkOutAt?.toISOString() ?? null,
  checkInReceivedAt: row.checkInReceivedAt?.toISOString() ?? null,
  grade: row.grade as Grade,
  gradeReasons: row.gradeReasons,
  distance: row.checkInDistance,
  accuracy: row.checkInAccuracy,
  location:
    row.checkInLat === null || row.checkInLng === null ? null : { lat: row.checkInLat, lng: row.checkInLng },
  late: row.late,
  lateMinutes: row.lateMinutes,
  via: row.via as 'web',
  enteredBy: row.enterer,
  corrections: row.corrections.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
})

/** @throws NotFound */
export async function readAttendance(db: Db | Tx, id: string): Promise<AttendanceEntry> {
  const row = await attendanceRows(db).where('attendance.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return attendanceShape(row)
}

type Photo = z.input<typeof photo>

const photosOf = async (
  db: Db | Tx,
  column: 'photos.id' | 'photos.ticketId',
  value: string,
  hidden = true,
): Promise<Photo[]> => {
  let rows = db
    .selectFrom('photos')
    .innerJoin('staff', 'staff.id', 'photos.technicianId')
    .select([
      'photos.id',
      'photos.kind',
      'photos.viewFileId',
      'photos.technicianId',
      'staff.name',
      'photos.createdAt',
      'photos.takenAt',
      'photos.removedAt',
      'photos.lat',
      'photos.lng',
      'photos.accuracy',
      'photos.distance',
      'photos.positionSource',
    ])
    .where(column, '=', value)
  if (!hidden) rows = rows.where('photos.removedAt', 'is', null)
  const found = await rows.orderBy('photos.createdAt').execute()
  return found.map((row) => ({
    id: row.id,
    removedAt: row.removedAt?.toISOString() ?? null,
    kind: row.kind as Photo['kind'],
    fileId: row.viewFileId,
    technician: { id: row.technicianId, name: row.name },
    at: (row.takenAt ?? row.createdAt).toISOString(),
    place: placeOf(row),
  }))
}

type Placed = Record<'lat' | 'lng' | 'accuracy' | 'distance', number | null> & {
  positionSource: string | null
}

/** The point itself is forgotten after a while; the distance stays. */
const placeOf = ({ lat, lng, accuracy, distance, positionSource }: Placed): Photo['place'] =>
  positionSource === null
    ? null
    : {
        point: lat === null || lng === null ? null : { lat, lng },
        accuracy,
        distance,
        source: positionSource as 'device' | 'exif',
      }

export async function readPhoto(db: Db | Tx, id: string): Promise<Photo> {
  const [found] = await photosOf(db, 'photos.id', id)
  if (!found) throw new NotFound()
  return found
}

type Letter = z.input<typeof letter>

async function lettersOf(
  db: Db,
  publicUrl: string,
  ticketId: string,
  technicianId: string | null,
): Promise<Letter[]> {
  let rows = db
    .selectFrom('documents')
    .innerJoin('staff', 'staff.id', 'documents.technicianId')
    .leftJoin('assignments', 'assignments.id', 'documents.assignmentId')
    .selectAll('documents')
    .leftJoin('documents as older', 'older.id', 'documents.replacesId')
    .leftJoin('documents as newer', 'newer.replacesId', 'documents.id')
    .select([
      'staff.name',
      'assignments.endedAt',
      'assignments.endReason',
      'older.number as olderNumber',
      'newer.number as newerNumber',
    ])
    .where('documents.ticketId', '=', ticketId)
    .where('documents.type', '=', 'ST')
  if (technicianId) rows = rows.where('documents.technicianId', '=', technicianId)
  const found = await rows.orderBy('documents.seq').execute()
  return found.map((row) => ({
    id: row.id,
    number: row.number,
    technician: { id: row.technicianId ?? '', name: row.name },
    validFrom: row.validFrom.toISOString(),
    validUntil: row.validUntil?.toISOString() ?? null,
    status: documentStatus(row, new Date()),
    workDone: row.endReason === 'DONE',
    replaces: row.olderNumber,
    replacedBy: row.newerNumber,
    issuedAt: row.issuedAt.toISOString(),
    verifyUrl: verifyUrl(publicUrl, row.token),
  }))
}

/** Everything that happened on site. A technician sees only the letters that are his own. @throws NotFound */
export async function readFieldWork(
  db: Db,
  actor: Staff,
  publicUrl: string,
  ticketId: string,
): Promise<Answer<typeof getFieldWork>> {
  await mustSeeTicket(db, actor, ticketId)
  const attendance = await attendanceRows(db)
    .where('attendance.ticketId', '=', ticketId)
    .orderBy('attendance.checkInAt')
    .execute()
  return {
    attendance: attendance.map(attendanceShape),
    photos: await photosOf(db, 'photos.ticketId', ticketId, actor.role !== 'technician'),
    notes: await notesOf(db, { ticketId }),
    bast: await liveReport(db, ticketId),
    olderBast: await oldReports(db, ticketId),
    extensions: await ticketExtensions(db, ticketId, actor.role === 'admin' || actor.role === 'cs'),
    letters: await lettersOf(db, publicUrl, ticketId, actor.role === 'technician' ? actor.id : null),
    missingForDone: await missingOf(db, ticketId),
    demands: await readDemands(db),
  }
}

/** For the living link, once the work is done: copies without private data, in their order. */
export async function customerPhotos(
  db: Db,
  ticketId: string,
): Promise<{ id: string; kind: string; fileId: string; at: Date }[]> {
  const rows = await db
    .selectFrom('photos')
    .innerJoin('tickets', 'tickets.id', 'photos.ticketId')
    .select(['photos.id', 'photos.kind', 'photos.viewFileId', 'photos.takenAt', 'photos.createdAt'])
    .where('photos.ticketId', '=', ticketId)
    .where('tickets.state', 'in', ['DONE', 'CLOSED'])
    .where('photos.removedAt', 'is', null)
    .where('photos.kind', '<>', 'PAPER_BAST')
    .orderBy('photos.createdAt')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    fileId: row.viewFileId,
    at: row.takenAt ?? row.createdAt,
  }))
}

/** For the living link: the printed BAST of a ticket. */
export async function bastFile(db: Db, ticketId: string): Promise<{ fileId: string; number: string } | null> {
  const row = await db
    .selectFrom('documents')
    .select(['fileId', 'number'])
    .where('ticketId', '=', ticketId)
    .where('type', '=', 'BAST')
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  return row?.fileId ? { fileId: row.fileId, number: row.number } : null
}
