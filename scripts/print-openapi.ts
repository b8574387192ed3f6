import { writeFileSync } from 'node:fs'
import pino from 'pino'
import { buildApp } from '../server/platform/http/app.ts'
import { serve } from '../server/platform/http/serve.ts'
import { allOperations } from './operations.ts'

/** The OpenAPI document of the contract, printed without starting anything. */
export async function printOpenApi(): Promise<string> {
  const app = await buildApp({
    log: pino({ level: 'silent' }),
    whoIs: async () => null,
    publicUrl: 'http://localhost:8080',
    requestsPerMinute: 0,
    trustProxy: false,
  })
  for (const operation of allOperations())
    serve({ app, db: null as never, changed: () => undefined }, operation, async () => null as never)
  await app.ready()
  const document = JSON.stringify(app.swagger(), null, 1)
  await app.close()
  return document
}

if (import.meta.main && process.argv[2]) writeFileSync(process.argv[2], await printOpenApi())
