import { randomUUID } from 'node:crypto'
import { type Html, html, webPage } from '../../platform/http/html.ts'
import {
  longDate,
  longDateWithDay,
  shortDateTime,
  timeOfDay,
  workDate,
} from '../../platform/indonesian-date.ts'
import { formatRupiah } from '../../platform/rupiah.ts'
import { type Language, say } from '../../platform/texts.ts'
import type { Link } from './read-link.ts'

/** What the customer typed and what was wrong with it, so that nothing is lost when a form comes back. */
export type Attempt = { form: 'proof' | 'rating'; problem: string; values: Record<string, string> }
type Shown = { link: Link; language: Language; attempt: Attempt | null; thanks: 'proof' | 'rating' | null }

/**
 * The living link: where the visit stands, what is to be paid, the rating, and the details with their papers. What asks
 * something of the customer comes before what can be looked up.
 */
export function showLink(shown: Shown): string {
  const { link, language, thanks } = shown
  const t = sayer(language)
  const body = html`<h1>${link.visit.title}</h1>
    <p class="mute small">${link.visit.code}</p>
    ${problemOutside(shown)}
    ${thanks && html`<p class="note good" role="status">${t(`thanks.${thanks}`)}</p>`}
    ${progress(link, language)} ${invoiceCard(shown)} ${ratingCard(shown)} ${visitCard(link, language)}
    <p class="mute small">${t('help')}${callUs(link.company.phone, language)}</p>`
  return webPage({
    language,
    title: `${link.visit.code} - ${link.company.name}`,
    company: { name: link.company.legalName, code: link.company.code, line: t('line') },
    body,
  })
}

/** A company that has not entered its number yet has "-" there. */
const callUs = (phone: string, language: Language): Html | null =>
  /\d/.test(phone)
    ? html` ${sayer(language)('orCall')} <a href="tel:${phone.replaceAll(/[^\d+]/g, '')}">${phone}</a>`
    : null

/** What was wrong with a form that is not there any more: rated meanwhile, paid meanwhile. */
function problemOutside({ link, attempt }: Shown): Html | null {
  if (!attempt) return null
  const there = attempt.form === 'rating' ? link.mayRate : mayPay(link)
  return there ? null : html`<p class="note bad" role="alert">${attempt.problem}</p>`
}

const mayPay = ({ invoice }: Link): boolean => invoice !== null && invoice.state !== 'PAID'

const sayer =
  (language: Language) =>
  (key: string, params: Record<string, unknown> = {}): string =>
    say(`pages:link.${key}`, params, language)

const STEPS: readonly string[] = ['OPEN', 'ASSIGNED', 'IN_PROGRESS', 'DONE']

function progress({ visit }: Link, language: Language): Html {
  const t = sayer(language)
  if (visit.state === 'CANCELLED') return html`<p class="note bad">${t('cancelled')}</p>`
  const now = visit.state === 'CLOSED' ? 3 : STEPS.indexOf(visit.state)
  const steps = STEPS.map(
    (step, index) =>
      html`<li class="${index <= now ? 'done' : ''}" ${index === now ? html`aria-current="step"` : null}>
        ${t(`step.${step}`)}
      </li>`,
  )
  return html`<ol class="steps" aria-label="${t('progress')}">
    ${steps}
  </ol>`
}

/** What was done, in pictures; each opens large. */
function photoList({ photos, token, visit }: Link, language: Language): Html {
  const items = photos.map(({ id, kind, at }) => {
    const words = `${say(`labels:photoKind.${kind}`, {}, language)}, ${shortDateTime(at, visit.timeZone, language)}`
    return html`<li>
      <a href="/t/${token}/photos/${id}"
        ><img src="/t/${token}/photos/${id}" alt="${words}" loading="lazy" width="150" height="112"
      /></a>
      <span>${words}</span>
    </li>`
  })
  return html`<h3>${sayer(language)('photos')}</h3>
    <ul class="photos">
      ${items}
    </ul>`
}

function visitCard(link: Link, language: Language): Html {
  const { visit, bast, token } = link
  const t = sayer(language)
  return html`<section class="card">
    <h2>${t('visit')}</h2>
    <dl>
      <dt>${t('time')}</dt>
      <dd>${visitTime(visit, language)}</dd>
      ${
        visit.state === 'CANCELLED'
          ? null
          : html`<dt>${t('technicians')}</dt>
              <dd>${visit.technicians.length > 0 ? visit.technicians.join(', ') : t('noTechnician')}</dd>`
      }
      <dt>${t('address')}</dt>
      <dd>${visit.address}</dd>
    </dl>
    ${bast && html`<a class="button second" href="/t/${token}/bast.pdf">${t('bast')}</a>`}
    ${link.photos.length > 0 ? photoList(link, language) : null}
  </section>`
}

const DAY_MS = 24 * 3_600_000

/** One visit has its hours, also when it ends after midnight; one of several days its days and when it begins. */
function visitTime({ start, end, timeZone }: Link['visit'], language: Language): Html {
  const t = sayer(language)
  const [first, last] = [workDate(start, timeZone), workDate(end, timeZone)]
  const from = timeOfDay(start, timeZone, language)
  const day = longDateWithDay(first, language)
  if (end.getTime() - start.getTime() < DAY_MS) {
    // the zone is named once, after the second time
    const [begins = from] = from.split(' ')
    return html`${day}<br />${begins}–${timeOfDay(end, timeZone, language)}`
  }
  return html`${day} ${t('until', { day: longDateWithDay(last, language) })}<small
      >${t('from', { time: from })}</small
    >`
}

function invoiceCard(shown: Shown): Html | null {
  const { link, language } = shown
  const { invoice, token } = link
  if (!invoice) return null
  const t = sayer(language)
  const paid = invoice.state === 'PAID'
  const rest = invoice.total - invoice.paidAmount
  return html`<section class="card" id="invoice">
    <h2>${t('invoice')} ${invoice.number ?? ''}</h2>
    ${paid ? null : html`<p class="mute small" style="margin:0">${t('toPay')}</p>`}
    <p class="sum">${formatRupiah(paid ? invoice.total : rest)}</p>
    <p>
      <span class="badge ${paid ? 'good' : 'wait'}">${t(`invoiceState.${invoice.state}`)}</span>
      ${invoice.state === 'PARTIALLY_PAID' && html`<span class="mute small">${t('ofTotal', { total: formatRupiah(invoice.total) })}</span>`}
    </p>
    ${paid ? null : howToPay(link, invoice, language)}
    <a class="button second" href="/t/${token}/invoice.pdf">${t('download')}</a>
    ${proofs(invoice.proofs, language)} ${paid ? null : proofForm(shown)}
  </section>`
}

type Invoice = NonNullable<Link['invoice']>

function howToPay({ company }: Link, invoice: Invoice, language: Language): Html {
  const t = sayer(language)
  const accounts = company.bankAccounts.map(
    (account) =>
      html`<dt>${account.bank}</dt>
        <dd>
          <span class="pick">${account.number}</span><small>${t('holder', { name: account.holder })}</small>
        </dd>`,
  )
  return html`<dl>
    <dt>${t('due')}</dt>
    <dd>${invoice.dueDate ? longDate(invoice.dueDate, language) : '-'}</dd>
    ${accounts}
    <dt>${t('reference')}</dt>
    <dd class="pick">${breakable(invoice.number ?? '')}</dd>
  </dl>`
}

/** A number of a paper may be cut at its strokes, never in a year. */
const breakable = (number: string): Html[] =>
  number.split('/').map((part, index) => (index === 0 ? html`${part}` : html`/<wbr />${part}`))

function proofs(all: Invoice['proofs'], language: Language): Html | null {
  if (all.length === 0) return null
  const t = sayer(language)
  const rows = all.map(
    (proof) =>
      html`<li>
        <span class="badge ${PROOF_TONE[proof.status] ?? ''}">${t(`proof.${proof.status}`)}</span>
        ${longDate(workDate(proof.createdAt), language)}${proof.amount ? `, ${formatRupiah(proof.amount)}` : ''}
        ${proof.rejectReason && html`<br />${proof.rejectReason}`}
      </li>`,
  )
  return html`<ul class="proofs">
    ${rows}
  </ul>`
}

const PROOF_TONE: Record<string, string> = { SUBMITTED: 'wait', CONFIRMED: 'good', REJECTED: 'bad' }

function proofForm({ link, language, attempt }: Shown): Html {
  const t = sayer(language)
  const mine = attempt?.form === 'proof' ? attempt : null
  return html`<form
    class="part"
    method="post"
    action="/t/${link.token}/payment-proof#invoice"
    enctype="multipart/form-data"
  >
    <h2>${t('proofTitle')}</h2>
    ${mine && html`<p class="note bad" role="alert">${mine.problem}</p>`}
    <input type="hidden" name="clientId" value="${mine?.values['clientId'] ?? randomUUID()}" />
    <label for="proof">${t('proofFile')}</label
    ><input
      id="proof"
      type="file"
      name="proof"
      accept="image/jpeg,image/png,image/webp,application/pdf"
      required
    />
    <label for="senderName">${t('senderName')} <small>${t('optional')}</small></label
    ><input
      id="senderName"
      type="text"
      name="senderName"
      maxlength="100"
      autocomplete="name"
      value="${mine?.values['senderName'] ?? ''}"
    />
    <label for="bank">${t('bank')} <small>${t('optional')}</small></label
    ><input id="bank" type="text" name="bank" maxlength="60" value="${mine?.values['bank'] ?? ''}" />
    <button type="submit">${t('sendProof')}</button>
  </form>`
}

function ratingCard({ link, language, attempt }: Shown): Html | null {
  const t = sayer(language)
  if (link.rating) {
    const { technicianScore, csScore, comment } = link.rating
    return html`<section class="card" id="rating">
      <h2>${t('rated')}</h2>
      <dl>
        <dt>${t('technicianScore')}</dt>
        <dd>${technicianScore} / 5</dd>
        <dt>${t('csScore')}</dt>
        <dd>${csScore} / 5</dd>
      </dl>
      ${comment && html`<p class="part">${comment}</p>`}
    </section>`
  }
  if (!link.mayRate) return null
  const mine = attempt?.form === 'rating' ? attempt : null
  const names = link.visit.technicians.join(', ')
  return html`<section class="card" id="rating">
    <form method="post" action="/t/${link.token}/rating#rating">
      <h2>${t('rate')}</h2>
      ${mine && html`<p class="note bad" role="alert">${mine.problem}</p>`}
      ${scale('technicianScore', names ? t('rateTechnicians', { names }) : t('technicianScore'), mine, language)}
      ${scale('csScore', t('rateCs'), mine, language)}
      <label for="comment">${t('comment')} <small>${t('optional')}</small></label
      ><textarea id="comment" name="comment" maxlength="1000">${mine?.values['comment'] ?? ''}</textarea>
      <button type="submit">${t('sendRating')}</button>
    </form>
  </section>`
}

function scale(name: string, legend: string, attempt: Attempt | null, language: Language): Html {
  const t = sayer(language)
  const choices = [1, 2, 3, 4, 5].map(
    (value) =>
      html`<label class="star"
        ><input
          type="radio"
          name="${name}"
          value="${value}"
          required
          ${attempt?.values[name] === String(value) ? html`checked` : null}
        /><span>${value}</span><small>${t(`score.${value}`)}</small></label
      >`,
  )
  return html`<fieldset>
    <legend>${legend}</legend>
    <div class="stars">${choices}</div>
  </fieldset>`
}
