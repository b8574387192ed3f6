import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

const stop = fileURLToPath(new URL('stop.mjs', import.meta.url))
const program = (stopBody: string) => `
  import { stopCleanly } from ${JSON.stringify(stop)}
  setInterval(() => undefined, 1000)
  await stopCleanly(Promise.resolve({ async stop() { ${stopBody} } }))
  console.log('running')`

/** Runs a program until it says that it is running; its output and end can be awaited. */
async function start(code: string, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let output = ''
  child.stderr.on('data', (part) => (output += part))
  const ended = new Promise<number | null>((done) => child.on('close', done))
  await new Promise<void>((done) => {
    child.stdout.on('data', (part) => {
      output += part
      if (output.includes('running')) done()
    })
  })
  return { child, ended, output: () => output }
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s stops everything in order and ends with 0',
  async (signal) => {
    const { child, ended, output } = await start(program(`console.log('stopped')`))
    child.kill(signal)
    expect(await ended).toBe(0)
    expect(output()).toContain('stopped')
  },
)

test('the same Ctrl-C arriving twice does not cut the stop short', async () => {
  const slow = `await new Promise((done) => setTimeout(done, 300)); console.log('stopped')`
  const { child, ended, output } = await start(program(slow))
  child.kill('SIGINT')
  setTimeout(() => child.kill('SIGINT'), 50)
  expect(await ended).toBe(0)
  expect(output()).toContain('stopped')
})

test('a stop that fails is reported and ends with 1', async () => {
  const { child, ended, output } = await start(program(`throw new Error('disk is full')`))
  child.kill('SIGTERM')
  expect(await ended).toBe(1)
  expect(output()).toContain('disk is full')
})

test('when the process that started it is killed, it stops as well', async () => {
  const parent = `
    import { spawn } from 'node:child_process'
    const env = { ...process.env, GSS_STOP_WITH_PARENT: String(process.pid) }
    const args = ['--input-type=module', '-e', ${JSON.stringify(program(`console.log('stopped')`))}]
    spawn(process.execPath, args, { env, stdio: 'inherit' })`
  const { child, ended, output } = await start(parent)
  child.kill('SIGKILL')
  await ended
  expect(output()).toContain('stopped')
})
