import { fstatSync } from 'node:fs'

/** The simulator is for rehearsals: it says so and leaves when somebody starts it in production. */
export function refuseProduction(): void {
  if (process.env.NODE_ENV !== 'production') return
  console.error(
    'The simulator does not run with NODE_ENV=production. Configure the real WhatsApp and Telegram.',
  )
  process.exit(1)
}

function stdinIsPipe(): boolean {
  try {
    const kind = fstatSync(0)
    return kind.isFIFO() || kind.isSocket()
  } catch {
    return false
  }
}

/** Runs `stop` once on SIGTERM, SIGINT or when the process that started this one is gone, then exits. */
export function stopWithParent(stop: () => Promise<void>): void {
  let stopping = false
  const leave = (): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(0), 2000).unref()
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) leave()
  }, 500).unref()
  // A parent that dies closes our stdin; an stdin from /dev/null or a terminal says nothing.
  if (stdinIsPipe()) {
    process.stdin.on('end', leave)
    process.stdin.on('error', leave)
    process.stdin.resume()
    if ('unref' in process.stdin && typeof process.stdin.unref === 'function') process.stdin.unref()
  }
}
