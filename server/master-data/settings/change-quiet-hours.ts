import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { InvalidInput } from '../../platform/errors.ts'
import { QUIET_HOURS, type QuietSettings } from '../../platform/quiet-hours.ts'
import { writeSetting } from '../../platform/settings.ts'
import { recordEvent } from '../../ticket/index.ts'

/** @throws InvalidInput for hours of no length: whoever wants none switches them off */
export async function changeQuietHours(db: Db, actor: Staff, wish: QuietSettings): Promise<QuietSettings> {
  const wrong = (['customer', 'staff'] as const)
    .filter((who) => wish[who].enabled && wish[who].from === wish[who].to)
    .map((who) => ({ path: `${who}.to`, message: 'quietHoursEmpty' }))
  if (wrong.length > 0) throw new InvalidInput(wrong)
  await db.transaction().execute(async (tx) => {
    await writeSetting(tx, QUIET_HOURS, wish)
    await recordEvent(tx, { name: 'settingsChanged', actor, data: { fields: ['quietHours'] } })
  })
  return wish
}
