import type { z } from 'zod'
import type { Staff } from '../../platform/actor.ts'
import { type Db, databaseError, type Tx } from '../../platform/db.ts'
import { InvalidInput, NotFound } from '../../platform/errors.ts'
import { recordEvent } from '../../ticket/index.ts'
import { openPlaceholders, QUICK_REPLY_GAPS } from '../rules.ts'
import type { quickReply } from './schema.ts'

export type QuickReply = z.input<typeof quickReply>
type Words = { title: string; text: string }

/** Ready-made answers by title. */
export async function listQuickReplies(db: Db): Promise<{ items: QuickReply[] }> {
  const items = await db
    .selectFrom('quickReplies')
    .select(['id', 'title', 'text'])
    .orderBy('title')
    .limit(200)
    .execute()
  return { items }
}

/** @throws InvalidInput for a taken title or a gap that nothing fills */
export async function addQuickReply(tx: Tx, actor: Staff, words: Words): Promise<QuickReply> {
  mustBeFillable(words.text)
  const made = await untaken(() =>
    tx
      .insertInto('quickReplies')
      .values({ ...words, createdBy: actor.id })
      .returning(['id', 'title', 'text'])
      .executeTakeFirstOrThrow(),
  )
  await noteChange(tx, actor)
  return made
}

/** @throws InvalidInput like adding does; NotFound */
export async function changeQuickReply(tx: Tx, actor: Staff, id: string, words: Words): Promise<QuickReply> {
  mustBeFillable(words.text)
  const changed = await untaken(() =>
    tx
      .updateTable('quickReplies')
      .set({ ...words, updatedAt: new Date() })
      .where('id', '=', id)
      .returning(['id', 'title', 'text'])
      .executeTakeFirst(),
  )
  if (!changed) throw new NotFound()
  await noteChange(tx, actor)
  return changed
}

/** @throws NotFound */
export async function removeQuickReply(tx: Tx, actor: Staff, id: string): Promise<void> {
  const gone = await tx.deleteFrom('quickReplies').where('id', '=', id).returning('id').executeTakeFirst()
  if (!gone) throw new NotFound()
  await noteChange(tx, actor)
}

function mustBeFillable(text: string): void {
  const unknown = openPlaceholders(text).filter((gap) => !QUICK_REPLY_GAPS.includes(gap))
  if (unknown.length > 0) throw new InvalidInput([{ path: 'text', message: 'unknownPlaceholder' }])
}

async function untaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (databaseError(error)?.constraint === 'quick_replies_by_title')
      throw new InvalidInput([{ path: 'title', message: 'titleTaken' }])
    throw error
  }
}

const noteChange = (tx: Tx, actor: Staff) =>
  recordEvent(tx, { name: 'settingsChanged', actor, data: { fields: ['quickReplies'] } })
