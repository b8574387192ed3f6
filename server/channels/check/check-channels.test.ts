import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { checkTelegram } from './check-telegram.ts'
import { checkWhatsApp } from './check-whatsapp.ts'

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
type Answers = Record<string, [number, unknown]>
const SECRET = 'very-secret-token'
const VERIFY = 'verify-secret'

const WELL: Answers = {
  '/v26.0/55': [200, { display_phone_number: '+62 811-1000-2000', verified_name: 'GSS' }],
  '/v26.0/77/phone_numbers': [200, { data: [{ id: '55' }] }],
  '/v26.0/77/subscribed_apps': [200, { data: [{}] }],
  '/v26.0/77/message_templates': [200, { data: [{ name: 'work_done', status: 'APPROVED' }] }],
}

async function whatsApp(changes: Answers = {}, publicUrl?: string) {
  const answers = { ...WELL, ...changes }
  const url = await serve((request, response) => {
    const target = new URL(request.url ?? '', 'http://x')
    if (target.pathname === '/webhooks/whatsapp') {
      const right = target.searchParams.get('hub.verify_token') === VERIFY
      response.writeHead(right ? 200 : 403).end(right ? target.searchParams.get('hub.challenge') : '')
      return
    }
    const answer = answers[target.pathname]
    if (!answer) return // never answers
    response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]))
  })
  const config = {
    apiUrl: url,
    apiVersion: 'v26.0',
    accessToken: SECRET,
    phoneNumberId: '55',
    businessAccountId: '77',
    verifyToken: VERIFY,
  }
  // only silence has to be waited for; an answer may take its time on a busy machine
  const timeoutMs = '/v26.0/55' in changes && !changes['/v26.0/55'] ? 1000 : 20_000
  const report = await checkWhatsApp({ config, publicUrl: publicUrl ?? url, language: 'id', timeoutMs })
  expect(JSON.stringify(report)).not.toContain(SECRET)
  expect(JSON.stringify(report)).not.toContain(VERIFY)
  return report
}
const bad = (report: { findings: { ok: boolean; title: string }[] }) =>
  report.findings.filter((one) => !one.ok).map((one) => one.title)
const refusal = (code: number) => ({ error: { code, message: SECRET } })

it('says that all is well', async () => {
  const report = await whatsApp()
  expect(report.ok).toBe(true)
  expect(report.findings[0]?.title).toBe('Nomor +62 811-1000-2000 (GSS) siap')
})
it.each<[string, Answers, string]>([
  ['a bad token', { '/v26.0/55': [401, refusal(190)] }, 'Token akses ditolak'],
  ['a token without rights', { '/v26.0/55': [403, refusal(200)] }, 'Token tidak punya izin yang diperlukan'],
  ['a wrong number id', { '/v26.0/55': [400, refusal(100)] }, 'Phone number ID 55 tidak dikenal'],
  ['trouble at Meta', { '/v26.0/55': [503, {}] }, 'WhatsApp sedang bermasalah'],
  [
    'an app not subscribed',
    { '/v26.0/77/subscribed_apps': [200, { data: [] }] },
    'Aplikasi belum berlangganan ke akun ini',
  ],
  [
    'a number of another account',
    { '/v26.0/77/phone_numbers': [200, { data: [{ id: '1' }] }] },
    'Nomor 55 bukan milik akun yang diisi',
  ],
  [
    'a refused template',
    { '/v26.0/77/message_templates': [200, { data: [{ name: 'a', status: 'REJECTED' }] }] },
    'Template ditolak atau dijeda: a',
  ],
  ['silence', { '/v26.0/55': undefined as never }, 'WhatsApp tidak menjawab dalam 10 detik'],
])('names %s', async (_, changes, title) => {
  const report = await whatsApp(changes)
  expect(bad(report)).toEqual([title])
  expect(report.findings.find((one) => !one.ok)?.advice.length).toBeGreaterThan(20)
})
it('names a webhook that somebody else answers, and one that nobody does', async () => {
  const other = await serve((_, response) => response.end('<html>'))
  expect(bad(await whatsApp({}, other))).toEqual([
    `Webhook ${other}/webhooks/whatsapp tidak lolos verifikasi`,
  ])
  const nobody = 'http://127.0.0.1:9'
  expect(bad(await whatsApp({}, nobody))).toEqual([
    `Alamat webhook ${nobody}/webhooks/whatsapp tidak terjangkau`,
  ])
})

async function telegram(mode: 'polling' | 'webhook', me: [number, object] | null, webhook: object = {}) {
  const url = await serve((request, response) => {
    const answer: [number, object] | null = request.url?.endsWith('/getMe')
      ? me
      : [200, { ok: true, result: { url: '', pending_update_count: 0, ...webhook } }]
    if (answer)
      response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]))
  })
  const report = await checkTelegram({
    config: { apiUrl: url, botToken: `1:${SECRET}`, mode },
    publicUrl: 'https://gss.example',
    language: 'id',
    timeoutSeconds: me ? 20 : 1,
  })
  expect(JSON.stringify(report)).not.toContain(SECRET)
  return report
}
const ME: [number, object] = [
  200,
  { ok: true, result: { id: 1, is_bot: true, first_name: 'GSS', username: 'gss_bot' } },
]

it('asks Telegram who the bot is and how updates come', async () => {
  expect((await telegram('polling', ME)).ok).toBe(true)
  const refused: [number, object] = [401, { ok: false, error_code: 401, description: 'Unauthorized' }]
  expect(bad(await telegram('polling', refused))).toEqual(['Token bot ditolak'])
  expect(bad(await telegram('polling', null))).toEqual(['Telegram tidak menjawab dalam 10 detik'])
  expect(bad(await telegram('polling', ME, { url: 'https://other.example/x' }))).toEqual([
    'Ada webhook lain yang mengambil pesan bot ini: other.example',
  ])
  expect(bad(await telegram('webhook', ME))).toEqual(['Webhook belum terpasang'])
  const url = 'https://gss.example/webhooks/telegram'
  expect((await telegram('webhook', ME, { url })).ok).toBe(true)
  const failing = { url, pending_update_count: 3, last_error_message: 'SSL error' }
  expect(bad(await telegram('webhook', ME, failing))).toEqual([
    'Telegram tidak bisa mengantar 3 pesan: SSL error',
  ])
})
