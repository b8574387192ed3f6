import { type Bot, BotError } from 'grammy'
import type { Update } from 'grammy/types'
import type { Db } from '../../platform/db.ts'
import { type Reader, startReader } from '../../platform/inbound-reader.ts'
import { keepUpdates, settleUpdate, type TakenUpdate } from '../../platform/inbound.ts'
import type { Log } from '../../platform/log.ts'
import { tellDeadUpdate } from '../../master-data/index.ts'
import { forLog, readApiError } from './api-errors.ts'

/** Chats that are read at the same time; an answer to a press may have to wait for Telegram. */
const CHATS_AT_ONCE = 8

type Deps = {
  db: Db
  bot: Bot
  log: Log
  /** knows the bot's own name, asking Telegram when needed */
  ready: () => Promise<void>
  changed: () => void
}

/** Keeps updates, each once by its number, before Telegram is told that they arrived. */
export async function storeUpdates(db: Db, updates: readonly unknown[]): Promise<void> {
  const stored = updates.filter(isUpdate).map((update) => ({
    externalId: String(update.update_id),
    sender: String(chatOf(update) ?? ''),
    payload: update,
  }))
  await keepUpdates(db, 'telegram', stored)
}

/** Reads them right away: somebody waits for the answer to a press. Those of one chat are read in order. */
export function readTelegram(deps: Deps): Reader {
  return startReader({
    db: deps.db,
    channel: 'telegram',
    parallel: CHATS_AT_ONCE,
    log: deps.log,
    // while Telegram is away nothing is used up
    ready: () =>
      deps.ready().catch((error: unknown) => {
        throw new Error(`Telegram is away: ${JSON.stringify(forLog(error))}`)
      }),
    read: (update) => readOne(deps, update),
    gaveUp: async (_, error) => {
      await tellDeadUpdate(deps.db, 'telegram', error)
      deps.changed()
    },
  })
}

const isUpdate = (value: unknown): value is Update =>
  typeof value === 'object' && value !== null && Number.isSafeInteger((value as Update).update_id)

const chatOf = (update: Update): number | undefined =>
  (update.message ?? update.edited_message ?? update.callback_query?.message ?? update.my_chat_member)?.chat
    .id ?? update.callback_query?.from.id

async function readOne(deps: Deps, taken: TakenUpdate): Promise<void> {
  let note: string | null = null
  try {
    await deps.bot.handleUpdate(taken.payload as Update)
  } catch (failure) {
    // the act itself is done or refused by now; only the answer did not get through, and a second try would act twice
    if (!isAnswerLost(failure)) throw failure instanceof BotError ? failure.error : failure
    note = 'answer lost'
    deps.log.warn({ updateId: taken.id }, 'an answer did not reach Telegram')
  }
  await settleUpdate(deps.db, taken, note)
  deps.changed()
}

function isAnswerLost(error: unknown): boolean {
  try {
    readApiError(error instanceof BotError ? error.error : error)
    return true
  } catch {
    return false
  }
}
