import { join } from 'node:path'
import { type Config, ConfigError, loadConfig } from './platform/config.ts'
import { openLog } from './platform/log.ts'
import { startPostgres } from './platform/postgres.ts'
import type { Stoppable } from './main.ts'

type Options = {
  startSimulator?: (config: Config) => Promise<Stoppable>
  /** where the operator reads progress and the table of addresses */
  print?: (line: string) => void
}

/**
 * Starts everything this process is asked to be (GSS_ROLE) and returns how to stop it again, in the order: no new
 * requests, no new tasks, no new messages, database.
 */
export async function main(options: Options = {}): Promise<Stoppable> {
  const print = options.print ?? ((line: string) => process.stdout.write(`${line}\n`))
  const config = readConfig(print)
  const log = openLog(config.logLevel)
  const running: Stoppable[] = []
  const stop = async () => {
    for (const part of running.toReversed())
      await part.stop().catch((error: unknown) => log.error({ err: error }, 'part did not stop'))
  }
  try {
    // side by side, because each takes a second: other processes start while this one reads its program; each is
    // remembered as soon as it runs, so that a failure of one stops the others
    const [database, simulator, program] = await Promise.allSettled([
      openDatabase(config, print),
      options.startSimulator?.(config),
      import('./main.ts'),
    ])
    if (database.status === 'fulfilled') running.push(database.value)
    if (simulator.status === 'fulfilled' && simulator.value) running.push(simulator.value)
    if (database.status === 'rejected') throw database.reason
    if (simulator.status === 'rejected') throw simulator.reason
    if (program.status === 'rejected') throw program.reason
    await program.value.serveEverything(config, log, database.value.url, running, print)
    return { stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function readConfig(print: (line: string) => void): Config {
  try {
    return loadConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    print('The configuration needs attention:')
    for (const problem of error.problems) print(`  - ${problem}`)
    process.exit(2)
  }
}

async function openDatabase(
  config: Config,
  print: (line: string) => void,
): Promise<Stoppable & { url: string }> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => undefined }
  return await startPostgres({ dataDir: join(config.dataDir, 'postgres'), log: print })
}
