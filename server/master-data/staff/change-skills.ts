import type { Staff } from '../../platform/actor.ts'
import { databaseError, type Db, type Tx } from '../../platform/db.ts'
import { InvalidInput, NotFound } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'

const change = (db: Db, actor: Staff, work: (tx: Tx) => Promise<void>): Promise<void> =>
  db.transaction().execute(async (tx) => {
    try {
      await work(tx)
    } catch (error) {
      throw skillTaken(error)
    }
    await recordEvent(tx, { name: 'settingsChanged', actor, data: { fields: ['skills'] } })
  })

/** @throws InvalidInput when the catalogue has it already, in whatever spelling */
export const addSkill = (db: Db, actor: Staff, name: string): Promise<void> =>
  change(db, actor, async (tx) => {
    await tx.insertInto('skills').values({ name }).execute()
  })

/** Whoever has the skill has it under its new name. @throws NotFound, InvalidInput */
export const renameSkill = (db: Db, actor: Staff, from: string, to: string): Promise<void> =>
  change(db, actor, async (tx) => {
    const found = await tx
      .updateTable('skills')
      .set({ name: to })
      .where('name', '=', from)
      .returning('name')
      .executeTakeFirst()
    if (!found) throw new NotFound()
  })

/** Also from everybody who has it. @throws NotFound */
export const removeSkill = (db: Db, actor: Staff, name: string): Promise<void> =>
  change(db, actor, async (tx) => {
    const gone = await tx.deleteFrom('skills').where('name', '=', name).returning('name').executeTakeFirst()
    if (!gone) throw new NotFound()
  })

/** The skills a person has from now on. @throws InvalidInput for one that is not in the catalogue */
export async function setSkills(tx: Tx, staffId: string, skills: readonly string[]): Promise<void> {
  await tx.deleteFrom('staffSkills').where('staffId', '=', staffId).execute()
  if (skills.length === 0) return
  try {
    await tx
      .insertInto('staffSkills')
      .values([...new Set(skills)].map((skill) => ({ staffId, skill })))
      .execute()
  } catch (error) {
    if (databaseError(error)?.constraint === 'staff_skills_skill_fkey')
      throw new InvalidInput([{ path: 'skills', message: 'unknownSkill' }])
    throw error
  }
}

const skillTaken = (error: unknown): unknown =>
  ['skills_pkey', 'skills_one_spelling'].includes(databaseError(error)?.constraint ?? '')
    ? new InvalidInput([{ path: 'name', message: 'skillTaken' }])
    : error
