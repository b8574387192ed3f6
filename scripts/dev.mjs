// Development: the server starts again when a source changes, and the apps are rebuilt as they change.
import { spawn } from 'node:child_process'
import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { apps, buildStale, viteArguments } from './build.mjs'
import { root, say } from './install.mjs'

const SETTLE_MS = 150
const WATCHED = ['server', 'locales', 'migrations', 'scripts', 'simulator']

/** Starts server and builders; the result stops them. */
export async function develop() {
  await buildStale()
  const server = keepServer()
  const builders = apps.map((app) =>
    spawn(process.execPath, viteArguments(app, ['--watch', '--outDir', join(root, 'dist', app.name)]), {
      cwd: root,
      env: withParent(),
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  )
  return {
    async stop() {
      await Promise.all([server.stop(), ...builders.map(end)])
    },
  }
}

function keepServer() {
  let child = start()
  let timer
  let restarting = Promise.resolve()
  const restart = async () => {
    say('Source changed; starting the server again')
    await end(child)
    child = start()
  }
  const changed = (_event, file) => {
    if (!file || /[.]test[.]ts$|^page\//.test(file)) return
    clearTimeout(timer)
    timer = setTimeout(() => (restarting = restarting.then(restart)), SETTLE_MS)
  }
  const watchers = WATCHED.filter((folder) => existsSync(join(root, folder))).map((folder) =>
    watch(join(root, folder), { recursive: true }, changed),
  )
  return {
    async stop() {
      for (const watcher of watchers) watcher.close()
      clearTimeout(timer)
      await restarting
      await end(child)
    },
  }
}

function start() {
  return spawn(process.execPath, [join(root, 'boot.mjs'), '--no-build'], {
    cwd: root,
    env: withParent(),
    stdio: 'inherit',
  })
}

function withParent() {
  return { ...process.env, GSS_STOP_WITH_PARENT: String(process.pid) }
}

function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return undefined
  return new Promise((done) => {
    child.on('exit', done)
    child.kill('SIGTERM')
  })
}
