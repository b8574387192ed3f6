import { GrammyError, HttpError } from 'grammy'
import { describe, expect, it, test } from 'vitest'
import type { InvoiceDetail } from '../../invoicing/index.ts'
import type { JobSnapshot } from '../../scheduling/index.ts'
import { forLog, readApiError } from './api-errors.ts'
import { cut, escapeHtml, sayHtml, withLink } from './html.ts'
import { approveData, renderInvoiceCard, reviseData } from './render-invoice.ts'
import { claimData, faceOf, renderJobCard, when } from './render-job.ts'

const links = { publicUrl: 'https://gss.test', asButtons: true }
const job: JobSnapshot = {
  id: '0198c0de-0000-7000-8000-000000000001',
  code: 'TKT-00042',
  title: 'AC <b>panas</b>',
  description: 'Lantai 2 & 3 $t(errors:INTERNAL.title) {{code}}',
  customer: 'Budi Santoso',
  company: 'PT Maju',
  phone: '+6281234567890',
  address: 'Jl. Merdeka 10',
  place: null,
  timeZone: 'Asia/Jakarta',
  start: new Date('2026-11-20T02:00:00Z'),
  end: new Date('2026-11-20T05:00:00Z'),
  quota: 2,
  free: 2,
  state: 'OPEN',
  emergency: false,
  round: 1,
  crew: [],
  mine: false,
  claimable: true,
  over: false,
}
const flat = (message: { rows: { text: string }[][] }) => message.rows.flat().map((button) => button.text)

describe('the job card', () => {
  it('offers with the two buttons and escapes what customers write', () => {
    const card = renderJobCard(job, 1, links)
    expect(card.text).toContain('<b>AC &lt;b&gt;panas&lt;/b&gt;</b>')
    expect(card.text).toContain('Lantai 2 &amp; 3 $t(errors:INTERNAL.title) {{code}}')
    expect(card.text).toContain('Budi Santoso (PT Maju)')
    expect(card.text).toContain('Jumat, 20 November 2026, 09.00\u201312.00 WIB')
    expect(card.text).not.toContain('+62')
    expect(flat(card)).toEqual(['Ambil Job', 'Buka di aplikasi'])
  })

  test.each([
    ['open', {}, 1],
    ['emergency', { emergency: true, round: 2 }, 2],
    ['superseded', { emergency: true, round: 2 }, 1],
    ['full', { free: 0, state: 'ASSIGNED', crew: ['Andi'] }, 1],
    ['mine', { free: 0, state: 'ASSIGNED', mine: true }, 1],
    ['mine', { mine: true, round: 2 }, 1],
    ['cancelled', { state: 'CANCELLED', mine: true }, 1],
    ['finished', { state: 'DONE', free: 0 }, 1],
    ['finished', { state: 'CLOSED' }, 1],
    ['expired', { over: true }, 1],
  ] as const)(
    'shows %s for %o in round %i, with a claim button only when it can be taken',
    (face, change, round) => {
      const now = { ...job, ...change, crew: [...('crew' in change ? change.crew : [])] }
      expect(faceOf(now, round)).toBe(face)
      const takes = flat(renderJobCard(now, round, links)).includes('Ambil Job')
      expect(takes).toBe(face === 'open' || face === 'emergency')
    },
  )

  it('says how many seats are left once some are gone', () => {
    expect(renderJobCard(job, 1, links).text).toContain('Butuh 2 teknisi, siapa cepat')
    expect(renderJobCard({ ...job, free: 1 }, 1, links).text).toContain('sisa 1')
  })

  it('writes the address out where Telegram would refuse the button', () => {
    const card = renderJobCard(job, 1, { publicUrl: 'http://localhost:8080', asButtons: false })
    expect(flat(card)).toEqual(['Ambil Job'])
    expect(card.text).toContain(`Buka di aplikasi: http://localhost:8080/field/jobs/${job.id}`)
  })

  it('keeps within the 64 bytes of a button and the 4096 characters of a message', () => {
    expect(Buffer.byteLength(claimData(job.id))).toBeLessThanOrEqual(64)
    expect(Buffer.byteLength(approveData(job.id, 999_999_999))).toBeLessThanOrEqual(64)
    expect(Buffer.byteLength(reviseData(job.id))).toBeLessThanOrEqual(64)
    const long = { ...job, title: '<'.repeat(150), description: '&'.repeat(4000), address: '>'.repeat(500) }
    const text = renderJobCard(long, 1, links).text.replaceAll(/&(amp|lt|gt);|<[^>]+>/g, '_')
    expect(text.length).toBeLessThan(4096)
  })

  it('writes visits over several days from and to', () => {
    const end = new Date('2026-11-22T10:00:00Z')
    expect(when({ ...job, end })).toBe(
      'Jumat, 20 November 2026 09.00 WIB s.d. Minggu, 22 November 2026 17.00 WIB',
    )
    expect(when({ ...job, timeZone: 'Asia/Makassar' })).toContain('10.00\u201313.00 WITA')
  })
})

const invoice = {
  id: job.id,
  number: null,
  state: 'PENDING_APPROVAL',
  ticketId: job.id,
  ticketCode: 'TKT-00042',
  ticketTitle: 'AC panas',
  customer: { id: job.id, name: 'PT <Maju>' },
  total: 605_000,
  createdBy: { id: job.id, name: 'Citra' },
  lines: [
    {
      description: 'Jasa servis',
      kind: 'SERVICE',
      quantity: 1.5,
      unit: 'jam',
      unitPrice: 400_000,
      discount: 50_000,
      amount: 550_000,
    },
  ],
  totals: { subtotal: 600_000, discount: 50_000, taxBase: 504_167, vat: 60_500, vatRate: 12, total: 610_500 },
  revision: 3,
  approvedBy: null,
  revisionReason: null,
  voidReason: null,
  changes: [],
  allowedMoves: ['approve', 'requestRevision'],
} as unknown as InvoiceDetail

describe('the invoice card', () => {
  it('shows rows, discount, PPN, total and the two decisions', () => {
    const card = renderInvoiceCard(invoice, links)
    expect(card.text).toContain('Draft Invoice Menunggu Approval')
    expect(card.text).toContain('PT &lt;Maju&gt;')
    expect(card.text).toContain('1,5 jam × Rp400.000, diskon Rp50.000 = Rp550.000')
    expect(card.text).toContain('Diskon: -Rp50.000')
    expect(card.text).toContain('PPN 12%: Rp60.500')
    expect(card.text).toContain('<b>Total: Rp610.500</b>')
    expect(card.rows).toEqual([
      [
        { text: 'Approve', callback_data: `inv_ok:${job.id}:3` },
        { text: 'Minta Revisi', callback_data: `inv_rev:${job.id}` },
      ],
      [{ text: 'Buka di web', url: `https://gss.test/invoices/${job.id}` }],
    ])
  })

  it('has no PPN line for a company that may not collect it', () => {
    const totals = { ...invoice.totals, taxBase: null, vat: null, vatRate: null }
    expect(renderInvoiceCard({ ...invoice, totals }, links).text).not.toContain('PPN')
  })

  it('points at what changed', () => {
    const changes = [{ what: 'total', before: 'Rp700.000', after: 'Rp610.500' }]
    expect(renderInvoiceCard({ ...invoice, changes }, links).text).toContain(
      '• Total: <s>Rp700.000</s> → Rp610.500',
    )
  })

  test.each(['DRAFT', 'REVISION_REQUESTED', 'APPROVED', 'SENT', 'PAID', 'VOID'] as const)(
    'has nothing to decide in %s',
    (state) => {
      expect(flat(renderInvoiceCard({ ...invoice, state }, links))).toEqual(['Buka di web'])
    },
  )

  it('offers nothing to who may not decide', () => {
    expect(flat(renderInvoiceCard({ ...invoice, allowedMoves: [] }, links))).toEqual(['Buka di web'])
  })

  it('shows the first rows of a long one', () => {
    const lines = Array.from({ length: 200 }, () => ({
      ...invoice.lines[0]!,
      description: 'Sangat panjang '.repeat(20),
    }))
    const { text } = renderInvoiceCard({ ...invoice, lines }, links)
    expect(text).toContain('dan 188 baris lagi')
    expect(text.length).toBeLessThan(4096)
  })
})

describe('texts', () => {
  it('are never markup of their writers', () => {
    expect(escapeHtml('<b>&"')).toBe('&lt;b&gt;&amp;"')
    expect(sayHtml('chat:jobCard.title', { title: '<i>x</i>' })).toBe('<b>&lt;i&gt;x&lt;/i&gt;</b>')
  })

  it('are cut between signs, not inside one', () => {
    expect(cut('pendek', 10)).toBe('pendek')
    expect(cut('👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 2)).toBe('👨‍👩‍👧\u2026')
  })

  it('carry the address when buttons cannot', () => {
    const message = withLink({ text: 'x', rows: [] }, { ...links, asButtons: false }, 'Buka', '/a?b=1&c=2')
    expect(message).toEqual({ text: 'x\n\nBuka: https://gss.test/a?b=1&amp;c=2', rows: [] })
  })
})

const refused = (error_code: number, description: string, parameters = {}) =>
  new GrammyError('x', { ok: false, error_code, description, parameters }, 'sendMessage', {})

test.each([
  [refused(429, 'Too Many Requests: retry after 7', { retry_after: 7 }), { kind: 'flood', seconds: 7 }],
  [refused(403, 'Forbidden: bot was blocked by the user'), { kind: 'unreachable' }],
  [refused(400, 'Bad Request: chat not found'), { kind: 'unreachable' }],
  [refused(400, 'Bad Request: message is not modified: specified new'), { kind: 'not-modified' }],
  [refused(400, 'Bad Request: message to edit not found'), { kind: 'message-gone' }],
  [refused(400, "Bad Request: message can't be edited"), { kind: 'message-gone' }],
  [refused(400, 'Bad Request: query is too old and response timeout expired'), { kind: 'query-too-old' }],
  [refused(401, 'Unauthorized'), { kind: 'revoked' }],
  [refused(409, 'Conflict: terminated by other getUpdates request'), { kind: 'conflict' }],
  [refused(502, 'Bad Gateway'), { kind: 'uncertain', description: 'Bad Gateway' }],
  [
    refused(400, "Bad Request: can't parse entities"),
    { kind: 'refused', description: "Bad Request: can't parse entities" },
  ],
  [new HttpError('x', { code: 'ECONNREFUSED' }), { kind: 'unreached', description: 'ECONNREFUSED' }],
  [new HttpError('x', { code: 'ECONNRESET' }), { kind: 'uncertain', description: 'ECONNRESET' }],
  [new HttpError('x', new Error('timed out')), { kind: 'uncertain', description: 'network' }],
])('%s is understood', (error, problem) => {
  expect(readApiError(error)).toEqual(problem)
})

it('lets what is no answer of Telegram through', () => {
  expect(() => readApiError(new TypeError('ours'))).toThrow('ours')
})

it('keeps the token, addresses and texts of calls out of the log', () => {
  const cause = Object.assign(new Error('request to https://api.telegram.org/bot123:secret/getMe failed'), {
    code: 'ECONNRESET',
  })
  const payload = { text: 'https://gss.test/field/masuk?token=once' }
  const answer = { ok: false as const, error_code: 400, description: 'Bad Request: x', parameters: {} }
  const logged = [new HttpError('x', cause), new GrammyError('x', answer, 'sendMessage', payload)].map(forLog)
  expect(JSON.stringify(logged)).not.toMatch(/secret|once/)
  const own = new TypeError('ours')
  expect(forLog(own)).toBe(own)
})
