// Starts everything from a fresh clone. Plain JavaScript without packages, because it also runs under
// Node 20 and before anything is installed:
//   node boot.mjs              installs, builds what is stale, starts the server
//   node boot.mjs --dev        the same, and again whenever a source changes
//   node boot.mjs --run FILE   installs and builds, then runs FILE (its exported main(), if it has one)
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildStale } from './scripts/build.mjs'
import { explain, root, say, underCurrentNode } from './scripts/install.mjs'
import { stopCleanly } from './scripts/stop.mjs'

const args = process.argv.slice(2)

async function run() {
  await underCurrentNode(fileURLToPath(import.meta.url), args)
  if (args.includes('--dev')) {
    const { develop } = await import('./scripts/dev.mjs')
    return stopCleanly(develop())
  }
  // In development the builders of dev.mjs keep the apps fresh.
  if (!args.includes('--no-build') && !(await buildStale())) process.exit(1)
  const { enableCompileCache } = await import('node:module')
  enableCompileCache(join(root, '.cache/compile'))
  const file = args[args.indexOf('--run') + 1]
  return args.includes('--run') && file ? runFile(file) : serve()
}

async function serve() {
  const entry = join(root, 'server/start.ts')
  if (!existsSync(entry))
    throw new Error('server/start.ts is missing; this is not a complete copy of the project.')
  // Production bundles may leave the simulator out.
  const rehearsal = join(root, 'scripts/rehearsal.ts')
  const { startSimulator } = existsSync(rehearsal) ? await import(pathToFileURL(rehearsal).href) : {}
  const { main } = await import(pathToFileURL(entry).href)
  await stopCleanly(main({ startSimulator }))
}

async function runFile(file) {
  const { main } = await import(pathToFileURL(resolve(file)).href)
  await main?.()
}

try {
  await run()
} catch (error) {
  say(explain(error))
  process.exit(1)
}
