import { beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { hashToken, newToken } from '../platform/token.ts'
import { testDatabase } from '../testing/index.ts'
import { insertStaff } from '../testing/people.ts'
import { createTelegramLink } from './create-telegram-link.ts'
import {
  createSignInLink,
  redeemSignInLink,
  setReachable,
  staffByTelegram,
  takeTelegramLink,
  telegramOf,
} from './link-telegram.ts'

const { db } = await testDatabase()
let nextId = 5_000_000_000
let person: Staff

beforeEach(async () => {
  person = await insertStaff(db, 'technician', 'Andi')
})
const account = () => ({ id: (nextId += 1), name: 'Andi S' })
const tokenFor = async (who: Staff) => {
  const { url } = await createTelegramLink(db, who, who.id, 'gss_bot')
  return new URL(url).searchParams.get('start') ?? ''
}
const changesOf = (who: Staff) =>
  db
    .selectFrom('events')
    .select('data')
    .where('name', '=', 'staffChanged')
    .where('actorId', '=', who.id)
    .execute()

describe('linking a Telegram account', () => {
  it('works once, however many press at the same time', async () => {
    const token = await tokenFor(person)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => takeTelegramLink(db, token, account())),
    )
    const won = answers.filter((answer) => answer !== null)
    expect(won).toEqual([{ staff: person, previous: null }])
    const links = await db.selectFrom('telegramLinks').selectAll().where('staffId', '=', person.id).execute()
    expect(links).toHaveLength(1)
  })

  it('knows ids beyond 32 bits', async () => {
    const phone = account()
    await takeTelegramLink(db, await tokenFor(person), phone)
    expect(await staffByTelegram(db, phone.id)).toEqual(person)
    expect(await telegramOf(db, person.id)).toEqual({ telegramId: phone.id, staff: person })
  })

  it('moves an account that was a colleague’s, and says which account a person had', async () => {
    const colleague = await insertStaff(db, 'technician', 'Budi')
    const [shared, own] = [account(), account()]
    await takeTelegramLink(db, await tokenFor(colleague), shared)
    await takeTelegramLink(db, await tokenFor(person), own)
    const moved = await takeTelegramLink(db, await tokenFor(person), shared)
    expect(moved).toEqual({ staff: person, previous: own.id })
    expect(await staffByTelegram(db, shared.id)).toEqual(person)
    expect(await staffByTelegram(db, own.id)).toBeNull()
    expect(await telegramOf(db, colleague.id)).toBeNull()
    expect((await changesOf(person)).map((row) => row.data)).toContainEqual({
      staffId: colleague.id,
      fields: ['telegram'],
    })
  })

  it('makes an earlier link void with a newer one', async () => {
    const first = await tokenFor(person)
    const second = await tokenFor(person)
    expect(await takeTelegramLink(db, first, account())).toBeNull()
    expect(await takeTelegramLink(db, second, account())).not.toBeNull()
  })
})

describe('reachability', () => {
  it('is an event only when it changes', async () => {
    const phone = account()
    await takeTelegramLink(db, await tokenFor(person), phone)
    const count = async () =>
      (
        await db
          .selectFrom('events')
          .select('id')
          .where('name', '=', 'staffChanged')
          .where('actorKind', '=', 'system')
          .execute()
      ).length
    const before = await count()
    await setReachable(db, phone.id, true)
    expect(await count()).toBe(before)
    await setReachable(db, phone.id, false)
    await setReachable(db, phone.id, false)
    expect(await count()).toBe(before + 1)
    expect(await telegramOf(db, person.id)).toBeNull()
    // he can still be recognised: he only cannot be written to
    expect(await staffByTelegram(db, phone.id)).toEqual(person)
    await setReachable(db, phone.id, true)
    expect(await telegramOf(db, person.id)).not.toBeNull()
  })
})

describe('sign-in links', () => {
  it('are kept as a hash, work once, and only for who still works here', async () => {
    const token = await createSignInLink(db, person.id)
    const kept = await db
      .selectFrom('telegramLinkTokens')
      .select('purpose')
      .where('tokenHash', '=', hashToken(token))
      .executeTakeFirstOrThrow()
    expect(kept.purpose).toBe('sign-in')
    const answers = await Promise.all(Array.from({ length: 5 }, () => redeemSignInLink(db, token)))
    expect(answers.filter((answer) => answer !== null)).toEqual([{ staffId: person.id }])
    const late = await createSignInLink(db, person.id)
    await db
      .updateTable('telegramLinkTokens')
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where('tokenHash', '=', hashToken(late))
      .execute()
    expect(await redeemSignInLink(db, late)).toBeNull()
    const left = await createSignInLink(db, person.id)
    await db.updateTable('staff').set({ banned: true }).where('id', '=', person.id).execute()
    expect(await redeemSignInLink(db, left)).toBeNull()
  })

  it('are not link tokens, nor the other way round', async () => {
    expect(await redeemSignInLink(db, await tokenFor(person))).toBeNull()
    expect(await takeTelegramLink(db, await createSignInLink(db, person.id), account())).toBeNull()
    expect(await redeemSignInLink(db, newToken())).toBeNull()
  })
})
