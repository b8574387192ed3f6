import { randomUUID } from 'node:crypto'
import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import type { Role } from '../platform/roles.ts'
import { newToken } from '../platform/token.ts'
import { insertTicket, type Ticket } from '../ticket/index.ts'

/** A member of staff without a password: enough for use-cases. */
export async function insertStaff(db: Db, role: Role, name: string = role): Promise<Staff> {
  const username = `${role}_${randomUUID().slice(0, 8)}`
  const row = await db
    .insertInto('staff')
    .values({ name, email: `${username}@local.invalid`, username, role })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { kind: 'staff', id: row.id, name, role }
}

let counter = 0

export async function insertCustomer(
  db: Db,
  fields: { name?: string; phone?: string | null; address?: string } = {},
): Promise<string> {
  counter += 1
  const phone = fields.phone === undefined ? `+62812${String(10_000_000 + counter)}` : fields.phone
  const row = await db
    .insertInto('customers')
    .values({
      name: fields.name ?? 'Budi Santoso',
      phone,
      address: fields.address ?? 'Jl. Merdeka No. 10, Bandung',
      source: 'MANUAL',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** A ticket in the pool, starting in an hour unless told otherwise. */
export async function insertOpenTicket(
  db: Db,
  cs: Staff,
  customerId: string,
  fields: {
    quota?: number
    start?: Date
    end?: Date
    title?: string
    area?: string
    requiredSkills?: string[]
  } = {},
): Promise<Ticket> {
  const start = fields.start ?? new Date(Date.now() + 3_600_000)
  const end = fields.end ?? new Date(start.getTime() + 3 * 3_600_000)
  return await db.transaction().execute((tx) =>
    insertTicket(tx, {
      customerId,
      complaintId: null,
      title: fields.title ?? 'AC tidak dingin',
      description: '',
      address: 'Jl. Merdeka No. 10, Bandung',
      lat: -6.9175,
      lng: 107.6191,
      timeZone: 'Asia/Jakarta',
      area: fields.area ?? null,
      requiredSkills: fields.requiredSkills ?? [],
      technicianQuota: fields.quota ?? 1,
      priority: 'NORMAL',
      scheduledStart: start,
      scheduledEnd: end,
      linkToken: newToken(),
      createdBy: cs.id,
    }),
  )
}

let telegramId = 800_000

/** Somebody whom the bot can reach. */
export async function linkTelegram(db: Db, who: Staff): Promise<Staff> {
  telegramId += 1
  await db.insertInto('telegramLinks').values({ staffId: who.id, telegramId }).execute()
  return who
}

/** A WhatsApp conversation of a customer; returns its id. */
export async function insertConversation(db: Db, customerId: string): Promise<string> {
  const row = await db
    .insertInto('conversations')
    .values({ customerId, waId: `62${Math.floor(Math.random() * 1e10)}`, lastInboundAt: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}
