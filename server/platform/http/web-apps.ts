import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { registerApiReference } from './api-reference.ts'
import type { App } from './serve.ts'

/** The built web apps: office at `/`, technicians at `/field/`, and the page of the generated API reference. */
export async function registerWebApps(app: App, dist: string): Promise<void> {
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  registerApiReference(app)
  for (const [name, prefix] of [
    ['field', '/field/'],
    ['office', '/'],
  ] as const) {
    const root = join(dist, name)
    if (!existsSync(root)) continue
    await app.register(fastifyStatic, {
      root,
      prefix,
      decorateReply: name === 'field',
      // .br and .gz beside an asset, where the build wrote them
      preCompressed: true,
      setHeaders: (reply, path) => {
        // built assets carry their hash in the name; everything else must be asked for again
        reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  }
  shareTypeface(app, join(dist, 'field/assets'))
  app.get('/field', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/field/'))
  app.setNotFoundHandler(async (request, reply) => {
    const wantsPage =
      request.method === 'GET' &&
      (request.headers.accept ?? '').includes('text/html') &&
      !/^\/(?:api|webhooks|simulator)\//.test(request.url)
    if (wantsPage) {
      const folder = request.url.startsWith('/field/') ? 'field' : 'office'
      if (existsSync(join(dist, folder, 'index.html')))
        return await reply.header('cache-control', 'no-cache').sendFile('index.html', join(dist, folder))
    }
    const error = Object.assign(new Error('not found'), { statusCode: 404 })
    throw error
  })
}

/** The typeface of the apps for pages that are not built, at an address that stays the same with every build. */
function shareTypeface(app: App, assets: string): void {
  app.get('/fonts/plus-jakarta-sans.woff2', { schema: { hide: true } }, async (_request, reply) => {
    const file = existsSync(assets) && readdirSync(assets).find((name) => TYPEFACE.test(name))
    if (!file) throw Object.assign(new Error('the web apps are not built'), { statusCode: 404 })
    return await reply
      .header('cache-control', 'public, max-age=604800')
      .type('font/woff2')
      .send(await readFile(join(assets, file)))
  })
}

const TYPEFACE = /^plus-jakarta-sans-latin-wght-normal-.+[.]woff2$/
