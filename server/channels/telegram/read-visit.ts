import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { departureOf, readFieldWork } from '../../field-work/index.ts'
import { type JobSnapshot, readJobSnapshot, readMoves } from '../../scheduling/index.ts'
import type { Visit } from './render-visit.ts'

export type OwnVisit = { job: JobSnapshot; visit: Visit }

/** An own job as it is now: what it is, how far, and what may be done next. @throws NotFound for whoever never had it */
export async function readVisit(
  db: Db,
  staff: Staff,
  ticketId: string,
  publicUrl: string,
): Promise<OwnVisit | null> {
  const job = await readJobSnapshot(db, ticketId, staff.id)
  if (!job) return null
  const [moves, work, departedAt] = await Promise.all([
    readMoves(db, staff, ticketId),
    readFieldWork(db, staff, publicUrl, ticketId),
    departureOf(db, staff, ticketId, job.timeZone),
  ])
  return { job, visit: { moves, work, departedAt } }
}
