// Writes what is generated: the types of the database, and the types of the HTTP client from the OpenAPI document.
//   node scripts/generate.ts           writes them
//   node scripts/generate.ts --check   fails when they are not current
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../server/platform/config.ts'
import { migrate } from '../server/platform/migrate.ts'
import { startPostgres } from '../server/platform/postgres.ts'
import { printOpenApi } from './print-openapi.ts'

const bin = (name: string) => join(ROOT, 'node_modules/.bin', name)

/** Files that are generated, each with what it should hold now. */
async function generate(folder: string): Promise<Record<string, string>> {
  const [database, client] = await Promise.all([databaseTypes(folder), clientTypes(folder)])
  return { 'server/platform/database.gen.ts': database, 'web/shared/api/schema.gen.d.ts': client }
}

async function databaseTypes(folder: string): Promise<string> {
  const postgres = await startPostgres({
    dataDir: join(folder, 'pg'),
    log: () => undefined,
    settings: { fsync: 'off' },
    systemDir: join(folder, 'sys'),
  })
  try {
    await migrate(postgres.url)
    const file = join(folder, 'database.ts')
    const types = [
      '--camel-case',
      '--date-parser',
      'string',
      '--type-mapping',
      '{"int8":"number","numeric":"number"}',
      '--exclude-pattern',
      'graphile_worker.*',
    ]
    execFileSync(bin('kysely-codegen'), [
      '--url',
      postgres.url,
      '--dialect',
      'postgres',
      ...types,
      '--out-file',
      file,
      '--log-level',
      'error',
    ])
    return readFileSync(file, 'utf8')
  } finally {
    await postgres.stop()
  }
}

async function clientTypes(folder: string): Promise<string> {
  const document = join(folder, 'openapi.json')
  writeFileSync(document, await printOpenApi())
  const file = join(folder, 'schema.d.ts')
  execFileSync(bin('openapi-typescript'), [document, '-o', file], { stdio: 'ignore' })
  return readFileSync(file, 'utf8')
}

const folder = mkdtempSync(join(tmpdir(), 'gss-generate-'))
// started as root, PostgreSQL runs as somebody else who must be able to walk in here
chmodSync(folder, 0o755)
try {
  const files = await generate(folder)
  const stale = Object.entries(files).filter(
    ([file, text]) => readFileSync(join(ROOT, file), 'utf8') !== text,
  )
  if (process.argv.includes('--check')) {
    for (const [file] of stale) process.stderr.write(`${file} is not current: run npm run gen\n`)
    process.exitCode = stale.length > 0 ? 1 : 0
  } else {
    for (const [file, text] of stale) writeFileSync(join(ROOT, file), text)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
