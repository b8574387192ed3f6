import type { Db } from '../../platform/db.ts'

/** A forgotten question must not swallow what somebody writes tomorrow. */
const VALID_MINUTES = 60

export type About = 'revision' | 'attend' | 'photos' | 'handover' | 'extension' | 'release'
/** A file that was sent to the bot and is still with Telegram. */
export type SentFile = { fileId: string; messageId: number; name: string }
/** What was answered so far. */
export type Answers = {
  kind?: string
  workDone?: string
  openItems?: string
  signerName?: string
  noSignatureReason?: string
  days?: number
  reason?: string
  /** photos that wait until it is known what they are for */
  files?: SentFile[]
  /** jobs to choose from */
  jobs?: string[]
  count?: number
  /** the last receipt of photos: those of one album share one */
  album?: string
  receipt?: number
}
export type Dialogue = {
  id: string
  about: About
  /** the ticket or invoice that it is about */
  subjectId: string
  step: string
  data: Answers
  /** the message that asked, where only a reply to it counts */
  messageId: number | null
}

const COLUMNS = ['id', 'about', 'subjectId', 'step', 'data', 'messageId'] as const
const shape = (row: { about: string; data: unknown } & Omit<Dialogue, 'about' | 'data'>): Dialogue => ({
  ...row,
  about: row.about as About,
  data: row.data as Answers,
})

/** Begins something with a person; whatever was open before is left. */
export async function openDialogue(
  db: Db,
  staffId: string,
  begun: { about: About; subjectId: string; step: string; data?: Answers; messageId?: number },
): Promise<Dialogue> {
  const { about, subjectId, step, messageId = null } = begun
  const values = {
    about,
    subjectId,
    step,
    messageId,
    data: JSON.stringify(begun.data ?? {}),
    touchedAt: new Date(),
  }
  // a new row has a new id: the buttons of what was left no longer fit
  const made = await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('telegramDialogues').where('staffId', '=', staffId).execute()
    return await tx
      .insertInto('telegramDialogues')
      .values({ staffId, ...values })
      .onConflict((on) => on.column('staffId').doUpdateSet(values))
      .returning(COLUMNS)
      .executeTakeFirstOrThrow()
  })
  return shape(made)
}

/** What is open with a person now, or null. */
export async function openWith(db: Db, staffId: string): Promise<Dialogue | null> {
  const row = await db
    .selectFrom('telegramDialogues')
    .select(COLUMNS)
    .where('staffId', '=', staffId)
    .where('touchedAt', '>', new Date(Date.now() - VALID_MINUTES * 60_000))
    .executeTakeFirst()
  return row ? shape(row) : null
}

/**
 * Goes on to the next question, from exactly this one: of two answers to one question the first counts.
 * @returns null when it was answered or left meanwhile
 */
export async function advance(
  db: Db,
  dialogue: Dialogue,
  step: string,
  data: Answers = {},
): Promise<Dialogue | null> {
  const row = await db
    .updateTable('telegramDialogues')
    .set({ step, data: JSON.stringify({ ...dialogue.data, ...data }), touchedAt: new Date() })
    .where('id', '=', dialogue.id)
    .where('step', '=', dialogue.step)
    .returning(COLUMNS)
    .executeTakeFirst()
  return row ? shape(row) : null
}

/** Ends it, so that one answer counts once. @returns false when it was ended already */
export async function endDialogue(db: Db, dialogue: Dialogue): Promise<boolean> {
  const row = await db
    .deleteFrom('telegramDialogues')
    .where('id', '=', dialogue.id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
