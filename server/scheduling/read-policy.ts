import type { Staff } from '../platform/actor.ts'
import type { Db, Tx } from '../platform/db.ts'
import { readSetting, writeSetting } from '../platform/settings.ts'
import { recordEvent } from '../ticket/index.ts'

/** How jobs are offered and given back; the admin's choice. */
export type SchedulingPolicy = {
  /** off: first come, first served from the first second */
  waves: boolean
  /** how many are offered a new job first; at least twice its seats */
  waveSize: number
  waveMinutes: number
  /** nobody took it for so long: technicians are reminded, then CS is alerted; 0 = never */
  remindMinutes: number
  alertMinutes: number
  /** until so many hours before the planned start a technician may give a job back by himself */
  releaseHours: number
  /** head start of those on standby when a seat frees; 0 = none */
  standbySeconds: number
  /** technicians of another area cannot take a job, except in an emergency (read by claim_hindrance) */
  areaOnly: boolean
}

const USUAL: SchedulingPolicy = {
  waves: false,
  waveSize: 5,
  waveMinutes: 10,
  remindMinutes: 15,
  alertMinutes: 30,
  releaseHours: 0,
  standbySeconds: 30,
  areaOnly: false,
}
const KEY = 'scheduling'

export const readPolicy = async (db: Db | Tx): Promise<SchedulingPolicy> => ({
  ...USUAL,
  ...(await readSetting<Partial<SchedulingPolicy>>(db, KEY, {})),
})

/** Holds for what happens from now on; a job that is being offered keeps the head start it has. */
export async function changePolicy(db: Db, actor: Staff, policy: SchedulingPolicy): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await readPolicy(tx)
    const fields = (Object.keys(policy) as (keyof SchedulingPolicy)[]).filter(
      (field) => policy[field] !== before[field],
    )
    if (fields.length === 0) return
    await writeSetting(tx, KEY, policy)
    await recordEvent(tx, { name: 'settingsChanged', actor, data: { fields } })
  })
}
