import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { ROOT } from '../server/platform/config.ts'

/** Counts what a page loads of our JS and CSS from now on. @returns tells the bytes so far, as somebody with gzip gets them */
export function zippedBytes(page: Page): () => number {
  const loaded = new Set<string>()
  page.on('response', (response) => loaded.add(new URL(response.url()).pathname))
  return () =>
    [...loaded].filter((path) => /\.(?:js|css)$/.test(path)).reduce((sum, path) => sum + zipped(path), 0)
}

function zipped(path: string): number {
  const inDist = (folder: string) => join(ROOT, 'dist', folder, path.replace(/^\//, ''))
  const file = [inDist(''), inDist('office')].find((place) => existsSync(place))
  if (!file) return 0
  return existsSync(`${file}.gz`) ? readFileSync(`${file}.gz`).length : gzipSync(readFileSync(file)).length
}
