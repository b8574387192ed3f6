import { sql } from 'kysely'
import type { z } from 'zod'
import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { timelineShows } from './rules.ts'
import type { timelineEntry } from './schema.ts'

type Entry = z.input<typeof timelineEntry>
/** A ticket lives for days, not decades: more than this is a fault, and the newest matter. */
const TIMELINE_LIMIT = 500

/**
 * What happened, oldest first, each with who did it, and for the office where, as long as positions are kept.
 * Technicians do not see what concerns money or opinions, nor where colleagues were.
 */
export async function readTimeline(db: Db, viewer: Staff, ticketId: string): Promise<Entry[]> {
  const rows = await entryRows(db)
    .where('events.ticketId', '=', ticketId)
    .orderBy('events.id', 'desc')
    .limit(TIMELINE_LIMIT)
    .execute()
  return rows
    .toReversed()
    .filter((row) => timelineShows(viewer.role, row.name))
    .map((row) => entryShape(row, viewer.role !== 'technician'))
}

const entryRows = (db: Db) =>
  db
    .selectFrom('events')
    .leftJoin('staff', 'staff.id', 'events.actorId')
    .leftJoin('customers', 'customers.id', 'events.actorId')
    .leftJoin('staff as technician', (join) =>
      join.on('technician.id', '=', sql<string>`(events.data ->> 'technicianId')::uuid`),
    )
    .leftJoin('attendance', (join) =>
      join.on('attendance.id', '=', sql<string>`(events.data ->> 'attendanceId')::uuid`),
    )
    .leftJoin('handoverReports', (join) =>
      join.on('handoverReports.id', '=', sql<string>`(events.data ->> 'handoverReportId')::uuid`),
    )
    .select([
      'events.id',
      'events.name',
      'events.at',
      'events.actorKind',
      'events.actorId',
      'events.data',
      'staff.name as staffName',
      'customers.name as customerName',
      'technician.name as technicianName',
      'attendance.checkInLat',
      'attendance.checkInLng',
      'attendance.checkInDistance',
      'attendance.checkOutLat',
      'attendance.checkOutLng',
      'attendance.checkOutDistance',
      'handoverReports.signedLat',
      'handoverReports.signedLng',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof entryRows>['executeTakeFirstOrThrow']>>

function entryShape(row: Row, withPlace: boolean): Entry {
  const place = withPlace ? placeOf(row) : null
  return {
    id: String(row.id),
    name: row.name,
    at: row.at.toISOString(),
    actor: {
      kind: row.actorKind as 'staff' | 'customer' | 'system',
      id: row.actorId,
      name: row.staffName ?? row.customerName,
    },
    data: {
      ...(row.data as Record<string, unknown>),
      ...(row.technicianName && { technician: row.technicianName }),
    },
    ...(place && { place }),
  }
}

/** Where it was done, and how far from the site in metres. */
function placeOf(row: Row): Entry['place'] | null {
  const [lat, lng, distance] =
    row.name === 'checkedIn'
      ? [row.checkInLat, row.checkInLng, row.checkInDistance]
      : row.name === 'checkedOut'
        ? [row.checkOutLat, row.checkOutLng, row.checkOutDistance]
        : row.name === 'handoverReported'
          ? [row.signedLat, row.signedLng, null]
          : [null, null, null]
  return lat === null || lng === null ? null : { lat, lng, distance }
}
