// Ends the program in order when it is told to, or when the process that started it is gone.
import { explain, say } from './install.mjs'

const PATIENCE_MS = 45_000
const SAME_KEYPRESS_MS = 1000

/**
 * Waits for `starting` (a promise of something with stop()) and keeps it running until SIGINT, SIGTERM
 * or SIGHUP; then stops it and exits with 0. A second signal after a second ends at once.
 */
export async function stopCleanly(starting) {
  let asked = 0
  const stop = async () => {
    // Ctrl-C may arrive twice: from the terminal and passed on by a parent.
    if (asked) {
      if (Date.now() - asked > SAME_KEYPRESS_MS) process.exit(1)
      return
    }
    asked = Date.now()
    setTimeout(() => process.exit(1), PATIENCE_MS).unref()
    try {
      await (await starting)?.stop()
      process.exit(0)
    } catch (error) {
      say(explain(error))
      process.exit(1)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop())
  watchParent(() => void stop())
  await starting
}

/** A server whose npm or boot was killed outright must not linger and hold the port. */
function watchParent(stop) {
  const named = Number(process.env.GSS_STOP_WITH_PARENT)
  if (!named && !process.env.npm_lifecycle_event) return
  const parent = named || process.ppid
  setInterval(() => process.ppid !== parent && stop(), 500).unref()
}
