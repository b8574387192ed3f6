import { randomUUID } from 'node:crypto'
import { type Html, html, webPage } from '../../platform/http/html.ts'
import { longDate, longDateWithDay, timeOfDay, workDate } from '../../platform/indonesian-date.ts'
import { formatRupiah } from '../../platform/rupiah.ts'
import { type Language, say } from '../../platform/texts.ts'
import type { Link } from './read-link.ts'

/** What the customer typed and what was wrong with it, so that nothing is lost when a form comes back. */
export type Attempt = { form: 'proof' | 'rating'; problem: string; values: Record<string, string> }
type Shown = { link: Link; language: Language; attempt: Attempt | null; thanks: 'proof' | 'rating' | null }

/** The living link: the visit, its papers, the invoice, the proof of payment and the rating on one page. */
export function showLink(shown: Shown): string {
  const { link, language } = shown
  const t = sayer(language)
  const body = html` <h1>${link.visit.title}</h1>
    <p class="muted small" style="margin:0">${link.visit.code}</p>
    ${problemOutside(shown)}
    ${shown.thanks && html`<p class="note" role="status">${t(`thanks.${shown.thanks}`)}</p>`}
    ${visitCard(link, language)} ${invoiceCard(shown)} ${ratingCard(shown)}
    <p class="muted small">${t('help', { phone: link.company.phone })}</p>`
  return webPage({
    language,
    title: `${link.visit.code} - ${link.company.name}`,
    company: { name: link.company.legalName, code: link.company.code, line: t('line') },
    body,
  })
}

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

const STEPS = ['OPEN', 'ASSIGNED', 'IN_PROGRESS', 'DONE'] as const

function visitCard({ visit, bast, token }: Link, language: Language): Html {
  const t = sayer(language)
  const now = visit.state === 'CLOSED' ? 3 : STEPS.indexOf(visit.state as (typeof STEPS)[number])
  const steps = STEPS.map(
    (step, index) =>
      html`<li class="${index <= now ? 'done' : ''}" ${index === now ? html`aria-current="step"` : null}>
        ${t(`step.${step}`)}
      </li>`,
  )
  const day = longDateWithDay(workDate(visit.start, visit.timeZone), language)
  const hours = `${timeOfDay(visit.start, visit.timeZone, language).slice(0, 5)}-${timeOfDay(visit.end, visit.timeZone, language)}`
  const lastDay = workDate(visit.end, visit.timeZone)
  const several = lastDay !== workDate(visit.start, visit.timeZone)
  return html`<section class="card">
    ${
      visit.state === 'CANCELLED'
        ? html`<p><span class="badge bad">${t('cancelled')}</span></p>`
        : html`<ol class="steps" aria-label="${t('progress')}">
              ${steps}
            </ol>
            <br />`
    }
    <dl>
      <dt>${t('time')}</dt>
      <dd>
        ${day}${several ? html`<br />${t('until', { day: longDateWithDay(lastDay, language) })}` : html`<br />${hours}`}
      </dd>
      <dt>${t('technicians')}</dt>
      <dd>${visit.technicians.length > 0 ? visit.technicians.join(', ') : t('noTechnician')}</dd>
      <dt>${t('address')}</dt>
      <dd>${visit.address}</dd>
    </dl>
    ${bast && html`<a class="button second" href="/t/${token}/bast.pdf">${t('bast')}</a>`}
  </section>`
}

function invoiceCard(shown: Shown): Html | null {
  const { link, language } = shown
  const { invoice, company } = link
  if (!invoice) return null
  const t = sayer(language)
  const rest = invoice.total - invoice.paidAmount
  const paid = invoice.state === 'PAID'
  return html`<section class="card" id="invoice">
    <h2>${t('invoice')} ${invoice.number ?? ''}</h2>
    <p class="sum" style="margin:0">${formatRupiah(paid ? invoice.total : rest)}</p>
    <p style="margin:6px 0 12px">
      <span class="badge ${paid ? 'good' : 'wait'}">${t(`invoiceState.${invoice.state}`)}</span>
    </p>
    ${
      paid
        ? null
        : html`<dl>
            <dt>${t('due')}</dt>
            <dd>${invoice.dueDate ? longDate(invoice.dueDate, language) : '-'}</dd>
            ${company.bankAccounts.map(
              (account) =>
                html`<dt>${account.bank}</dt>
                  <dd>
                    ${account.number}<br /><span class="muted small"
                      >${t('holder', { name: account.holder })}</span
                    >
                  </dd>`,
            )}
            <dt>${t('reference')}</dt>
            <dd>${invoice.number ?? ''}</dd>
          </dl>`
    }
    <a class="button second" href="/t/${link.token}/invoice.pdf">${t('download')}</a>
    ${invoice.proofs.map((proof) => html`<p class="small"><span class="badge ${PROOF_TONE[proof.status] ?? ''}">${t(`proof.${proof.status}`)}</span> ${longDate(workDate(proof.createdAt), language)} ${proof.amount ? formatRupiah(proof.amount) : ''} ${proof.rejectReason ?? ''}</p>`)}
    ${paid ? null : proofForm(shown)}
  </section>`
}

const PROOF_TONE: Record<string, string> = { SUBMITTED: 'wait', CONFIRMED: 'good', REJECTED: 'bad' }

function proofForm({ link, language, attempt }: Shown): Html {
  const t = sayer(language)
  const mine = attempt?.form === 'proof' ? attempt : null
  return html`<form method="post" action="/t/${link.token}/payment-proof" enctype="multipart/form-data">
    <h2 style="margin-top:20px">${t('proofTitle')}</h2>
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
    <label for="senderName">${t('senderName')}</label
    ><input
      id="senderName"
      type="text"
      name="senderName"
      maxlength="100"
      autocomplete="name"
      value="${mine?.values['senderName'] ?? ''}"
    />
    <label for="bank">${t('bank')}</label
    ><input id="bank" type="text" name="bank" maxlength="60" value="${mine?.values['bank'] ?? ''}" />
    <button type="submit">${t('sendProof')}</button>
  </form>`
}

function ratingCard({ link, language, attempt }: Shown): Html | null {
  const t = sayer(language)
  if (link.rating) {
    return html`<section class="card" id="rating">
      <h2>${t('rated')}</h2>
      <dl>
        <dt>${t('technicianScore')}</dt>
        <dd>${link.rating.technicianScore} / 5</dd>
        <dt>${t('csScore')}</dt>
        <dd>${link.rating.csScore} / 5</dd>
      </dl>
    </section>`
  }
  if (!link.mayRate) return null
  const mine = attempt?.form === 'rating' ? attempt : null
  const names = link.visit.technicians.join(', ')
  return html`<section class="card" id="rating">
    <form method="post" action="/t/${link.token}/rating">
      <h2>${t('rate')}</h2>
      ${mine && html`<p class="note bad" role="alert">${mine.problem}</p>`}
      ${scale('technicianScore', names ? t('rateTechnicians', { names }) : t('technicianScore'), mine, language)}
      ${scale('csScore', t('rateCs'), mine, language)}
      <label for="comment">${t('comment')}</label
      ><textarea id="comment" name="comment" maxlength="1000">${mine?.values['comment'] ?? ''}</textarea>
      <button type="submit">${t('sendRating')}</button>
    </form>
  </section>`
}

function scale(name: string, legend: string, attempt: Attempt | null, language: Language): Html {
  const t = sayer(language)
  const choices = [1, 2, 3, 4, 5].map(
    (value) =>
      html`<label
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
