import Fastify from 'fastify'
import type { App } from './serve.ts'

const PREFIX = '/api/docs'
const PROGRAM = `${PREFIX}/reference.js`
/** Nothing is asked of or shown from other places. */
const SETTINGS = {
  withDefaultFonts: false,
  telemetry: false,
  showDeveloperTools: 'never',
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
}

/** Without a script of its own, which our content security policy would not run: the program finds its settings here. */
const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>GSS Ticketing &amp; Monev API</title>
  </head>
  <body>
    <script id="api-reference" data-url="/api/openapi.json" data-configuration='${JSON.stringify(SETTINGS)}'></script>
    <script src="${PROGRAM}"></script>
  </body>
</html>
`

/** The page of the generated API reference. */
export function registerApiReference(app: App): void {
  let program: Promise<Buffer> | undefined
  const hidden = { schema: { hide: true } }
  app.get(PREFIX, hidden, async (_request, reply) => reply.redirect(`${PREFIX}/`))
  app.get(`${PREFIX}/`, hidden, async (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(PAGE),
  )
  app.get(PROGRAM, hidden, async (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=3600')
      .type('text/javascript; charset=utf-8')
      .send(await (program ??= loadProgram())),
  )
}

/**
 * What the page runs. The package brings it as one large string inside a module: loading that takes 50 MB and a quarter
 * of a second, so it happens when somebody opens the page for the first time.
 */
async function loadProgram(): Promise<Buffer> {
  const { default: reference } = await import('@scalar/fastify-api-reference')
  const shelf = Fastify()
  await shelf.register(reference, { routePrefix: '/', configuration: { url: '/api/openapi.json' } })
  const { rawPayload } = await shelf.inject('/js/scalar.js')
  await shelf.close()
  return rawPayload
}
