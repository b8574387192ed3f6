import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { verifyPages } from '../../ticket/index.ts'
import { fieldWorkRoutes } from '../../field-work/index.ts'
import { invoicingRoutes } from '../../invoicing/index.ts'
import { readCompany } from '../../master-data/index.ts'
import { formOf, testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertTicketApart, newClientId, phonePhoto, takeSeat, testFiles } from '../../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../../testing/people.ts'
import { registerLinkPages } from './pages.ts'

const { db, pool } = await testDatabase()
const deps = { db, files: testFiles(), publicUrl: 'https://gss.example' }
let changes = 0
const changed = () => {
  changes += 1
}
const { call } = await testHttp(async (app) => {
  const http = { app, db, changed }
  fieldWorkRoutes(http, deps)
  invoicingRoutes(http, deps)
  verifyPages(app, deps, () => readCompany(db))
  await registerLinkPages(app, { ...deps, changed })
})

const NAME = `Ratna <script>alert("x")</script> & Putra`
const ADDRESS = 'Jl. Melati No. 5 <b>Bandung</b>'
let [cs, sales, andi]: Staff[] = []
let customerId: string
let ticketId: string
let link: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs', 'Citra Lestari')
  sales = await insertStaff(db, 'sales')
  andi = await insertStaff(db, 'technician', 'Andi Saputra')
  customerId = await insertCustomer(db, { name: NAME, phone: '+6281234500099', address: ADDRESS })
})
beforeEach(async () => {
  const ticket = await insertTicketApart(db, cs!, customerId, { title: 'AC <i>bocor</i>' })
  ticketId = ticket.id
  link = `/t/${ticket.linkToken}`
})

const api = `/api/v1`
async function done() {
  await takeSeat(pool, andi!, ticketId)
  await call(andi!, 'POST', `${api}/tickets/${ticketId}/check-in`, { clientId: newClientId() })
  const bast = formOf({ clientId: newClientId(), workDone: 'Cuci AC', noSignatureReason: 'Tidak di tempat' })
  await call(andi!, 'POST', `${api}/tickets/${ticketId}/bast`, bast)
  await call(andi!, 'POST', `${api}/tickets/${ticketId}/done`)
}
async function billed(): Promise<string> {
  await done()
  const lines = [{ description: 'Cuci AC', kind: 'SERVICE', quantity: 1, unit: 'unit', unitPrice: 1_000_000 }]
  const { id } = (await call(cs!, 'POST', `${api}/tickets/${ticketId}/invoice`, { lines })).json()
  for (const [who, act] of [
    [cs!, 'submit'],
    [sales!, 'approve'],
    [cs!, 'send'],
  ] as const)
    await call(who, 'POST', `${api}/invoices/${id}/${act}`)
  return id as string
}
const page = async (path = '', language = 'id') =>
  await call(null, 'GET', `${link}${path}`, undefined, { 'accept-language': language })
const post = (path: string, fields: Record<string, string>) =>
  call(null, 'POST', `${link}${path}`, new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  })
const proof = async (fields: Record<string, string | Buffer> = {}) =>
  await call(
    null,
    'POST',
    `${link}/payment-proof`,
    formOf({
      clientId: newClientId(),
      proof: await phonePhoto(),
      senderName: 'Ratna',
      bank: 'BNI',
      ...fields,
    }),
  )
const payments = () =>
  db
    .selectFrom('payments')
    .innerJoin('invoices', 'invoices.id', 'payments.invoiceId')
    .selectAll('payments')
    .where('invoices.ticketId', '=', ticketId)
    .execute()
/** Everything that a visit could have changed. */
async function everything(): Promise<unknown> {
  const found =
    await sql`select (select count(*) from events) as events, (select count(*) from outbox) as outbox,
    (select count(*) from payments) as payments, (select count(*) from ratings) as ratings, (select count(*) from files) as files,
    (select count(*) from documents) as documents, (select max(updated_at) from tickets) as tickets, (select max(updated_at) from invoices) as invoices`.execute(
      db,
    )
  return found.rows
}

describe('the living link', () => {
  it('shows the visit at every stage', async () => {
    const fresh = await page()
    expect(fresh.status).toBe(200)
    expect(fresh.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    })
    expect(fresh.text).toContain('Sedang dicarikan')
    expect(fresh.text).not.toContain('Bagaimana pelayanan kami?')
    await takeSeat(pool, andi!, ticketId)
    expect((await page()).text).toContain('Andi Saputra')
    await sql`update tickets set state = 'CANCELLED', cancel_reason = 'Rahasia dapur' where id = ${ticketId}`.execute(
      db,
    )
    const cancelled = (await page()).text
    expect(cancelled).toContain('dibatalkan')
    expect(cancelled).not.toContain('Rahasia dapur')
    expect(cancelled).not.toContain('Sedang dicarikan')
  })

  it('offers BAST and rating after Selesai, and the invoice only once it was sent', async () => {
    await done()
    const finished = (await page()).text
    expect(finished).toContain('/bast.pdf')
    expect(finished).toContain('Bagaimana pelayanan kami?')
    expect(finished).not.toContain('/invoice.pdf')
    expect((await page('/invoice.pdf')).status).toBe(404)
    expect((await page('/bast.pdf')).headers['content-type']).toBe('application/pdf')
  })

  it('shows the invoice with what is left to pay and where to', async () => {
    await sql`insert into settings (key, value) values ('company', ${JSON.stringify({ ...(await readCompany(db)), bankAccounts: [{ bank: 'BCA', number: '123456', holder: 'PT GSS' }] })}::jsonb)
      on conflict (key) do update set value = excluded.value`.execute(db)
    const id = await billed()
    const sent = (await page()).text
    for (const part of ['Rp1.110.000', '/INV/', '123456', 'a.n. PT GSS', 'Menunggu pembayaran'])
      expect(sent).toContain(part)
    const pdf = await page('/invoice.pdf')
    expect(pdf.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
    })
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const pay = (amount: number) =>
      call(cs!, 'POST', `${api}/invoices/${id}/payments`, { amount, paidOn: '2026-01-01' })
    await pay(110_000)
    expect((await page()).text).toContain('Rp1.000.000')
    await pay(1_000_000)
    const paid = (await page()).text
    expect(paid).toContain('Lunas')
    expect(paid).not.toContain('payment-proof')
    await call(cs!, 'POST', `${api}/tickets/${ticketId}/close`)
    expect((await page()).text).toContain('Bagaimana pelayanan kami?')
  })

  it('is not touched by looking at it: no event, no row, no time changes', async () => {
    await billed()
    const before = await everything()
    for (const path of [
      '',
      '?ok=rating',
      '?ok=proof',
      '/invoice.pdf',
      '/bast.pdf',
      '/rating',
      '/payment-proof',
    ])
      await page(path)
    await call(null, 'GET', `/verify/${'a'.repeat(27)}`)
    expect(await everything()).toEqual(before)
  })

  it('shows what people typed as text, never as HTML', async () => {
    await billed()
    const { text } = await page()
    expect(text).not.toContain('<script>alert')
    expect(text).not.toContain('<i>bocor')
    expect(text).not.toContain('<b>Bandung')
    expect(text).toContain('AC &lt;i&gt;bocor&lt;/i&gt;')
    const again = await post('/rating', {
      technicianScore: '5',
      comment: '</textarea><script>alert(2)</script>',
    })
    expect(again).toMatchObject({ status: 422 })
    expect(again.text).not.toContain('<script>')
    expect(again.text).toContain('&lt;/textarea&gt;')
  })

  it('speaks the language of the browser', async () => {
    expect((await page('', 'en-GB,en;q=0.9')).text).toContain('<html lang="en">')
    expect((await page('', 'fr')).text).toContain('<html lang="id">')
  })

  it('holds no key that the catalogue does not know', async () => {
    await billed()
    await proof()
    for (const language of ['id', 'en'])
      expect((await page('', language)).text).not.toMatch(/>\s*(?:link|pages|verify)[.:]/)
  })

  it.each(['a', 'x'.repeat(27), '%00', '..%2f..%2fetc', 'ü'.repeat(9), 'x'.repeat(200)])(
    'that nobody gave out is a plain page: %s',
    async (token) => {
      for (const path of ['', '/invoice.pdf', '/bast.pdf']) {
        const answer = await call(null, 'GET', `/t/${token}${path}`)
        expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'text/html; charset=utf-8' } })
        expect(answer.text).toContain('Tautan tidak dikenal')
      }
      const rating = await call(null, 'POST', `/t/${token}/rating`, 'technicianScore=5&csScore=5', {
        'content-type': 'application/x-www-form-urlencoded',
      })
      expect(rating.status).toBe(404)
    },
  )
})

describe('rating on the link', () => {
  it('is taken once, then shown and locked', async () => {
    await done()
    changes = 0
    const given = await post('/rating', { technicianScore: '5', csScore: '4', comment: ' Rapi ' })
    expect(given).toMatchObject({ status: 303, headers: { location: `${link}?ok=rating#rating` } })
    expect(changes).toBe(1)
    const row = await db.selectFrom('ratings').selectAll().where('ticketId', '=', ticketId).executeTakeFirst()
    expect(row).toMatchObject({ technicianScore: 5, csScore: 4, comment: 'Rapi', csId: cs!.id })
    const after = (await page('?ok=rating')).text
    expect(after).toContain('penilaian Anda sudah tersimpan')
    expect(after).toContain('5 / 5')
    expect(after).not.toContain('name="technicianScore"')
    const second = await post('/rating', { technicianScore: '1', csScore: '1' })
    expect(second).toMatchObject({ status: 422 })
    expect(second.text).toContain('role="alert"')
    const all = await db
      .selectFrom('ratings')
      .select('technicianScore')
      .where('ticketId', '=', ticketId)
      .execute()
    expect(all).toEqual([{ technicianScore: 5 }])
  })

  it('of two presses at the same instant is one', async () => {
    await done()
    const both = await Promise.all([
      post('/rating', { technicianScore: '5', csScore: '5' }),
      post('/rating', { technicianScore: '1', csScore: '1' }),
    ])
    expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([303, 422])
  })

  it.each([
    ['nothing', {}],
    ['half of it', { technicianScore: '5' }],
    ['six stars', { technicianScore: '6', csScore: '5' }],
    ['half a star', { technicianScore: '4.5', csScore: '5' }],
    ['words', { technicianScore: 'baik', csScore: '5' }],
    ['a novel', { technicianScore: '5', csScore: '5', comment: 'x'.repeat(1001) }],
  ])('with %s comes back with what was typed', async (_, fields) => {
    await done()
    const answer = await post('/rating', { ...fields })
    expect(answer).toMatchObject({ status: 422, headers: { 'cache-control': 'private, no-store' } })
    expect(answer.text).toContain('role="alert"')
    if ('technicianScore' in fields && fields.technicianScore === '5')
      expect(answer.text).toMatch(/name="technicianScore"\s+value="5"\s+required\s+checked/)
    expect(await db.selectFrom('ratings').select('id').where('ticketId', '=', ticketId).execute()).toEqual([])
  })

  it('before the work is done is refused in words', async () => {
    const answer = await post('/rating', { technicianScore: '5', csScore: '5' })
    expect(answer).toMatchObject({ status: 422 })
    expect(answer.text).toContain('role="alert"')
  })

  it('is not thanked for by an address that somebody typed', async () => {
    await done()
    expect((await page('?ok=rating')).text).not.toContain('role="status"')
    expect((await page('?ok=proof')).text).not.toContain('role="status"')
  })
})

describe('a payment proof on the link', () => {
  it('is taken, thanked for and shown as being checked', async () => {
    await billed()
    const sent = await proof()
    expect(sent).toMatchObject({ status: 303, headers: { location: `${link}?ok=proof#invoice` } })
    expect(await payments()).toMatchObject([
      { status: 'SUBMITTED', source: 'LINK', senderName: 'Ratna', bank: 'BNI', amount: null },
    ])
    const after = (await page('?ok=proof')).text
    expect(after).toContain('Bukti bayar sudah kami terima')
    expect(after).toContain('Sedang diperiksa')
  })

  it('pressed twice is one, with the client id of the page', async () => {
    await billed()
    const clientId = /name="clientId" value="([^"]+)"/.exec((await page()).text)?.[1] ?? ''
    const answers = await Promise.all([proof({ clientId }), proof({ clientId })])
    expect(answers.map((answer) => answer.status)).toEqual([303, 303])
    expect(await payments()).toHaveLength(1)
  })

  it('of another kind comes back with the rest of the form', async () => {
    await billed()
    const answer = await proof({ proof: Buffer.from('<svg onload="alert(1)"/>') })
    expect(answer).toMatchObject({ status: 422 })
    expect(answer.text).toContain('role="alert"')
    expect(answer.text).toContain('value="Ratna"')
    expect(await payments()).toEqual([])
  })

  it('without a file asks for one', async () => {
    await billed()
    const answer = await call(null, 'POST', `${link}/payment-proof`, formOf({ clientId: newClientId() }))
    expect(answer).toMatchObject({ status: 422 })
    expect(answer.text).toContain('Pilih dulu foto atau PDF')
  })

  it('of 16 MB is refused with a page that says how large it may be', async () => {
    await billed()
    const answer = await proof({ proof: Buffer.alloc(16 * 1024 * 1024, 1) })
    expect(answer).toMatchObject({ status: 413, headers: { 'content-type': 'text/html; charset=utf-8' } })
    expect(answer.text).toContain('15 MB')
    expect(answer.text).toContain(`href="${link}"`)
    expect(await payments()).toEqual([])
  })

  it('that is no form, or has a file too many, is a page as well', async () => {
    await billed()
    const json = await call(null, 'POST', `${link}/payment-proof`, { clientId: 'x' })
    const more = await proof({ second: await phonePhoto() })
    for (const answer of [json, more])
      expect(answer).toMatchObject({ status: 422, headers: { 'content-type': 'text/html; charset=utf-8' } })
  })

  it('before there is an invoice is refused in words', async () => {
    await done()
    const answer = await proof()
    expect(answer).toMatchObject({ status: 422 })
    expect(answer.text).toContain('role="alert"')
  })

  it('that was rejected says why and may be sent again', async () => {
    await billed()
    await proof()
    const [first] = await payments()
    await call(cs!, 'POST', `${api}/payments/${first!.id}/reject`, { reason: 'Foto buram' })
    const after = (await page()).text
    expect(after).toContain('Belum bisa diterima')
    expect(after).toContain('Foto buram')
    expect((await proof()).status).toBe(303)
  })
})

describe('the check page', () => {
  const papers = () =>
    db.selectFrom('documents').selectAll().where('ticketId', '=', ticketId).orderBy('issuedAt').execute()
  const check = (token: string, language = 'id') =>
    call(null, 'GET', `/verify/${token}`, undefined, { 'accept-language': language })

  it('says whether a paper is genuine and tells nothing of the customer', async () => {
    const id = await billed()
    await call(cs!, 'POST', `${api}/invoices/${id}/payments`, { amount: 1000, paidOn: '2026-01-01' })
    const all = await papers()
    expect(all.map((paper) => paper.type).toSorted()).toEqual(['BAST', 'INV', 'KW'])
    for (const paper of all) {
      const answer = await check(paper.token)
      expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } })
      expect(answer.text).toContain(paper.number)
      expect(answer.text).toContain('Berlaku')
      for (const secret of ['Ratna', 'Melati', 'Bandung', '4500099', 'TKT-', 'bocor', '1.110.000', 'Citra'])
        expect(answer.text).not.toContain(secret)
    }
  })

  it('names the technician of a Surat Tugas and until when it holds; it ends with the job', async () => {
    await takeSeat(pool, andi!, ticketId)
    await call(andi!, 'GET', `${api}/tickets/${ticketId}/assignment-letter.pdf`)
    const [letter] = await papers()
    const valid = (await check(letter!.token)).text
    expect(valid).toContain('Andi Saputra')
    expect(valid).toContain('Masa berlaku')
    expect(valid).toContain('Berlaku')
    // the face at the door, only while the letter holds
    const face = () => call(null, 'GET', `/verify/${letter!.token}/photo`)
    expect(valid).not.toContain('<img')
    expect((await face()).status).toBe(404)
    const bytes = await phonePhoto()
    const photoFileId = (await deps.files.store(db, { name: 'a.jpg', bytes, mime: 'image/jpeg' })).id
    await db.updateTable('staff').set({ photoFileId }).where('id', '=', andi!.id).execute()
    expect((await check(letter!.token)).text).toContain(`src="/verify/${letter!.token}/photo"`)
    expect(await face()).toMatchObject({ status: 200, headers: { 'content-type': 'image/jpeg' } })
    await sql`update assignments set ended_at = now(), end_reason = 'DONE' where ticket_id = ${ticketId}`.execute(
      db,
    )
    const ended = (await check(letter!.token)).text
    expect(ended).toContain('Berakhir')
    expect(ended).not.toContain('<img')
    expect((await face()).status).toBe(404)
    await sql`update documents set revoked_at = now(), revoke_reason = 'Sakit' where id = ${letter!.id}`.execute(
      db,
    )
    const revoked = (await check(letter!.token)).text
    expect(revoked).toContain('Dicabut')
    // why is between the company and its technician
    expect(revoked).not.toContain('Sakit')
  })

  it('shows a letter whose last day is over as ended', async () => {
    await takeSeat(pool, andi!, ticketId)
    await sql`update tickets set scheduled_start = now() - interval '5 days', scheduled_end = now() - interval '4 days' where id = ${ticketId}`.execute(
      db,
    )
    await call(andi!, 'GET', `${api}/tickets/${ticketId}/assignment-letter.pdf`)
    expect((await check((await papers())[0]!.token)).text).toContain('Berakhir')
  })

  it.each(['a', 'x'.repeat(27), '%00', '001%2FST%2FGSS%2FXI%2F2026'])('does not know %s', async (token) => {
    const answer = await check(token)
    expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'text/html; charset=utf-8' } })
    expect(answer.text).toContain('Dokumen tidak dikenal')
    expect((await check(token, 'en')).text).toContain('<html lang="en">')
  })
})
