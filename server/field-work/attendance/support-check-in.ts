import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { photoSupports, PHOTO_COUNTS_MINUTES, withPhoto } from './rules.ts'
import { readPolicy } from './change-policy.ts'

type Taken = { ticketId: string; technicianId: string; takenAt: Date; lat: number | null; lng: number | null }

/**
 * A photo taken around a check-in speaks for it: without a usable position the check-in becomes LIKELY, with the photo
 * as its reason. What CS has decided by hand stays.
 */
export async function supportCheckIn(tx: Tx, photo: Taken): Promise<void> {
  const entry = await tx
    .selectFrom('attendance')
    .innerJoin('tickets', 'tickets.id', 'attendance.ticketId')
    .select(['attendance.id', 'attendance.grade', 'attendance.gradeReasons', 'tickets.lat', 'tickets.lng'])
    .where('attendance.ticketId', '=', photo.ticketId)
    .where('attendance.technicianId', '=', photo.technicianId)
    .where('attendance.enteredBy', 'is', null)
    .where(
      sql<boolean>`abs(extract(epoch from check_in_at - ${photo.takenAt}::timestamptz)) <= ${PHOTO_COUNTS_MINUTES * 60}`,
    )
    .orderBy('checkInAt', 'desc')
    .limit(1)
    .forUpdate('attendance')
    .executeTakeFirst()
  if (!entry || entry.gradeReasons.includes('corrected')) return
  const { radius } = await readPolicy(tx)
  if (!photoSupports(pointOf(entry), pointOf(photo), radius)) return
  const better = withPhoto(entry.grade, entry.gradeReasons)
  if (!better) return
  await tx
    .updateTable('attendance')
    .set({ grade: better.grade, gradeReasons: better.reasons })
    .where('id', '=', entry.id)
    .execute()
}

const pointOf = ({ lat, lng }: { lat: number | null; lng: number | null }) =>
  lat === null || lng === null ? null : { lat, lng }
