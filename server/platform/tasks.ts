import { Logger, type Runner, run, runMigrations } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Db, Tx } from './db.ts'
import type { Log } from './log.ts'

/** Background work (the trade's word "job" means a visit, so ours is always a task). Thrown errors are retried with growing pauses. */
export type Task = (payload: never) => Promise<void>
export type Tasks = Record<string, Task>
export type CronLine = { task: string; pattern: string }

export type TaskOptions = {
  runAt?: Date
  /** the same key again replaces the waiting task: that is how short messages of one sender are joined */
  key?: string
  /** tasks of one queue run one after the other */
  queue?: string
  maxAttempts?: number
}

/** Adds a task inside the caller's transaction: rolled back with it, started after its commit. */
export async function addTask(
  tx: Tx | Db,
  name: string,
  payload: unknown,
  options: TaskOptions = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, payload => ${JSON.stringify(payload)}::json, queue_name => ${options.queue ?? null},
    run_at => ${options.runAt ?? null}::timestamptz, max_attempts => ${options.maxAttempts ?? 12}, job_key => ${options.key ?? null})`.execute(
    tx,
  )
}

export async function migrateTasks(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: quiet(null) })
}

/** Starts the worker; `stop` waits for what is running. */
export async function startTasks(options: {
  pool: pg.Pool
  tasks: Tasks
  cron: readonly CronLine[]
  log: Log
  parallel?: number
}): Promise<Runner> {
  return await run({
    pgPool: options.pool,
    taskList: Object.fromEntries(
      Object.entries(options.tasks).map(([name, task]) => [
        name,
        (payload: unknown) => task(payload as never),
      ]),
    ),
    crontab: options.cron.map((line) => `${line.pattern} ${line.task}`).join('\n'),
    concurrency: options.parallel ?? 4,
    noHandleSignals: true,
    // a task whose queue was busy is found again only by polling
    pollInterval: 500,
    logger: quiet(options.log),
  })
}

const quiet = (log: Log | null) =>
  new Logger(() => (level, message, meta) => {
    if (level === 'error') log?.error({ meta }, message)
    else if (level === 'warning') log?.warn(message)
    else log?.trace(message)
  })
