import { randomBytes } from 'node:crypto'
import { type Auth, hashPassword } from '../platform/auth.ts'
import type { Db } from '../platform/db.ts'
import type { Role } from '../platform/roles.ts'
import { QUIET_HOURS } from '../platform/quiet-hours.ts'
import { writeSetting } from '../platform/settings.ts'
import { insertAccount } from './insert-account.ts'

/**
 * The user `admin` on the very first start. Returns the password to be printed once when none was configured, null
 * when there is staff already or the operator chose it.
 */
export async function createFirstAdmin(
  db: Db,
  auth: Auth,
  configured: string | undefined,
): Promise<string | null> {
  const anybody = await db.selectFrom('staff').select('id').limit(1).executeTakeFirst()
  if (anybody) return null
  const password = configured ?? randomBytes(9).toString('base64url')
  const hash = await hashPassword(auth, password)
  await db.transaction().execute((tx) =>
    insertAccount(tx, hash, {
      name: 'Admin',
      username: 'admin',
      role: 'admin',
      mustChange: configured === undefined,
    }),
  )
  return configured ? null : password
}

type DemoPerson = { username: string; name: string; role: Role; telegramId: number; phone?: string }

const DEMO: readonly DemoPerson[] = [
  { username: 'admin', name: 'Admin GSS', role: 'admin', telegramId: 700000001 },
  { username: 'cs1', name: 'Citra Lestari', role: 'cs', telegramId: 700000011 },
  { username: 'cs2', name: 'Dewi Anggraini', role: 'cs', telegramId: 700000012 },
  { username: 'sales1', name: 'Sari Wulandari', role: 'sales', telegramId: 700000021 },
  { username: 'manager1', name: 'Hendra Gunawan', role: 'manager', telegramId: 700000031 },
  ...[
    'Andi Saputra',
    'Budi Hartono',
    'Cahyo Nugroho',
    'Dimas Prasetyo',
    'Eko Wijaya',
    'Fajar Ramadhan',
    'Gilang Permana',
    'Hasan Basri',
  ].map((name, index): DemoPerson => ({
    username: `ts${index + 1}`,
    name,
    role: 'technician',
    telegramId: 700000101 + index,
    phone: `+6281290000${101 + index}`,
  })),
]
export const DEMO_PASSWORD = 'gss-demo'

const DEMO_COMPANY = {
  name: 'GSS',
  legalName: 'PT Graha Servis Sejahtera',
  address: 'Jl. Raya Kebon Jeruk No. 27, Jakarta Barat 11530',
  phone: '(021) 5550 2727',
  email: 'halo@gss.example',
  npwp: '0012345678901000',
  city: 'Jakarta',
  code: 'GSS',
  signerName: 'Rina Kartika',
  signerPosition: 'Manajer Operasional',
  bankAccounts: [
    { bank: 'BCA', number: '527 019 8833', holder: 'PT Graha Servis Sejahtera' },
    { bank: 'Mandiri', number: '165 00 0271 2727', holder: 'PT Graha Servis Sejahtera' },
  ],
}

/**
 * Rehearsal only: the demo staff, already linked to their simulated Telegram, and a company to print on papers.
 * Does nothing when there is staff already.
 */
export async function seedRehearsal(db: Db, auth: Auth): Promise<void> {
  const anybody = await db.selectFrom('staff').select('id').limit(1).executeTakeFirst()
  if (anybody) return
  // one hash for all: thirteen of them would take seconds, and everybody knows this password anyway
  const hash = await hashPassword(auth, DEMO_PASSWORD)
  await db.transaction().execute(async (tx) => {
    for (const [index, person] of DEMO.entries()) {
      const id = await insertAccount(tx, hash, {
        ...person,
        mustChange: false,
        employeeNumber: `GSS-${String(index + 1).padStart(3, '0')}`,
      })
      await tx
        .insertInto('telegramLinks')
        .values({ staffId: id, telegramId: person.telegramId, telegramName: person.name })
        .execute()
    }
    await writeSetting(tx, 'company', DEMO_COMPANY)
    // a rehearsal is played at any hour, and nobody is woken by it
    const never = { enabled: false, from: '21:00', to: '06:00' }
    await writeSetting(tx, QUIET_HOURS, { customer: never, staff: never })
  })
}
