import type { Db } from '../platform/db.ts'
import type { CronLine, Tasks } from '../platform/tasks.ts'
import { tendPool } from './tend-pool.ts'

/** A head start ends to the second by a task of its own; the minute finds everything else, and what was missed. */
export const schedulingCron: readonly CronLine[] = [{ task: 'tendPool', pattern: '* * * * *' }]

export const schedulingTasks = (db: Db, changed: () => void): Tasks => ({
  tendPool: async ({ ticketId }: { ticketId?: string }) => {
    if ((await tendPool(db, ticketId ?? null)) > 0) changed()
  },
})
