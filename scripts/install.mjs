// Makes sure that packages are installed as the lock file says and that Node is new enough.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const NEEDED = 24
const LOCK = 'package-lock.json'
const STAMP = 'node_modules/.gss-lock'

/** One line of progress, on stderr: stdout belongs to the server's log. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Seconds since `started` (performance.now()), as people read them. */
export function took(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`
}

/** An error as the operator should see it: its sentence when it is meant for him, else with its trace. */
export function explain(error) {
  if (error?.code === 'EADDRINUSE')
    return `Port ${error.port} is in use by another program; stop that one or set PORT to another number.`
  if (['EACCES', 'EPERM', 'EROFS'].includes(error?.code) && error.path)
    return `${error.path} cannot be written by this user; start once as the owner of the project, or copy it to a folder of your own (${error.message}).`
  if (error?.name === 'ConfigError')
    return `Not started:\n${error.problems.map((line) => `- ${line}`).join('\n')}`
  if (error?.name === 'StartError') return error.message
  return error?.stack ?? String(error)
}

/**
 * Returns when the packages are there and this is Node 24 or newer. Otherwise installs, starts `script`
 * again under the Node that comes with the packages, and ends with its exit code.
 */
export async function underCurrentNode(script, args) {
  const installed = isInstalled()
  if (!installed) await install()
  if (Number.parseInt(process.versions.node, 10) >= NEEDED && installed) return
  const own = join(root, 'node_modules/.bin/node')
  const node = existsSync(own) ? own : process.execPath
  if (node === process.execPath && Number.parseInt(process.versions.node, 10) < NEEDED)
    throw Object.assign(
      new Error(
        `Node ${NEEDED} is needed and none comes with the packages for ${process.platform} ${process.arch}; install it from https://nodejs.org.`,
      ),
      { name: 'StartError' },
    )
  const env = { ...process.env, GSS_STOP_WITH_PARENT: String(process.pid) }
  process.exit(await runToEnd(node, [script, ...args], { env }))
}

/** Runs a command in the foreground, passes signals on, and resolves to its exit code. */
export function runToEnd(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    const pass = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass)
    const end = (code) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, pass)
      done(code)
    }
    child.on('error', (error) => {
      say(`${command} cannot be run: ${error.message}`)
      end(1)
    })
    child.on('exit', (code, signal) => end(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}

async function install() {
  const started = performance.now()
  say('Installing the packages (npm ci; about a minute the first time) ...')
  const { command, args } = npm()
  const path = (process.env.PATH ?? '').split(delimiter).filter((step) => !step.includes('node_modules'))
  const env = { ...process.env, PATH: path.join(delimiter) }
  const code = await runToEnd(command, [...args, 'ci', '--include=dev'], { env })
  if (code !== 0) {
    say('The packages could not be installed. Check the connection to the npm registry and start again.')
    process.exit(code)
  }
  writeFileSync(join(root, STAMP), lockHash(root))
  say(`Packages installed in ${took(started)}`)
}

/** The npm that started us, else the one on the path. */
function npm() {
  const cli = process.env.npm_execpath ?? ''
  const node = process.env.npm_node_execpath ?? ''
  const usable = cli.endsWith('npm-cli.js') && existsSync(cli) && existsSync(node) && !node.startsWith(root)
  return usable ? { command: node, args: [cli] } : { command: 'npm', args: [] }
}

function lockHash(folder) {
  return createHash('sha256')
    .update(readFileSync(join(folder, LOCK)))
    .digest('hex')
}

/** Whether the packages of `folder` are those its lock file asks for. */
export function isInstalled(folder = root) {
  if (!existsSync(join(folder, 'node_modules'))) return false
  if (!existsSync(join(folder, LOCK))) return true
  const hash = lockHash(folder)
  const stamp = join(folder, STAMP)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true
  if (!matchesLock(folder)) return false
  try {
    writeFileSync(stamp, hash)
  } catch {
    // Somebody else's installation, which is complete: nothing to note.
  }
  return true
}

/** Compares npm's own record of what it installed with the lock file. */
function matchesLock(folder) {
  const record = join(folder, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  const mayMiss = (entry) =>
    Boolean(entry.optional || entry.devOptional || (process.env.NODE_ENV === 'production' && entry.dev))
  return Object.entries(JSON.parse(readFileSync(join(folder, LOCK), 'utf8')).packages).every(
    ([path, wanted]) => {
      if (path === '') return true
      const found = installed[path]
      if (!found) return mayMiss(wanted)
      return found.version === wanted.version && found.integrity === wanted.integrity
    },
  )
}
