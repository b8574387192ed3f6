import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { InvalidInput } from '../../platform/errors.ts'
import { readSetting, writeSetting } from '../../platform/settings.ts'
import { recordEvent } from '../../ticket/index.ts'
import { type Policy, STANDARD_POLICY } from './rules.ts'

/** The rules of attendance as the company has set them. */
export async function readPolicy(db: Db | Tx): Promise<Policy> {
  return { ...STANDARD_POLICY, ...(await readSetting<Partial<Policy>>(db as Db, 'attendance', {})) }
}

/** @throws InvalidInput when somebody would be missing before being late */
export async function changePolicy(
  db: Db,
  actor: Staff,
  change: { [K in keyof Policy]?: Policy[K] | undefined },
): Promise<Policy> {
  return await db.transaction().execute(async (tx) => {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const next: Policy = { ...(await readPolicy(tx)), ...given }
    if (next.missingAfter <= next.lateAfter)
      throw new InvalidInput([{ path: 'missingAfter', message: 'missingBeforeLate' }])
    await writeSetting(tx, 'attendance', next)
    await recordEvent(tx, { name: 'settingsChanged', actor, data: { fields: ['attendance'] } })
    return next
  })
}
