import { startTelegram, type Running } from '../telegram/start.ts'
import type { WireMessage } from '../telegram/wire.ts'
import { ask, type Reply } from './ask.ts'

export type BotAnswer<T> = {
  ok: boolean
  result: T
  error_code?: number
  description?: string
  parameters?: { retry_after?: number }
}

export type FakeTelegram = {
  running: Running
  /** A method of the bot. */
  bot<T = WireMessage>(method: string, body?: unknown): Promise<Reply<BotAnswer<T>>>
  sim<T>(path: string, body?: unknown, method?: string): Promise<Reply<T>>
  close(): Promise<void>
}

/** Andi, a technician of the demo staff who has pressed Start, and Indra, who has not. */
export const ANDI = 700000101
export const BUDI = 700000102
export const INDRA = 700000109

export async function fakeTelegram(): Promise<FakeTelegram> {
  const running = await startTelegram({ port: 0 })
  const base = `${running.url}/bot${running.desk.world.settings.token}`
  return {
    running,
    bot: (method, body = {}) => ask(`${base}/${method}`, body),
    sim: <T>(path: string, body?: unknown, method?: string) =>
      ask<T>(`${running.url}/_sim/${path}`, body, method ? { method } : {}),
    close: () => running.close(),
  }
}
