import type { CronLine, Tasks } from '../platform/tasks.ts'
import { NotFound } from '../platform/errors.ts'
import type { Reactions } from '../ticket/index.ts'
import { forgetPositions } from './attendance/forget-positions.ts'
import { raiseAlerts } from './attendance/raise-alerts.ts'
import { ensureLetter, type LetterDeps } from './issue-letter.ts'
import { liveSeats } from './find-crew.ts'
import { dropAbandoned } from './uploads/take-upload.ts'

/**
 * Whoever won a seat, or was put on one, gets his Surat Tugas at once, so that it is there when he opens the job. A
 * visit that moves has taken back the letters of its crew: each gets a new one that names the old.
 */
export const fieldWorkReactions: Reactions = {
  jobClaimed: ['issueAssignmentLetter'],
  jobAssigned: ['issueAssignmentLetter'],
  visitRescheduled: ['renewAssignmentLetters'],
  // details that stand in the letter, corrected after somebody took the job
  ticketChanged: ['renewAssignmentLetters'],
  // the old one was revoked when the seat was taken from him; one that still holds stays
  replacementCalledOff: ['issueAssignmentLetter'],
}

/** Every minute, on one node of all: who is late. Every night: positions that are old enough to forget. */
export const fieldWorkCron: readonly CronLine[] = [
  { task: 'raiseAttendanceAlerts', pattern: '* * * * *' },
  { task: 'forgetPositions', pattern: '20 18 * * *' },
  { task: 'dropAbandonedUploads', pattern: '23 * * * *' },
]

export const fieldWorkTasks = (deps: LetterDeps & { changed?: () => void }): Tasks => ({
  dropAbandonedUploads: async () => void (await dropAbandoned(deps.db)),
  raiseAttendanceAlerts: async () => {
    if ((await raiseAlerts(deps.db)) > 0) deps.changed?.()
  },
  forgetPositions: async () => {
    await forgetPositions(deps.db)
  },
  issueAssignmentLetter: async ({ eventId }: { eventId: string }) => {
    const event = await deps.db
      .selectFrom('events')
      .select('data')
      .where('id', '=', Number(eventId))
      .executeTakeFirst()
    const assignmentId = (event?.data as { assignmentId?: string } | undefined)?.assignmentId
    if (assignmentId) await letterIfStillThere(deps, assignmentId)
  },
  renewAssignmentLetters: async ({ eventId }: { eventId: string }) => {
    const event = await deps.db
      .selectFrom('events')
      .select('ticketId')
      .where('id', '=', Number(eventId))
      .executeTakeFirst()
    if (!event?.ticketId) return
    for (const id of await liveSeats(deps.db, event.ticketId)) await letterIfStillThere(deps, id)
  },
})

async function letterIfStillThere(deps: LetterDeps, assignmentId: string): Promise<void> {
  try {
    await ensureLetter(deps, assignmentId)
  } catch (error) {
    // given back within the second: there is nobody to send any more
    if (!(error instanceof NotFound)) throw error
  }
}
