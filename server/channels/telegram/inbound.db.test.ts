import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { openLog } from '../../platform/log.ts'
import { hashToken, newToken } from '../../platform/token.ts'
import { redeemSignInLink } from '../../master-data/index.ts'
import { schedulingNotices } from '../../scheduling/index.ts'
import { testDatabase } from '../../testing/index.ts'
import { testFiles } from '../../testing/jobs.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { runChannel } from '../../testing/run-channel.ts'
import {
  BOT_TOKEN,
  BOT_USERNAME,
  buttonsOf,
  PHONE,
  simulatedTelegram,
  until,
  callProblems,
} from '../../testing/simulated-telegram.ts'
import { openTelegramChannel } from './index.ts'

const database = await testDatabase()
const { db, pool } = database
const telegram = await simulatedTelegram()
await runChannel(database, schedulingNotices, (changed) =>
  openTelegramChannel({
    db,
    pool,
    log: openLog('silent'),
    files: testFiles(),
    changed,
    config: {
      publicUrl: 'https://gss.test',
      simulator: undefined,
      telegram: { apiUrl: telegram.url, botToken: BOT_TOKEN, mode: 'polling', webhookSecret: undefined },
    },
  }),
)

let [cs, sales, andi]: Staff[] = []
const link = (who: Staff, telegramId: number) =>
  db.insertInto('telegramLinks').values({ staffId: who.id, telegramId }).execute()

beforeAll(async () => {
  cs = await insertStaff(db, 'cs', 'Citra')
  sales = await insertStaff(db, 'sales', 'Sari')
  andi = await insertStaff(db, 'technician', 'Andi')
  await link(sales, PHONE.sales)
  await link(andi, PHONE.ts)
})

async function tokenFor(who: Staff, minutes = 15): Promise<string> {
  const token = newToken()
  await db
    .insertInto('telegramLinkTokens')
    .values({
      tokenHash: hashToken(token),
      staffId: who.id,
      expiresAt: new Date(Date.now() + minutes * 60_000),
    })
    .execute()
  return token
}
const linkOf = (who: Staff) =>
  db.selectFrom('telegramLinks').select('telegramId').where('staffId', '=', who.id).executeTakeFirst()
const lastFrom = async (person: number) => (await telegram.chat(person)).at(-1)?.id ?? 0
/** Says something and returns the bot's answer to it. */
async function ask(person: number, text: string) {
  const before = await lastFrom(person)
  await telegram.says(person, text)
  return await until(async () => (await telegram.chat(person)).find((message) => message.id > before))
}

describe('linking', () => {
  it('ties an account to a person once, and says whose it is', async () => {
    const indra = await insertStaff(db, 'technician', 'Indra Maulana')
    const token = await tokenFor(indra)
    await telegram.act(PHONE.newcomer, {
      type: 'open-link',
      url: `https://t.me/${BOT_USERNAME}?start=${token}`,
    })
    expect((await telegram.hears(PHONE.newcomer, 'Terhubung sebagai')).text).toContain(
      'Indra Maulana (Teknisi)',
    )
    expect(await linkOf(indra)).toEqual({ telegramId: PHONE.newcomer })
    const events = await db.selectFrom('events').select('data').where('name', '=', 'staffChanged').execute()
    expect(events.map((row) => row.data)).toContainEqual({ staffId: indra.id, fields: ['telegram'] })
    // the token is used up, also for somebody else
    await telegram.act(PHONE.ts + 5, { type: 'start', payload: token })
    expect((await telegram.hears(PHONE.ts + 5, 'sudah dipakai')).text).toContain('Minta link baru')
    expect(await linkOf(indra)).toEqual({ telegramId: PHONE.newcomer })
  })

  it('refuses tokens that are old, unknown, of the wrong kind or of somebody who left', async () => {
    const fajar = await insertStaff(db, 'technician', 'Fajar')
    const gone = await insertStaff(db, 'technician', 'Gilang')
    await db.updateTable('staff').set({ banned: true }).where('id', '=', gone.id).execute()
    const signIn = newToken()
    await db
      .insertInto('telegramLinkTokens')
      .values({
        tokenHash: hashToken(signIn),
        staffId: fajar.id,
        purpose: 'sign-in',
        expiresAt: new Date(Date.now() + 60_000),
      })
      .execute()
    const phone = PHONE.ts + 6
    for (const token of [await tokenFor(fajar, -1), newToken(), signIn, await tokenFor(gone)])
      expect((await ask(phone, `/start ${token}`)).text).toContain('kedaluwarsa')
    expect(await linkOf(fajar)).toBeUndefined()
    expect(await redeemSignInLink(db, signIn)).toEqual({ staffId: fajar.id })
  })

  it('moves to a new account and tells the old one', async () => {
    const eko = await insertStaff(db, 'technician', 'Eko')
    const [oldPhone, newPhone] = [PHONE.ts + 3, PHONE.ts + 4]
    await link(eko, oldPhone)
    await ask(newPhone, `/start ${await tokenFor(eko)}`)
    expect(await linkOf(eko)).toEqual({ telegramId: newPhone })
    expect((await telegram.hears(oldPhone, 'dihubungkan ke Telegram lain')).text).toContain('Eko')
    // the old account speaks for nobody now
    expect((await ask(oldPhone, '/pool')).text).toContain('belum terhubung')
  })

  it('tells strangers what the bot is for', async () => {
    expect((await ask(PHONE.ts + 5, '/start')).text).toContain('belum terhubung')
    expect((await ask(PHONE.ts + 5, 'halo')).text).toContain('belum terhubung')
  })

  it('does not listen to somebody who was deactivated', async () => {
    const hasan = await insertStaff(db, 'technician', 'Hasan')
    await link(hasan, PHONE.ts + 7)
    expect((await ask(PHONE.ts + 7, '/bantuan')).text).toContain('Halo Hasan')
    await db.updateTable('staff').set({ banned: true }).where('id', '=', hasan.id).execute()
    expect((await ask(PHONE.ts + 7, '/bantuan')).text).toContain('belum terhubung')
  })
})

describe('commands of a technician', () => {
  it('/pool lists what can be taken, /jobku what he has', async () => {
    expect((await ask(PHONE.ts, '/pool')).text).toContain('Belum ada job')
    expect((await ask(PHONE.ts, '/jobku')).text).toContain('/pool')
    const job = await insertOpenTicket(db, cs!, await insertCustomer(db), { title: 'Genset <mati>' })
    const list = await ask(PHONE.ts, '/pool')
    expect(list.text).toContain('Genset <mati>')
    const pressed = await telegram.press(PHONE.ts, list.id, `claim:${job.id}`)
    expect(pressed.text).toContain('Job ini milik Anda')
    await telegram.hears(PHONE.ts, 'Surat Tugas bisa diunduh')
    const own = await ask(PHONE.ts, '/jobku')
    expect(own.text).toContain('Genset <mati>')
    expect(buttonsOf(own)).toEqual([{ text: job.code, callback_data: `job:${job.id}` }])
    // an old button only repeats what is so
    const again = await telegram.press(PHONE.ts, list.id, `claim:${job.id}`)
    expect(again.text).toContain('sudah memegang job ini')
  })

  it('/masuk gives a link that signs in once', async () => {
    const message = await ask(PHONE.ts, '/masuk')
    const url = new URL(buttonsOf(message)[0]?.url ?? '')
    expect(url.pathname).toBe('/field/masuk')
    const token = url.searchParams.get('token') ?? ''
    const stored = await db.selectFrom('telegramLinkTokens').select('tokenHash').execute()
    expect(stored.map((row) => row.tokenHash)).not.toContain(token)
    const second = await ask(PHONE.ts, '/masuk')
    expect(await redeemSignInLink(db, token)).toBeNull()
    const fresh = new URL(buttonsOf(second)[0]?.url ?? '').searchParams.get('token') ?? ''
    const both = await Promise.all([redeemSignInLink(db, fresh), redeemSignInLink(db, fresh)])
    expect(both.filter(Boolean)).toEqual([{ staffId: andi!.id }])
  })

  it('are not for the office, and anything else gets the way to help', async () => {
    expect((await ask(PHONE.sales, '/pool')).text).toContain('hanya untuk teknisi')
    expect((await ask(PHONE.sales, '/masuk')).text).toContain('https://gss.test')
    expect((await ask(PHONE.sales, '/bantuan')).text).toContain('Approve')
    expect((await ask(PHONE.ts, 'kapan gajian?')).text).toContain('/bantuan')
    expect((await ask(PHONE.ts, '/entah')).text).toContain('/bantuan')
  })

  it('shows its menu', async () => {
    const { commands } = await telegram.control<{ commands: { command: string }[] }>(
      'GET',
      `/people/${PHONE.ts}/commands`,
    )
    expect(commands.map((one) => one.command)).toEqual(['pool', 'jobku', 'hari_ini', 'masuk', 'bantuan'])
  })
})

it('makes only calls that the specification of the Bot API knows', async () => {
  const calls = await telegram.calls()
  expect(calls.length).toBeGreaterThan(20)
  expect(callProblems(calls)).toEqual([])
})
