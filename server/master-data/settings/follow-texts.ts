import type { Bus } from '../../platform/bus.ts'
import type { Db } from '../../platform/db.ts'
import type { Log } from '../../platform/log.ts'
import { loadChatTexts } from './change-texts.ts'

const EVERY_MS = 60_000

/**
 * Every node speaks the company's own words: from the start, after each change of the settings, and now and then in
 * case the signal was lost.
 */
export async function followChatTexts(
  db: Db,
  bus: Pick<Bus, 'on'>,
  log: Log,
): Promise<{ stop(): Promise<void> }> {
  const load = () =>
    loadChatTexts(db).catch((error: unknown) => log.warn({ err: error }, 'message texts not read'))
  await load()
  const timer = setInterval(() => void load(), EVERY_MS)
  const deaf = bus.on('gss_change', (payload) => {
    if (payload.includes('"settingsChanged"')) void load()
  })
  return {
    async stop() {
      clearInterval(timer)
      deaf()
    },
  }
}
