import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Store<T> = {
  state: T
  /** Something changed: written soon, in one go. */
  touch(): void
  /** Written now. */
  flush(): void
}

/**
 * State of one process, kept as JSON below `dir` when there is one. Written to a new file that then
 * replaces the old one, so that a kill at any moment leaves a readable file.
 */
export function openStore<T extends object>(
  dir: string | undefined,
  name: string,
  initial: () => T,
): Store<T> {
  if (!dir) return { state: initial(), touch() {}, flush() {} }
  mkdirSync(dir, { recursive: true })
  const file = join(dir, `${name}.json`)
  const state = readState(file, initial)
  let timer: NodeJS.Timeout | undefined
  let cost = 0
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    const start = performance.now()
    writeFileSync(`${file}.new`, JSON.stringify(state))
    renameSync(`${file}.new`, file)
    cost = performance.now() - start
  }
  // A big state is written more rarely, so that writing never takes more than a tenth of the time.
  const touch = (): void => {
    timer ??= setTimeout(flush, Math.max(150, cost * 10))
  }
  return { state, touch, flush }
}

function readState<T extends object>(file: string, initial: () => T): T {
  if (!existsSync(file)) return initial()
  try {
    return { ...initial(), ...(JSON.parse(readFileSync(file, 'utf8')) as T) }
  } catch {
    console.error(`${file} is not readable, starting with an empty simulator`)
    return initial()
  }
}

export type Blobs = {
  put(id: string, bytes: Buffer): void
  get(id: string): Buffer | undefined
  clear(): void
}

/** Files that were sent, in memory or below `dir`. Ids are made by us and contain no path characters. */
export function openBlobs(dir: string | undefined, name: string): Blobs {
  if (!dir) {
    const blobs = new Map<string, Buffer>()
    return {
      put: (id, bytes) => void blobs.set(id, bytes),
      get: (id) => blobs.get(id),
      clear: () => blobs.clear(),
    }
  }
  const folder = join(dir, `${name}-files`)
  mkdirSync(folder, { recursive: true })
  const path = (id: string): string => join(folder, id.replace(/[^A-Za-z0-9_-]/g, ''))
  return {
    put: (id, bytes) => writeFileSync(path(id), bytes),
    get: (id) => (existsSync(path(id)) ? readFileSync(path(id)) : undefined),
    clear() {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true })
    },
  }
}
