import type { Db } from '../../platform/db.ts'
import type { CronLine, Tasks } from '../../platform/tasks.ts'
import { forgetUpdates } from './settle-dead.ts'

/** Every night, on one node of all. */
export const channelHealthCron: readonly CronLine[] = [
  { task: 'forgetInboundUpdates', pattern: '40 18 * * *' },
]

export const channelHealthTasks = (db: Db): Tasks => ({
  forgetInboundUpdates: async () => void (await forgetUpdates(db)),
})
