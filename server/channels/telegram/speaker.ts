import type { Context } from 'grammy'
import type pg from 'pg'
import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import type { Log } from '../../platform/log.ts'
import type { SentFile } from './dialogue.ts'
import type { Links } from './html.ts'

export type InboundDeps = {
  db: Db
  pool: pg.Pool
  log: Log
  files: Files
  links: Links
  /** the bytes of what somebody sent */
  download: (fileId: string) => Promise<Buffer>
}
/** A message or press of a person whose Telegram is linked. */
export type From = InboundDeps & { ctx: Context; staff: Staff }

/** A position as it was shared; `sent` is when Telegram got it, by Telegram's clock. */
export type SharedPlace = {
  lat: number
  lng: number
  accuracy: number | null
  sent: Date
  source: 'live' | 'pin' | 'forwarded'
}
/** What somebody answers with. */
export type Input =
  | { kind: 'text'; text: string }
  | { kind: 'choice'; value: string }
  | { kind: 'photo'; file: SentFile; album: string | null }
  | { kind: 'place'; place: SharedPlace }
  | { kind: 'other' }
