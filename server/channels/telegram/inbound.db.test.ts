import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { openLog } from '../../platform/log.ts'
import { hashToken, newToken } from '../../platform/token.ts'
import { invoicingNotices } from '../../invoicing/index.ts'
import { redeemSignInLink } from '../../master-data/index.ts'
import { schedulingNotices } from '../../scheduling/index.ts'
import { recordEvent } from '../../ticket/index.ts'
import { botApiSpec, callProblems } from '../../testing/bot-api-spec.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { runChannel } from '../../testing/run-channel.ts'
import {
  BOT_TOKEN,
  BOT_USERNAME,
  buttonsOf,
  PHONE,
  simulatedTelegram,
  until,
} from '../../testing/simulated-telegram.ts'
import { openTelegramChannel } from './index.ts'

const database = await testDatabase()
const { db, pool } = database
const telegram = await simulatedTelegram()
const running = await runChannel(database, { ...schedulingNotices, ...invoicingNotices }, (changed) =>
  openTelegramChannel({
    db,
    pool,
    log: openLog('silent'),
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
    expect(buttonsOf(own)).toEqual([{ text: job.code, url: `https://gss.test/field/jobs/${job.id}` }])
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
    expect(commands.map((one) => one.command)).toEqual(['pool', 'jobku', 'masuk', 'bantuan'])
  })
})

describe('an invoice on Telegram', () => {
  let invoiceId: string
  let code: string
  let secondSales: Staff

  beforeAll(async () => {
    secondSales = await insertStaff(db, 'sales', 'Rudi')
    await link(secondSales, PHONE.cs + 1)
  })
  beforeEach(async () => {
    const ticket = await insertOpenTicket(db, cs!, await insertCustomer(db, { name: 'PT Maju & Co' }))
    code = ticket.code ?? ''
    const lines = [
      {
        description: 'Jasa <servis>',
        kind: 'SERVICE',
        quantity: 2,
        unit: 'unit',
        unitPrice: 500_000,
        discount: 0,
      },
    ]
    const row = await db
      .insertInto('invoices')
      .values({
        ticketId: ticket.id,
        createdBy: cs!.id,
        lines: JSON.stringify(lines),
        subtotal: 1_000_000,
        taxBase: 916_667,
        vat: 110_000,
        total: 1_110_000,
        taxRule: JSON.stringify({
          validFrom: '2025-01-01',
          pkp: true,
          vatRate: 12,
          baseNumerator: 11,
          baseDenominator: 12,
          withholdingRateBp: 200,
        }),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    invoiceId = row.id
    await submit()
  })

  /** What the invoicing module does when CS asks for approval. */
  async function submit(revision = 1): Promise<void> {
    await pool.query(
      "update invoices set state = 'PENDING_APPROVAL', revision = $2, submitted_at = now(), submitted_by = created_by, revision_reason = null where id = $1",
      [invoiceId, revision],
    )
    await db.transaction().execute((tx) =>
      recordEvent(tx, {
        name: 'invoiceSubmitted',
        actor: cs!,
        invoiceId,
        data: { revision, total: 1_110_000 },
      }),
    )
    running.changed()
  }
  const state = async () =>
    (await db.selectFrom('invoices').selectAll().where('id', '=', invoiceId).executeTakeFirstOrThrow()).state

  it('is approved by one press, and everybody’s card follows', async () => {
    const card = await telegram.hears(PHONE.sales, code)
    expect(card.text).toContain('Draft Invoice Menunggu Approval')
    expect(card.text).toContain('Jasa <servis>')
    expect(card.text).toContain('Total: Rp1.110.000')
    const other = await telegram.hears(PHONE.cs + 1, code)
    const pressed = await telegram.press(PHONE.sales, card.id, 'Approve')
    expect(pressed).toMatchObject({ showAlert: true, text: expect.stringContaining('Disetujui') })
    expect(await state()).toBe('APPROVED')
    const mine = await telegram.hears(PHONE.sales, 'Disetujui oleh Sari')
    expect([mine.id, buttonsOf(mine).map((button) => button.text)]).toEqual([card.id, ['Buka di web']])
    expect((await telegram.hears(PHONE.cs + 1, 'Disetujui oleh Sari')).id).toBe(other.id)
  })

  it('is not approved from a card of an earlier revision', async () => {
    const card = await telegram.hears(PHONE.sales, code)
    await db.updateTable('invoices').set({ revision: 2 }).where('id', '=', invoiceId).execute()
    const pressed = await telegram.press(PHONE.sales, card.id, 'Approve')
    expect(pressed.text).not.toContain('Disetujui')
    expect(await state()).toBe('PENDING_APPROVAL')
    // the card is brought up to date, so the next press is for what it shows
    const decision = async () =>
      buttonsOf((await telegram.chat(PHONE.sales)).find((message) => message.id === card.id)!)[0]
    await expect.poll(async () => (await decision())?.callback_data).toBe(`inv_ok:${invoiceId}:2`)
  })

  it('goes back with a reason that the bot asks for', async () => {
    const card = await telegram.hears(PHONE.sales, code)
    await telegram.press(PHONE.sales, card.id, 'Minta Revisi')
    const question = await telegram.hears(PHONE.sales, `pada invoice ${code}`)
    expect(await state()).toBe('PENDING_APPROVAL')
    await telegram.act(PHONE.sales, { type: 'text', text: 'Diskon <terlalu> besar', replyTo: question.id })
    await telegram.hears(PHONE.sales, 'diteruskan ke CS')
    expect(await state()).toBe('REVISION_REQUESTED')
    const asked = await telegram.hears(PHONE.sales, 'Diskon <terlalu> besar')
    expect(asked.id).toBe(card.id)
    // a second answer is no answer any more
    expect((await ask(PHONE.sales, 'satu lagi')).text).toContain('/bantuan')
    // asked again for approval: a new message rings, the old one has no decision left
    await submit(2)
    await until(async () =>
      (await telegram.chat(PHONE.sales)).find(
        (message) => message.id > asked.id && message.text.includes('Menunggu Approval'),
      ),
    )
    await expect
      .poll(async () =>
        buttonsOf((await telegram.chat(PHONE.sales)).find((message) => message.id === card.id)!),
      )
      .toEqual([])
  })

  it('lets the question be dropped', async () => {
    const card = await telegram.hears(PHONE.sales, code)
    await telegram.press(PHONE.sales, card.id, 'Minta Revisi')
    await telegram.hears(PHONE.sales, `pada invoice ${code}`)
    expect((await ask(PHONE.sales, 'Batal')).text).toContain('tidak jadi')
    expect(await state()).toBe('PENDING_APPROVAL')
  })

  it('is nobody else’s to decide', async () => {
    const message = await ask(PHONE.ts, '/bantuan')
    // a forged button: data comes from the client
    await telegram.control('POST', '/updates', {
      chatId: PHONE.ts,
      update: {
        callback_query: {
          id: '1',
          from: { id: PHONE.ts, is_bot: false, first_name: 'Andi' },
          message: message.wire,
          chat_instance: '1',
          data: `inv_ok:${invoiceId}:1`,
        },
      },
    })
    await expect
      .poll(async () => (await telegram.calls('answerCallbackQuery')).at(-1)?.body['text'])
      .toContain('tidak boleh')
    expect(await state()).toBe('PENDING_APPROVAL')
  })
})

const spec = botApiSpec()
it.skipIf(!spec)('makes only calls that the specification of the Bot API knows', async () => {
  const calls = await telegram.calls()
  expect(calls.length).toBeGreaterThan(20)
  expect(callProblems(spec!, calls)).toEqual([])
})
