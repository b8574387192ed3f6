import { sql } from 'kysely'
import type { z } from 'zod'
import type { Staff } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { NotFound } from '../platform/errors.ts'
import type { Answer, QueryOf } from '../platform/http/endpoint.ts'
import { decodeCursor, page } from '../platform/paging.ts'
import { readSetting, writeSetting } from '../platform/settings.ts'
import { recordEvent } from '../ticket/index.ts'
import { customerRows, customerShape } from './customer-row.ts'
import type { getCustomer, getMe, listUsers } from './schema.ts'
import type { companyProfile } from './settings/schema.ts'
import { staffRows, staffShape, type StaffMember, telegramState } from './staff-row.ts'

type List<T> = { items: T[]; nextCursor: string | null }

/** Who is signed in, for the head of every screen. */
export async function readMe(db: Db, actor: Staff, rehearsal: boolean): Promise<Answer<typeof getMe>> {
  const row = await staffRows(db).where('staff.id', '=', actor.id).executeTakeFirst()
  if (!row) throw new NotFound()
  return {
    id: row.id,
    name: row.name,
    username: row.username,
    role: actor.role,
    phone: row.phone,
    photoFileId: row.photoFileId,
    telegram: telegramState(row.reachable),
    mustChangePassword: row.mustChangePassword,
    secondFactor: row.twoFactorEnabled ? 'ON' : actor.owes === 'SECOND_FACTOR_NEEDED' ? 'NEEDED' : 'OFF',
    rehearsal,
  }
}

/** Staff by name, active ones first. */
export async function listStaff(db: Db, query: QueryOf<typeof listUsers>): Promise<List<StaffMember>> {
  const after = decodeCursor(query.cursor, 3)
  let rows = staffRows(db)
  if (query.role) rows = rows.where('staff.role', '=', query.role)
  if (query.status) rows = rows.where('staff.banned', '=', query.status === 'INACTIVE')
  if (query.skill)
    rows = rows.where(
      sql<boolean>`exists (select 1 from staff_skills k where k.staff_id = staff.id and k.skill = ${query.skill})`,
    )
  if (query.area) rows = rows.where('staff.homeArea', 'ilike', `%${escapeLike(query.area)}%`)
  if (query.q) {
    const like = `%${escapeLike(query.q)}%`
    rows = rows.where((where) =>
      where.or([
        where('staff.name', 'ilike', like),
        where('staff.username', 'ilike', like),
        where('staff.phone', 'ilike', like),
      ]),
    )
  }
  if (after)
    rows = rows.where(
      sql<boolean>`(staff.banned, lower(staff.name), staff.id) > (${after[0] === 1}, ${after[1]}, ${after[2]}::uuid)`,
    )
  const found = await rows
    .select(sql<string>`lower(staff.name)`.as('sortName'))
    .orderBy('staff.banned')
    .orderBy(sql`lower(staff.name)`)
    .orderBy('staff.id')
    .limit(query.limit + 1)
    .execute()
  return page(found, query.limit, staffShape, (row) => [row.banned ? 1 : 0, row.sortName, row.id])
}

/** One customer with what is open. @throws NotFound */
export async function readCustomer(db: Db, id: string): Promise<Answer<typeof getCustomer>> {
  const row = await customerRows(db)
    .select([
      sql<
        string | null
      >`(select c.id from conversations c where c.customer_id = customers.id order by c.last_message_at desc nulls last limit 1)`.as(
        'conversationId',
      ),
      sql<number>`(select count(*) from complaints c where c.customer_id = customers.id and c.status = 'OPEN')`.as(
        'openComplaints',
      ),
      sql<number>`(select count(*) from tickets t where t.customer_id = customers.id)`.as('tickets'),
    ])
    .where('customers.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return {
    ...customerShape(row),
    conversationId: row.conversationId,
    openComplaints: row.openComplaints,
    tickets: row.tickets,
  }
}

export type CompanyProfile = z.output<typeof companyProfile>

const EMPTY_COMPANY: CompanyProfile = {
  name: 'GSS',
  legalName: 'PT GSS',
  address: '-',
  phone: '-',
  email: '-',
  npwp: null,
  city: 'Jakarta',
  code: 'GSS',
  signerName: '-',
  signerPosition: 'Direktur',
  bankAccounts: [],
  logoFileId: null,
  signatureFileId: null,
  stampFileId: null,
}

/** The company as documents name it. */
export const readCompany = async (db: Db): Promise<CompanyProfile> => ({
  ...EMPTY_COMPANY,
  ...(await readSetting<Partial<CompanyProfile>>(db, 'company', {})),
})

export async function changeCompanyProfile(
  db: Db,
  actor: Staff,
  change: Partial<CompanyProfile>,
): Promise<CompanyProfile> {
  return await db.transaction().execute(async (tx) => {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const next = { ...(await readCompany(tx)), ...given }
    await writeSetting(tx, 'company', next)
    await recordEvent(tx, { name: 'settingsChanged', actor, data: { fields: Object.keys(given) } })
    return next
  })
}

/** What a person types is text, not a pattern. */
export const escapeLike = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
