import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { openLog } from '../../platform/log.ts'
import { invoicingNotices } from '../../invoicing/index.ts'
import { recordEvent } from '../../ticket/index.ts'
import { testDatabase } from '../../testing/index.ts'
import { testFiles } from '../../testing/jobs.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../../testing/people.ts'
import { runChannel } from '../../testing/run-channel.ts'
import {
  BOT_TOKEN,
  buttonsOf,
  PHONE,
  simulatedTelegram,
  soon,
  until,
} from '../../testing/simulated-telegram.ts'
import { openTelegramChannel } from './index.ts'

const database = await testDatabase()
const { db, pool } = database
const telegram = await simulatedTelegram()
const running = await runChannel(database, invoicingNotices, (changed) =>
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

const lastFrom = async (person: number) => (await telegram.chat(person)).at(-1)?.id ?? 0
/** Says something and returns the bot's answer to it. */
async function ask(person: number, text: string) {
  const before = await lastFrom(person)
  await telegram.says(person, text)
  return await until(async () => (await telegram.chat(person)).find((message) => message.id > before))
}

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
    await expect.poll(async () => (await decision())?.callback_data, soon).toBe(`inv_ok:${invoiceId}:2`)
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
      .poll(
        async () => buttonsOf((await telegram.chat(PHONE.sales)).find((message) => message.id === card.id)!),
        soon,
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
      .poll(async () => (await telegram.calls('answerCallbackQuery')).at(-1)?.body['text'], soon)
      .toContain('tidak boleh')
    expect(await state()).toBe('PENDING_APPROVAL')
  })
})
