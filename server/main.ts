import { createServer } from 'node:http'
import { join } from 'node:path'
import { type Config, loadConfig } from './platform/config.ts'
import { migrate } from './platform/migrate.ts'
import { startPostgres } from './platform/postgres.ts'

interface Stoppable {
  stop(): Promise<void>
}

export async function main(options: {
  startSimulator?: (config: Config) => Promise<Stoppable>
}): Promise<Stoppable> {
  const config = loadConfig()
  const log = (line: string) => process.stdout.write(`${line}\n`)
  const postgres = await startPostgres({ dataDir: join(config.dataDir, 'postgres'), log })
  await migrate(postgres.url)
  const server = createServer((_request, response) => response.end('ok'))
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(config.port, config.host, done)
  })
  log(`ready on ${config.publicUrl} ${typeof options.startSimulator}`)
  return {
    async stop() {
      server.close()
      await postgres.stop()
    },
  }
}
