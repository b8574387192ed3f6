import type { Context } from 'grammy'
import type pg from 'pg'
import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Log } from '../../platform/log.ts'
import type { Links } from './html.ts'

export type InboundDeps = { db: Db; pool: pg.Pool; log: Log; links: Links }
/** A message or press of a person whose Telegram is linked. */
export type From = InboundDeps & { ctx: Context; staff: Staff }
