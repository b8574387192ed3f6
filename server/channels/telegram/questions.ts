import type { Db } from '../../platform/db.ts'

/** A forgotten question must not swallow what somebody writes tomorrow. */
const VALID_MINUTES = 60

export type Question = { about: 'revision'; subjectId: string }

/** What the bot waits to be told by this person; in the database, so that any node may get the answer. */
export async function askQuestion(
  db: Db,
  staffId: string,
  question: Question & { messageId: number },
): Promise<void> {
  const values = { ...question, askedAt: new Date() }
  await db
    .insertInto('telegramQuestions')
    .values({ staffId, ...values })
    .onConflict((on) => on.column('staffId').doUpdateSet(values))
    .execute()
}

/**
 * Takes the open question, so that one answer counts once.
 * @param repliedTo the message that was replied to; null when the person just wrote
 */
export async function takeQuestion(
  db: Db,
  staffId: string,
  repliedTo: number | null,
): Promise<Question | null> {
  let open = db
    .deleteFrom('telegramQuestions')
    .where('staffId', '=', staffId)
    .where('askedAt', '>', new Date(Date.now() - VALID_MINUTES * 60_000))
  if (repliedTo !== null) open = open.where('messageId', '=', repliedTo)
  const taken = await open.returning(['about', 'subjectId']).executeTakeFirst()
  return taken ? { about: 'revision', subjectId: taken.subjectId } : null
}
