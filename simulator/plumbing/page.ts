import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Answer, type Route } from './http.ts'

const BUILT = fileURLToPath(new URL('../../dist/simulator/', import.meta.url))

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

const MISSING = `<!doctype html><html lang="id"><meta charset="utf-8"><title>Simulator</title>
<p>Halaman simulator belum dibangun. Jalankan <code>npx vite build --config simulator/page/vite.config.ts</code>.</p>`

function pageFile(rest: string): Answer {
  const path = normalize(join(BUILT, rest === '' ? 'index.html' : rest))
  const inside = path.startsWith(BUILT) && existsSync(path) && statSync(path).isFile()
  if (!inside) {
    return rest === ''
      ? new Answer(503, MISSING, { 'content-type': 'text/html; charset=utf-8' })
      : new Answer(404, { error: 'not found' })
  }
  const cache = rest.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
  const type = TYPES[extname(path)] ?? 'application/octet-stream'
  return new Answer(200, readFileSync(path), { 'content-type': type, 'cache-control': cache })
}

/** The phones page, built by Vite into dist/simulator. */
export const pageRoutes: Route[] = [
  ['GET', '/', () => new Answer(302, '', { location: '/simulator/' })],
  ['GET', '/simulator', () => new Answer(302, '', { location: '/simulator/' })],
  ['GET', '/simulator/*', (x) => pageFile(x.params.rest ?? '')],
]

/** Bytes that a person sent or received, shown by the page; only harmless kinds open in the browser. */
export function fileAnswer(bytes: Buffer, mimeType: string, filename: string | undefined): Answer {
  const shown = /^(image\/(jpeg|png|webp|gif)|application\/pdf|audio\/|video\/)/.test(mimeType)
  const name = encodeURIComponent(filename ?? 'berkas')
  return new Answer(200, bytes, {
    'content-type': mimeType,
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=3600',
  })
}
