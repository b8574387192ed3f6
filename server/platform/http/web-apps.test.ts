import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openLog } from '../log.ts'
import { buildApp } from './app.ts'
import { registerWebApps } from './web-apps.ts'

const dist = mkdtempSync(join(tmpdir(), 'gss-dist-'))
const assets = join(dist, 'field/assets')
mkdirSync(assets, { recursive: true })
writeFileSync(join(dist, 'field/index.html'), '<title>field</title>')
const app = await buildApp({
  log: openLog('silent'),
  whoIs: async () => null,
  publicUrl: 'http://gss.test',
  requestsPerMinute: 0,
  trustProxy: false,
})
await registerWebApps(app, dist)
await app.ready()
afterAll(async () => {
  await app.close()
  rmSync(dist, { recursive: true, force: true })
})
const typeface = () => app.inject('/fonts/plus-jakarta-sans.woff2')

it('the typeface has an address that stays the same with every build', async () => {
  expect((await typeface()).statusCode).toBe(404)
  writeFileSync(join(assets, 'plus-jakarta-sans-latin-ext-wght-normal-aaaa.woff2'), 'wrong')
  writeFileSync(join(assets, 'plus-jakarta-sans-latin-wght-normal-bbbb.woff2'), 'right')
  const answer = await typeface()
  expect(answer).toMatchObject({ statusCode: 200, body: 'right' })
  expect(answer.headers['cache-control']).toContain('max-age=604800')
  expect(answer.headers['content-type']).toBe('font/woff2')
})

it('an address that is no file opens the app it belongs to, an unknown call is a problem', async () => {
  const page = await app.inject({ url: '/field/tugas/1', headers: { accept: 'text/html' } })
  expect(page.body).toContain('<title>field</title>')
  const call = await app.inject({ url: '/api/v1/nothing', headers: { accept: 'text/html' } })
  expect(call).toMatchObject({ statusCode: 404 })
  expect(call.json()).toMatchObject({ code: 'NOT_FOUND' })
})

it('the API reference is a page whose only program comes from here, as its policy demands', async () => {
  const moved = await app.inject('/api/docs')
  expect(moved).toMatchObject({ statusCode: 302, headers: { location: '/api/docs/' } })
  const page = await app.inject('/api/docs/')
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.body).toContain('data-url="/api/openapi.json"')
  expect(page.body).not.toMatch(/<script[^>]*>[^<]/)
  const program = await app.inject(/<script src="([^"]+)"/.exec(page.body)?.[1] ?? '')
  expect(program.headers['content-type']).toContain('text/javascript')
  expect(program.body).toContain('createApiReference')
})

it('limits the calls of one address, not the files of the apps that a whole office loads from it', async () => {
  const busy = await buildApp({
    log: openLog('silent'),
    whoIs: async () => null,
    publicUrl: 'http://gss.test',
    requestsPerMinute: 2,
    trustProxy: false,
  })
  await registerWebApps(busy, dist)
  const statuses = async (url: string) => {
    const answers = []
    for (let n = 0; n < 4; n++) answers.push((await busy.inject(url)).statusCode)
    return answers
  }
  expect(await statuses('/field/index.html')).toEqual([200, 200, 200, 200])
  expect(await statuses('/api/openapi.json')).toEqual([200, 200, 429, 429])
  await busy.close()
})
