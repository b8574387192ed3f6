import { type Bot, BotError } from 'grammy'
import type { Update } from 'grammy/types'
import type { Db } from '../../platform/db.ts'
import { jsonForDatabase } from '../../platform/inbound.ts'
import type { Log } from '../../platform/log.ts'
import { forLog, readApiError } from './api-errors.ts'

/** After so many tries an update is left for somebody to look at. */
const MOST_ATTEMPTS = 5
/** An update nobody finished is taken up again after this, longer with each attempt. */
const LEFT_OVER_MS = 30_000

type Deps = {
  db: Db
  bot: Bot
  log: Log
  /** knows the bot's own name, asking Telegram when needed */
  ready: () => Promise<void>
  changed: () => void
}
type Kept = { id: number; sender: string; attempts: number }

export type Inbox = {
  /** keeps updates, each once by its number, and reads them at once; resolves when they are kept */
  keep(updates: readonly unknown[]): Promise<void>
  /** takes up what a node left behind that died or could not reach the database */
  sweep(): Promise<void>
  idle(): Promise<void>
}

/**
 * Updates are kept before Telegram is told that they arrived, and read right away in this process: somebody waits for
 * the answer to a press. Those of one chat are read in order. The row is the safety net, not the way.
 */
export function openInbox(deps: Deps): Inbox {
  const chats = new Map<string, Promise<void>>()

  function enter(kept: Kept): void {
    const before = chats.get(kept.sender) ?? Promise.resolve()
    const turn = before
      .then(() => readOne(deps, kept))
      .catch((error: unknown) =>
        deps.log.error({ err: forLog(error), updateId: kept.id }, 'an update was not read'),
      )
      .finally(() => {
        if (chats.get(kept.sender) === turn) chats.delete(kept.sender)
      })
    chats.set(kept.sender, turn)
  }

  return {
    async keep(updates) {
      for (const kept of await insertUpdates(deps.db, updates.filter(isUpdate))) enter(kept)
    },
    async sweep() {
      for (const kept of await leftOver(deps.db)) enter(kept)
    },
    async idle() {
      while (chats.size > 0) await Promise.all(chats.values())
    },
  }
}

const isUpdate = (value: unknown): value is Update =>
  typeof value === 'object' && value !== null && Number.isSafeInteger((value as Update).update_id)

const chatOf = (update: Update): number | undefined =>
  (update.message ?? update.edited_message ?? update.callback_query?.message ?? update.my_chat_member)?.chat
    .id ?? update.callback_query?.from.id

async function insertUpdates(db: Db, updates: readonly Update[]): Promise<Kept[]> {
  if (updates.length === 0) return []
  const kept = await db
    .insertInto('inboundUpdates')
    .values(
      updates.map((update) => ({
        channel: 'telegram',
        externalId: String(update.update_id),
        sender: String(chatOf(update) ?? ''),
        payload: jsonForDatabase(update),
      })),
    )
    .onConflict((on) => on.columns(['channel', 'externalId']).doNothing())
    .returning(['id', 'sender', 'attempts'])
    .execute()
  return kept.toSorted((a, b) => a.id - b.id)
}

async function leftOver(db: Db): Promise<Kept[]> {
  const rows = await db
    .selectFrom('inboundUpdates')
    .select(['id', 'sender', 'attempts', 'receivedAt'])
    .where('channel', '=', 'telegram')
    .where('processedAt', 'is', null)
    .where('attempts', '<', MOST_ATTEMPTS)
    .where('receivedAt', '<', new Date(Date.now() - LEFT_OVER_MS))
    .orderBy('id')
    .limit(200)
    .execute()
  return rows.filter((row) => Date.now() - row.receivedAt.getTime() > (row.attempts + 1) * LEFT_OVER_MS)
}

async function readOne(deps: Deps, kept: Kept): Promise<void> {
  // known before the row is taken: while Telegram is away nothing is used up
  await deps.ready()
  const update = await takeUpdate(deps.db, kept)
  if (!update) return
  let error: string | null = null
  try {
    await deps.bot.handleUpdate(update)
  } catch (failure) {
    // the act itself is done or refused by now; only the answer did not get through, and a second try would act twice
    if (!isAnswerLost(failure)) {
      await noteFailure(deps.db, kept.id, failure)
      throw failure
    }
    error = 'answer lost'
    deps.log.warn({ updateId: kept.id }, 'an answer did not reach Telegram')
  }
  await deps.db
    .updateTable('inboundUpdates')
    .set({ processedAt: new Date(), error })
    .where('id', '=', kept.id)
    .execute()
  deps.changed()
}

/** Two nodes may find the same left-over: the one that counts the attempt up reads it. */
async function takeUpdate(db: Db, kept: Kept): Promise<Update | null> {
  const row = await db
    .updateTable('inboundUpdates')
    .set({ attempts: kept.attempts + 1 })
    .where('id', '=', kept.id)
    .where('processedAt', 'is', null)
    .where('attempts', '=', kept.attempts)
    .returning('payload')
    .executeTakeFirst()
  return row ? (row.payload as unknown as Update) : null
}

const noteFailure = (db: Db, id: number, failure: unknown) =>
  db
    .updateTable('inboundUpdates')
    .set({ error: String(failure instanceof BotError ? failure.error : failure).slice(0, 500) })
    .where('id', '=', id)
    .execute()

function isAnswerLost(error: unknown): boolean {
  try {
    readApiError(error instanceof BotError ? error.error : error)
    return true
  } catch {
    return false
  }
}
