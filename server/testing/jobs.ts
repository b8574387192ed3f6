import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import type pg from 'pg'
import sharp from 'sharp'
import { afterAll } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { type Files, openFiles } from '../platform/files.ts'
import type { Log } from '../platform/log.ts'
import { claimSeat, endCrew, moveTicket, type Notices, relayEvents } from '../ticket/index.ts'
import { insertOpenTicket } from './people.ts'

/** A folder of its own for stored files, removed when the test file is done. */
export function testFiles(): Files {
  const folder = mkdtempSync(join(tmpdir(), 'gss-files-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return openFiles(pathToFileURL(folder).href)
}

export const newClientId = () => `device-${randomUUID()}`

/** Wins a seat and returns the assignment's id. */
export async function takeSeat(pool: pg.Pool, technician: Staff, ticketId: string): Promise<string> {
  const answer = await claimSeat(pool, { ticketId, technicianId: technician.id, via: 'web' })
  if (!answer?.assignmentId) throw new Error(`no seat: ${answer?.outcome}`)
  return answer.assignmentId
}

let hours = 0

/** A ticket at times that no other ticket of this test file has, so that one crew may hold many. */
export async function insertTicketApart(
  db: Db,
  cs: Staff,
  customerId: string,
  fields: { quota?: number; title?: string } = {},
) {
  hours += 4
  return await insertOpenTicket(db, cs, customerId, {
    ...fields,
    start: new Date(Date.now() + hours * 3_600_000),
  })
}

/** Makes it so that the visit was planned then, and taken the day before: also for a time that is over. */
export async function planVisit(db: Db, ticketId: string, start: Date, end: Date): Promise<void> {
  await db
    .updateTable('tickets')
    .set({ scheduledStart: start, scheduledEnd: end })
    .where('id', '=', ticketId)
    .execute()
  await db
    .updateTable('assignments')
    .set({ claimedAt: new Date(start.getTime() - 86_400_000), during: sql`tstzrange(${start}, ${end})` })
    .where('ticketId', '=', ticketId)
    .execute()
}

/** A ticket whose crew has done the work; only the state is real, there is neither attendance nor BAST. */
export async function insertDoneTicket(
  db: Db,
  pool: pg.Pool,
  people: { cs: Staff; customerId: string; crew: readonly Staff[] },
): Promise<string> {
  const { id } = await insertTicketApart(db, people.cs, people.customerId, { quota: people.crew.length })
  for (const technician of people.crew) await takeSeat(pool, technician, id)
  const actor = people.crew[0] as Staff
  await db.transaction().execute(async (tx) => {
    await moveTicket(tx, { ticketId: id, move: 'checkIn', actor, event: null })
    await moveTicket(tx, { ticketId: id, move: 'markDone', actor, event: null })
    await endCrew(tx, id, 'DONE')
  })
  return id
}

/** A JPEG as a phone makes it: lying on its side, with position and device in its EXIF. */
export const phonePhoto = (width = 64, height = 48): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#88aa99' } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'Kamera', Model: 'Lapangan 5' },
      IFD3: {
        GPSLatitudeRef: 'S',
        GPSLatitude: '6/1 55/1 3/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '107/1 37/1 8/1',
      },
    })
    .toBuffer()

/** A signature as drawn on a transparent canvas. */
export const drawnSignature = (): Promise<Buffer> =>
  sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120"><path d="M20 90C60 10 90 110 130 50S230 20 280 70" fill="none" stroke="#10242b" stroke-width="5"/></svg>',
    ),
  )
    .png()
    .toBuffer()

/** Every event of a ticket in order, as `name` or with its data. */
export async function eventsOf(
  db: Db,
  ticketId: string,
): Promise<{ name: string; actorId: string | null; data: unknown }[]> {
  return await db
    .selectFrom('events')
    .select(['name', 'actorId', 'data'])
    .where('ticketId', '=', ticketId)
    .orderBy('id')
    .execute()
}

type Told = { to: string; intent: string; params: unknown; priority: number }

/** Passes on what has happened by these notices alone and returns the messages that are new because of it. */
export async function relayOnly(db: Db, own: Partial<Notices>): Promise<Told[]> {
  const before = new Set((await db.selectFrom('outbox').select('id').execute()).map((row) => row.id))
  const notices = new Proxy(own, { get: (all, name) => all[name as keyof Notices] ?? [] }) as Notices
  const problems: unknown[] = []
  const log = { error: (context: unknown) => problems.push(context) } as unknown as Log
  while ((await relayEvents(db, notices, {}, log)) > 0);
  // the relay survives a notice that fails; a test must not
  if (problems.length > 0) throw new Error('a notice failed', { cause: problems[0] })
  const rows = await db.selectFrom('outbox').selectAll().orderBy('id').execute()
  return rows
    .filter((row) => !before.has(row.id))
    .map((row) => ({ to: row.recipientId, intent: row.intent, params: row.params, priority: row.priority }))
}
