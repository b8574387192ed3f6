import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openAuth } from '../platform/auth.ts'
import { openLog } from '../platform/log.ts'
import type { Role } from '../platform/roles.ts'
import { testDatabase } from '../testing/index.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../testing/people.ts'
import { takeSeat } from '../testing/jobs.ts'
import { changeStaff, createStaff, noteOwnPassword, resetStaffPassword } from './change-staff.ts'

const { db, pool } = await testDatabase()
const auth = openAuth({
  pool,
  secret: 'a-secret-of-the-tests-that-is-long-enough',
  publicUrl: 'https://gss.test',
  trustedOrigins: [],
  log: openLog('silent'),
  signInsPerMinute: 1000,
  redeemLink: async () => null,
  // scrypt takes its time on purpose; what is stored is not the subject here
  password: {
    hash: async (password) => `hashed:${password}`,
    verify: async ({ hash, password }) => hash === `hashed:${password}`,
  },
})

const admin = await insertStaff(db, 'admin', 'Admin GSS')
const cs = await insertStaff(db, 'cs', 'Citra Lestari')

const person = (role: Role, more: object = {}) => ({
  name: 'Andi Saputra',
  username: `u${randomUUID().slice(0, 8)}`,
  password: 'rahasia-benar',
  role,
  ...more,
})
const changesOf = async (staffId: string) => {
  const rows = await db
    .selectFrom('events')
    .select(['actorId', 'data'])
    .where('name', '=', 'staffChanged')
    .orderBy('id')
    .execute()
  return rows
    .map((row) => ({ by: row.actorId, ...(row.data as { staffId: string; fields: string[] }) }))
    .filter((row) => row.staffId === staffId)
    .map(({ by, fields }) => ({ by, fields }))
}
const hashOf = async (userId: string) =>
  (await db.selectFrom('staffAccounts').select('password').where('userId', '=', userId).executeTakeFirst())
    ?.password
async function signIn(userId: string): Promise<void> {
  const expiresAt = new Date(Date.now() + 86_400_000)
  await db.insertInto('staffSessions').values({ userId, expiresAt, token: randomUUID() }).execute()
}
const sessionsOf = async (userId: string) =>
  (await db.selectFrom('staffSessions').select('id').where('userId', '=', userId).execute()).length
const everybody = async () => (await db.selectFrom('staff').select('id').execute()).length

describe('createStaff', () => {
  it('makes an account with a password and says who did it', async () => {
    const made = await createStaff(
      db,
      auth,
      cs,
      person('technician', { phone: '0812 3456 7890', employeeNumber: 'GSS-042' }),
    )
    expect(made).toMatchObject({
      name: 'Andi Saputra',
      role: 'technician',
      phone: '+6281234567890',
      employeeNumber: 'GSS-042',
      status: 'ACTIVE',
      telegram: 'NOT_LINKED',
      lastSignInAt: null,
    })
    expect(await hashOf(made.id)).toBe('hashed:rahasia-benar')
    expect(await changesOf(made.id)).toEqual([{ by: cs.id, fields: ['created'] }])
  })

  it('lets CS make technicians and CS only, admin everybody', async () => {
    for (const role of ['technician', 'cs'] as const)
      expect((await createStaff(db, auth, cs, person(role))).role).toBe(role)
    for (const role of ['admin', 'sales', 'manager'] as const) {
      await expect(createStaff(db, auth, cs, person(role))).rejects.toMatchObject({
        code: 'STAFF_NOT_ALLOWED',
        status: 403,
      })
      expect((await createStaff(db, auth, admin, person(role))).role).toBe(role)
    }
  })

  it('refuses names and numbers that are taken or none, and leaves nothing behind', async () => {
    const first = await createStaff(db, auth, admin, person('technician', { phone: '081299990001' }))
    const before = await everybody()
    const refused = (more: object) => createStaff(db, auth, admin, person('technician', more))
    await expect(refused({ username: first.username })).rejects.toMatchObject({
      fields: [{ path: 'username', message: 'usernameTaken' }],
    })
    await expect(refused({ phone: '+62 812-9999-0001' })).rejects.toMatchObject({
      fields: [{ path: 'phone', message: 'phoneTaken' }],
    })
    await expect(refused({ phone: '12345' })).rejects.toMatchObject({
      fields: [{ path: 'phone', message: 'phone' }],
    })
    expect(await everybody()).toBe(before)
  })

  it('takes one of two who come with the same name at once', async () => {
    const twin = person('technician')
    const tries = await Promise.allSettled([1, 2, 3].map(() => createStaff(db, auth, admin, twin)))
    expect(tries.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
    const refused = tries.find((one) => one.status === 'rejected')
    expect(refused?.reason).toMatchObject({ status: 422 })
  })
})

describe('changeStaff', () => {
  it('changes what is given and names the fields', async () => {
    const someone = await createStaff(db, auth, admin, person('technician', { phone: '081299990002' }))
    await signIn(someone.id)
    const changed = await changeStaff(db, cs, someone.id, { name: 'Budi Hartono', phone: null })
    expect(changed).toMatchObject({ name: 'Budi Hartono', phone: null, role: 'technician' })
    expect((await changesOf(someone.id)).at(-1)).toEqual({ by: cs.id, fields: ['name', 'phone'] })
    // nothing was lost, so nobody is signed out
    expect(await sessionsOf(someone.id)).toBe(1)
  })

  it('ends all sessions of somebody who is deactivated, and lets him come back', async () => {
    const someone = await createStaff(db, auth, admin, person('technician'))
    await signIn(someone.id)
    await signIn(someone.id)
    await signIn(cs.id)
    expect((await changeStaff(db, cs, someone.id, { status: 'INACTIVE' })).status).toBe('INACTIVE')
    expect(await sessionsOf(someone.id)).toBe(0)
    expect(await sessionsOf(cs.id)).toBe(1)
    expect((await changeStaff(db, cs, someone.id, { status: 'ACTIVE' })).status).toBe('ACTIVE')
  })

  it('frees the number of somebody who left; he comes back only when it is still free', async () => {
    const phone = '081299990003'
    const gone = await createStaff(db, auth, admin, person('technician', { phone }))
    await changeStaff(db, admin, gone.id, { status: 'INACTIVE' })
    const next = await createStaff(db, auth, admin, person('technician', { phone }))
    await expect(changeStaff(db, admin, gone.id, { status: 'ACTIVE' })).rejects.toMatchObject({
      code: 'STAFF_PHONE_TAKEN',
    })
    await expect(
      changeStaff(db, admin, gone.id, { status: 'ACTIVE', phone: '081299990003' }),
    ).rejects.toMatchObject({ fields: [{ path: 'phone', message: 'phoneTaken' }] })
    await changeStaff(db, admin, next.id, { phone: '081299990004' })
    expect((await changeStaff(db, admin, gone.id, { status: 'ACTIVE' })).phone).toBe('+6281299990003')
  })

  it('keeps a technician who holds a seat, in his role and at work', async () => {
    const andi = await insertStaff(db, 'technician', 'Andi')
    const ticket = await insertOpenTicket(db, cs, await insertCustomer(db))
    await takeSeat(pool, andi, ticket.id)
    for (const change of [{ status: 'INACTIVE' }, { role: 'cs' }] as const)
      await expect(changeStaff(db, admin, andi.id, change)).rejects.toMatchObject({ code: 'STAFF_HAS_JOBS' })
    await db
      .updateTable('assignments')
      .set({ endedAt: new Date(), endReason: 'RELEASED' })
      .where('technicianId', '=', andi.id)
      .execute()
    expect((await changeStaff(db, admin, andi.id, { status: 'INACTIVE' })).status).toBe('INACTIVE')
  })

  it('refuses to change oneself out of work, the roles above, and nobody', async () => {
    await expect(changeStaff(db, admin, admin.id, { status: 'INACTIVE' })).rejects.toMatchObject({
      code: 'NOT_YOURSELF',
    })
    await expect(changeStaff(db, admin, admin.id, { role: 'cs' })).rejects.toMatchObject({
      code: 'NOT_YOURSELF',
    })
    await expect(changeStaff(db, cs, admin.id, { name: 'X' })).rejects.toMatchObject({
      code: 'STAFF_NOT_ALLOWED',
    })
    const tech = await insertStaff(db, 'technician')
    await expect(changeStaff(db, cs, tech.id, { role: 'admin' })).rejects.toMatchObject({
      code: 'STAFF_NOT_ALLOWED',
    })
    await expect(changeStaff(db, admin, randomUUID(), { name: 'X' })).rejects.toMatchObject({ status: 404 })
  })
})

describe('resetStaffPassword', () => {
  it('gives a password that can be read out, ends sessions and asks for an own one', async () => {
    const someone = await createStaff(db, auth, admin, person('technician'))
    await signIn(someone.id)
    const password = await resetStaffPassword(db, auth, cs, someone.id)
    expect(password).toMatch(/^[a-hjkmnp-z2-9]{10}$/)
    expect(await hashOf(someone.id)).toBe(`hashed:${password}`)
    expect(await sessionsOf(someone.id)).toBe(0)
    expect((await changesOf(someone.id)).at(-1)).toEqual({ by: cs.id, fields: ['password'] })
    const mustChange = () =>
      db
        .selectFrom('staff')
        .select('mustChangePassword')
        .where('id', '=', someone.id)
        .executeTakeFirstOrThrow()
    expect(await mustChange()).toEqual({ mustChangePassword: true })
    await noteOwnPassword(db, { kind: 'staff', id: someone.id, name: someone.name, role: someone.role })
    expect(await mustChange()).toEqual({ mustChangePassword: false })
  })

  it('takes a wanted password, from those who manage the person', async () => {
    const someone = await createStaff(db, auth, admin, person('sales'))
    expect(await resetStaffPassword(db, auth, admin, someone.id, 'pilihan-sendiri')).toBe('pilihan-sendiri')
    await expect(resetStaffPassword(db, auth, cs, someone.id)).rejects.toMatchObject({
      code: 'STAFF_NOT_ALLOWED',
    })
    await expect(resetStaffPassword(db, auth, admin, randomUUID())).rejects.toMatchObject({ status: 404 })
    expect(await hashOf(someone.id)).toBe('hashed:pilihan-sendiri')
  })
})
