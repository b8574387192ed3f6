import { setTimeout as sleep } from 'node:timers/promises'

/** Telegram's guide for bots: about 30 messages a second in all, and one a second to one chat after a short burst. */
export const TELEGRAM_PACE = { perSecond: 28, chatBurst: 3, chatPerSecond: 1 }
export type PaceLimits = typeof TELEGRAM_PACE
/** So many chats are remembered; who was quiet has his whole burst again anyway. */
const MOST_CHATS = 5000

export type Pace = {
  /** reserves a turn for this chat and tells when it is, in ms since 1970 */
  reserve(chatId: number, now: number): number
  /** waits for it */
  turn(chatId: number): Promise<void>
}

/**
 * Goes as fast as Telegram likes it, so that it seldom says "too many requests": after that the whole bot is silent for
 * seconds, and the urgent with it. Each process counts for itself; the pause that Telegram asks for comes on top.
 */
export function openPace(limits: PaceLimits = TELEGRAM_PACE): Pace {
  const between = 1000 / limits.perSecond
  const betweenInChat = 1000 / limits.chatPerSecond
  let next = 0
  /** when the chat would be due if its messages had come evenly */
  const due = new Map<number, number>()

  function reserve(chatId: number, now: number): number {
    const even = Math.max(due.get(chatId) ?? 0, now)
    due.set(chatId, even + betweenInChat)
    if (due.size > MOST_CHATS) for (const [chat, at] of due) if (at < now) due.delete(chat)
    const inAll = Math.max(next, now)
    next = inAll + between
    return Math.max(inAll, even - (limits.chatBurst - 1) * betweenInChat)
  }
  return {
    reserve,
    async turn(chatId) {
      const now = Date.now()
      const at = reserve(chatId, now)
      if (at > now) await sleep(at - now)
    },
  }
}
