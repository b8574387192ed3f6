import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadConfig } from '../server/platform/config.ts'
import { startSimulator } from './rehearsal.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'rehearsal-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

/** A port that is free together with the two after it; below the range systems give to outgoing connections. */
async function freePort(): Promise<number> {
  for (let port = 20_000 + (process.pid % 1000) * 10; ; port += 10) {
    const free = await Promise.all([port, port + 1, port + 2].map(isFree))
    if (free.every(Boolean)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((done) => {
    server.once('error', () => done(false))
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })
}

const answers = (url: string) =>
  fetch(url, { redirect: 'manual' }).then(
    () => true,
    () => false,
  )

test('both vendors answer once it is started, and neither after it was stopped', async () => {
  const config = loadConfig({ GSS_DATA_DIR: dataDir, PORT: String(await freePort()) })
  const { whatsappUrl = '', telegramUrl = '' } = config.simulator ?? {}
  const simulator = await startSimulator(config)
  expect([await answers(whatsappUrl), await answers(telegramUrl)]).toEqual([true, true])
  await simulator.stop()
  expect([await answers(whatsappUrl), await answers(telegramUrl)]).toEqual([false, false])
})

test('a port in use is told as such, and nothing is left running', async () => {
  const port = await freePort()
  const other = createServer()
  await new Promise<void>((done) => other.listen(port + 2, '127.0.0.1', done))
  const config = loadConfig({ GSS_DATA_DIR: dataDir, PORT: String(port) })
  await expect(startSimulator(config)).rejects.toThrow(`Port ${port + 2} is in use by another program`)
  expect(await answers(config.simulator?.whatsappUrl ?? '')).toBe(false)
  await new Promise((done) => other.close(done))
})

test('with real credentials there is nothing to start', async () => {
  const real = {
    WHATSAPP_ACCESS_TOKEN: 'token',
    WHATSAPP_PHONE_NUMBER_ID: '1',
    WHATSAPP_BUSINESS_ACCOUNT_ID: '2',
    WHATSAPP_APP_SECRET: 'secret',
    WHATSAPP_VERIFY_TOKEN: 'word',
    TELEGRAM_BOT_TOKEN: '1:token',
  }
  const config = loadConfig({ GSS_DATA_DIR: dataDir, ...real })
  await expect(startSimulator(config).then((simulator) => simulator.stop())).resolves.toBeUndefined()
})
