import type { Db } from '../platform/db.ts'
import { type Html, html, webPage } from '../platform/http/html.ts'
import { languageOf } from '../platform/http/problems.ts'
import type { App } from '../platform/http/serve.ts'
import { longDate, OFFICE_ZONE, workDate } from '../platform/indonesian-date.ts'
import { type Language, say } from '../platform/texts.ts'
import { checkDocument, type DocumentCheck } from './check-document.ts'

type Company = { name: string; legalName: string; code: string }

/** GET /verify/:token, the page behind the QR code of every paper. */
export function verifyPages(app: App, db: Db, company: () => Promise<Company>): void {
  app.get('/verify/:token', { schema: { hide: true } as never }, async (request, reply) => {
    const language = languageOf(request)
    const found = await checkDocument(db, (request.params as { token: string }).token, new Date())
    const { legalName, code } = await company()
    const body = found
      ? showCheck(found, language)
      : html`<h1>${say('pages:verify.unknownTitle', {}, language)}</h1>
          <p class="note bad">${say('pages:verify.unknown', {}, language)}</p>`
    const page = webPage({
      language,
      title: say('pages:verify.title', {}, language),
      company: { name: legalName, code, line: say('pages:verify.title', {}, language) },
      body,
    })
    return await reply
      .code(found ? 200 : 404)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page)
  })
}

const TONE = { VALID: 'good', REVOKED: 'bad', EXPIRED: 'wait' } as const

function showCheck(found: DocumentCheck, language: Language): Html {
  const day = (date: Date) => longDate(workDate(date, OFFICE_ZONE), language)
  const row = (key: string, value: string) =>
    html`<dt>${say(`pages:verify.${key}`, {}, language)}</dt>
      <dd>${value}</dd>`
  return html`<h1>${say(`pages:verify.type.${found.type}`, {}, language)}</h1>
    <p>
      <span class="badge ${TONE[found.status]}"
        >${say(`pages:verify.status.${found.status}`, {}, language)}</span
      >
    </p>
    <div class="card">
      <dl>
        ${row('number', found.number)}
        ${found.technicianName ? row('technician', found.technicianName) : null}
        ${row('issued', day(found.issuedAt))}
        ${found.type === 'ST' && found.validUntil ? row('valid', `${day(found.validFrom)} - ${day(found.validUntil)}`) : null}
      </dl>
    </div>
    <p class="muted small">${say(`pages:verify.hint.${found.status}`, {}, language)}</p>`
}
