import type { Bot } from 'grammy'
import type { Update } from 'grammy/types'
import type { Db } from '../../platform/db.ts'
import { keepUpdates, readUpdate, settleUpdate } from '../../platform/inbound.ts'
import type { Log } from '../../platform/log.ts'
import type { Tasks } from '../../platform/tasks.ts'
import { readApiError } from './api-errors.ts'

const TASK = 'readTelegram'

/** Keeps updates, each once by its number; those of one chat are read in order. Anything that is no update is dropped. */
export async function keepTelegram(db: Db, updates: readonly unknown[]): Promise<void> {
  const sound = updates.filter(isUpdate)
  await keepUpdates(
    db,
    'telegram',
    sound.map((update) => ({
      externalId: String(update.update_id),
      sender: String(chatOf(update) ?? ''),
      payload: update,
    })),
    TASK,
  )
}

const isUpdate = (value: unknown): value is Update =>
  typeof value === 'object' && value !== null && Number.isSafeInteger((value as Update).update_id)

const chatOf = (update: Update): number | undefined =>
  (update.message ?? update.edited_message ?? update.callback_query?.message ?? update.my_chat_member)?.chat
    .id ?? update.callback_query?.from.id

type Deps = {
  db: Db
  bot: Bot
  log: Log
  /** knows the bot's own name, asking Telegram when needed */
  ready: () => Promise<void>
  changed: () => void
}

export function telegramTasks(deps: Deps): Tasks {
  return {
    [TASK]: async ({ updateId }: { updateId: number }) => {
      await deps.ready()
      const kept = await readUpdate(deps.db, updateId)
      if (!kept) return
      try {
        await deps.bot.handleUpdate(kept.payload as Update)
      } catch (error) {
        // the act itself is done or refused by now; only the answer did not get through, and a second try would act twice
        if (!isAnswerLost(error)) throw error
        deps.log.warn({ updateId }, 'an answer did not reach Telegram')
      }
      await deps.db.transaction().execute((tx) => settleUpdate(tx, updateId))
      deps.changed()
    },
  }
}

function isAnswerLost(error: unknown): boolean {
  const cause = (error as { error?: unknown }).error ?? error
  try {
    readApiError(cause)
    return true
  } catch {
    return false
  }
}
