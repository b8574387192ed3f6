// Builds the web apps whose sources changed since their last build.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { root, say, took } from './install.mjs'

/** Each app, its folder with vite.config.ts, and where its sources are. */
export const apps = [
  { name: 'office', folder: 'web/office', sources: ['web', 'locales'], except: ['web/field'] },
  { name: 'field', folder: 'web/field', sources: ['web', 'locales'], except: ['web/office'] },
  { name: 'simulator', folder: 'simulator/page', sources: ['simulator/page', 'locales'], except: [] },
].filter((app) => existsSync(join(root, app.folder, 'vite.config.ts')))

/** Builds every stale app, side by side; true when all of them are up to date afterwards. */
export async function buildStale() {
  const stale = apps.filter((app) => stampOf(app) !== sourceHash(app))
  if (stale.length > 0) say(`Building ${stale.map((app) => app.name).join(', ')} ...`)
  const results = await Promise.all(stale.map(build))
  return results.every(Boolean)
}

async function build(app) {
  const started = performance.now()
  const hash = sourceHash(app)
  const target = join(root, 'dist', app.name)
  // Built aside and swapped in whole: a server that runs meanwhile never sees half an app.
  const draft = join(root, 'dist', `.${app.name}-${process.pid}`)
  mkdirSync(draft, { recursive: true })
  const { code, output } = await vite(app, ['--outDir', draft, '--emptyOutDir'])
  if (code === 0) {
    writeFileSync(join(draft, '.stamp'), hash)
    rmSync(target, { recursive: true, force: true })
    renameSync(draft, target)
    say(`  ${app.name} built in ${took(started)}`)
    return true
  }
  rmSync(draft, { recursive: true, force: true })
  say(`  ${app.name} failed:\n${output}`)
  return false
}

function vite(app, more) {
  return new Promise((done) => {
    const child = spawn(process.execPath, viteArguments(app, more), {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (part) => (output += part))
    child.stderr.on('data', (part) => (output += part))
    child.on('exit', (code) => done({ code, output }))
  })
}

/** Arguments for node that run `vite build` for one app. */
export function viteArguments(app, more) {
  const cli = join(root, 'node_modules/vite/bin/vite.js')
  return [cli, 'build', join(root, app.folder), '--config', join(root, app.folder, 'vite.config.ts'), ...more]
}

function stampOf(app) {
  const stamp = join(root, 'dist', app.name, '.stamp')
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined
}

function sourceHash(app) {
  const hash = createHash('sha256')
  const files = [...app.sources, 'package-lock.json'].flatMap((source) => filesBelow(join(root, source)))
  for (const file of files) {
    const name = relative(root, file)
    if (app.except.some((folder) => name.startsWith(`${folder}/`))) continue
    hash.update(`${name}\0`)
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Sorted; without tests, and without the route list that the build itself writes. */
function filesBelow(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  const entries = readdirSync(path, { withFileTypes: true, recursive: true })
  const files = entries.filter(
    (entry) => entry.isFile() && !/[.]test[.]tsx?$|^routeTree[.]gen[.]ts$/.test(entry.name),
  )
  return files.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort()
}
