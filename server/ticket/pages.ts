import type { Db } from '../platform/db.ts'
import type { Files } from '../platform/files.ts'
import { type Html, html, webPage } from '../platform/http/html.ts'
import { languageOf } from '../platform/http/problems.ts'
import type { App } from '../platform/http/serve.ts'
import { dateRange, longDate, OFFICE_ZONE, workDate } from '../platform/indonesian-date.ts'
import { type Language, say } from '../platform/texts.ts'
import { checkDocument, type DocumentCheck } from './check-document.ts'

type Company = { name: string; legalName: string; code: string }

/** GET /verify/:token, the page behind the QR code of every paper. */
export function verifyPages(
  app: App,
  { db, files }: { db: Db; files: Files },
  company: () => Promise<Company>,
): void {
  app.get('/verify/:token/photo', { schema: { hide: true } as never }, async (request, reply) => {
    const found = await checkDocument(db, (request.params as { token: string }).token, new Date())
    const photo = found?.photoFileId ? await files.read(db, found.photoFileId) : null
    reply.header('cache-control', 'no-store')
    return photo ? await reply.type(photo.mime).send(photo.bytes) : await reply.code(404).send()
  })
  app.get('/verify/:token', { schema: { hide: true } as never }, async (request, reply) => {
    const language = languageOf(request)
    const { token } = request.params as { token: string }
    const found = await checkDocument(db, token, new Date())
    const { legalName, code } = await company()
    const body = found ? showCheck(found, token, language) : showUnknown(language)
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
/** A tick, a cross, a clock: not by colour alone. */
const SIGN = {
  VALID: html`<path d="m8.5 12.2 2.4 2.4 4.8-5.2" />`,
  REVOKED: html`<path d="m9 9 6 6m0-6-6 6" />`,
  EXPIRED: html`<path d="M12 7.5V12l3 2" />`,
} as const

type Verdict = { status: keyof typeof TONE; title: string; text: string }

const verdict = ({ status, title, text }: Verdict): Html =>
  html`<div class="verdict ${TONE[status]}">
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9" />
      ${SIGN[status]}
    </svg>
    <p><strong>${title}</strong>${text}</p>
  </div>`

/** Why it is as it is; a letter whose work is done has ended, whatever its last day was. */
function hintOf({ status, workDone, replaced }: DocumentCheck): string {
  if (status === 'EXPIRED' && workDone) return 'EXPIRED_DONE'
  return status === 'REVOKED' && replaced ? 'REVOKED_REPLACED' : status
}

function showCheck(found: DocumentCheck, token: string, language: Language): Html {
  const t = (key: string) => say(`pages:verify.${key}`, {}, language)
  const day = (date: Date) => workDate(date, OFFICE_ZONE)
  const row = (key: string, value: string) =>
    html`<dt>${t(key)}</dt>
      <dd>${value}</dd>`
  return html`<h1>${t(`type.${found.type}`)}</h1>
    ${verdict({ status: found.status, title: t(`status.${found.status}`), text: t(`hint.${hintOf(found)}`) })}
    <div class="card${found.photoFileId ? ' with-face' : ''}">
      ${found.photoFileId ? face(token, found.technicianName ?? '', language) : null}
      <dl>
        ${row('number', found.number)}
        ${found.technicianName ? row('technician', found.technicianName) : null}
        ${row('issued', longDate(day(found.issuedAt), language))}
        ${found.type === 'ST' && found.validUntil && hintOf(found) !== 'EXPIRED_DONE' ? row('valid', dateRange(day(found.validFrom), day(found.validUntil), language)) : null}
      </dl>
    </div>`
}

const face = (token: string, name: string, language: Language): Html =>
  html`<img
    src="/verify/${token}/photo"
    alt="${say('pages:verify.photo', { name }, language)}"
    width="120"
    height="120"
  />`

const showUnknown = (language: Language): Html =>
  html`<h1>${say('pages:verify.title', {}, language)}</h1>
    ${verdict({
      status: 'REVOKED',
      title: say('pages:verify.unknownTitle', {}, language),
      text: say('pages:verify.unknown', {}, language),
    })}`
