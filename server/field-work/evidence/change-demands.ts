import type { z } from 'zod'
import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { readSetting, writeSetting } from '../../platform/settings.ts'
import { recordEvent } from '../../ticket/index.ts'
import type { demands } from './schema.ts'

export type Demands = z.output<typeof demands>

/** Nothing more than check-in and BAST until the company decides otherwise. */
const STANDARD: Demands = { photosBefore: 0, photosAfter: 0, secondProofNeeded: false }

/** What the company asks of every job before Selesai. */
export const readDemands = async (db: Db | Tx): Promise<Demands> => ({
  ...STANDARD,
  ...(await readSetting<Partial<Demands>>(db, 'bast', {})),
})

/** Holds at once, also for jobs under way. */
export async function changeDemands(
  db: Db,
  actor: Staff,
  change: { [K in keyof Demands]?: Demands[K] | undefined },
): Promise<Demands> {
  return await db.transaction().execute(async (tx) => {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const next: Demands = { ...(await readDemands(tx)), ...given }
    await writeSetting(tx, 'bast', next)
    await recordEvent(tx, { name: 'settingsChanged', actor, data: { fields: ['bast'] } })
    return next
  })
}
