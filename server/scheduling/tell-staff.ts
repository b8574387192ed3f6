import { staffOnTelegram } from '../master-data/index.ts'
import type { Db, Tx } from '../platform/db.ts'
import type { Outgoing } from '../platform/outbox.ts'

/** 1 goes out first. An edit of a card that is there already can wait for the news. */
export const PRIORITY = { standby: 1, emergency: 2, news: 3, offer: 5, edit: 6 } as const

/** A short notice to those of these people whom Telegram reaches; `key` is its text below chat:telegram.notice. */
export const tell = async (
  look: Tx | Db,
  ids: readonly string[],
  key: string,
  params: Record<string, unknown>,
): Promise<Outgoing[]> =>
  (ids.length === 0 ? [] : await staffOnTelegram(look, { ids })).map((to) => ({
    channel: 'telegram',
    to,
    intent: 'notice',
    params: { key, ...params },
    priority: PRIORITY.news,
    key,
  }))
