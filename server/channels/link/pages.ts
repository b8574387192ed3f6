import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Db } from '../../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../../platform/errors.ts'
import type { Files } from '../../platform/files.ts'
import { html, webPage } from '../../platform/http/html.ts'
import { readMultipart } from '../../platform/http/multipart.ts'
import { asRefused, languageOf } from '../../platform/http/problems.ts'
import type { App } from '../../platform/http/serve.ts'
import { canSay, say } from '../../platform/texts.ts'
import { rateTicket } from '../../feedback/index.ts'
import { invoicePdf, uploadProof } from '../../invoicing/index.ts'
import { readCompany } from '../../master-data/index.ts'
import { type Link, readLink } from './read-link.ts'
import { type Attempt, showLink } from './show-link.ts'

type Deps = { db: Db; files: Files; publicUrl: string; changed: () => void }
type Request = FastifyRequest<{ Params: { token: string }; Querystring: { ok?: string } }>

const scores = z.object({
  technicianScore: z.coerce.number().int().min(1).max(5),
  csScore: z.coerce.number().int().min(1).max(5),
  comment: z.string().trim().max(1000).optional(),
})
const proofFields = z.object({
  clientId: z.string().min(8).max(100),
  senderName: z.string().trim().max(100).optional(),
  bank: z.string().trim().max(60).optional(),
})
const hidden = { schema: { hide: true } as never }

/** The customer's pages below /t/:token. GET never writes: previews of links must neither rate nor pay. */
export async function registerLinkPages(app: App, deps: Deps): Promise<void> {
  await app.register(async (scope: FastifyInstance) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 16_384 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
    )
    scope.setErrorHandler((error, request, reply) => showProblem(deps, error, request as Request, reply))
    scope.get(
      '/t/:token',
      hidden,
      async (request, reply) =>
        await showPage(request as Request, reply, await mustFind(deps.db, request as Request), null),
    )
    scope.post(
      '/t/:token/rating',
      hidden,
      async (request, reply) => await takeRating(deps, request as Request, reply),
    )
    scope.post(
      '/t/:token/payment-proof',
      hidden,
      async (request, reply) => await takeProof(deps, request as Request, reply),
    )
    scope.get('/t/:token/invoice.pdf', hidden, async (request, reply) => {
      const link = await mustFind(deps.db, request as Request)
      const pdf = link.invoice && (await invoicePdf(deps, link.invoice.id))
      if (!pdf) throw new NotFound()
      return await sendPdf(reply, pdf)
    })
    scope.get('/t/:token/bast.pdf', hidden, async (request, reply) => {
      const link = await mustFind(deps.db, request as Request)
      const file = link.bast && (await deps.files.read(deps.db, link.bast.fileId))
      if (!file) throw new NotFound()
      return await sendPdf(reply, file)
    })
    scope.get('/t/:token/photos/:photoId', hidden, async (request, reply) => {
      const link = await mustFind(deps.db, request as Request)
      const { photoId } = request.params as { photoId: string }
      const photo = link.photos.find((one) => one.id === photoId)
      const file = photo && (await deps.files.read(deps.db, photo.fileId))
      if (!file) throw new NotFound()
      return await reply.type(file.mime).header('cache-control', 'private, no-store').send(file.bytes)
    })
  })
}

const sendPdf = (reply: FastifyReply, pdf: { name: string; bytes: Buffer }) =>
  reply
    .type('application/pdf')
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `inline; filename="${pdf.name}"`)
    .send(pdf.bytes)

async function mustFind(db: Db, request: Request): Promise<Link> {
  const link = await readLink(db, request.params.token)
  if (!link) throw new NotFound()
  return link
}

async function showPage(
  request: Request,
  reply: FastifyReply,
  link: Link,
  attempt: Attempt | null,
): Promise<FastifyReply> {
  const { ok } = request.query
  // thanks only for what is really there: anybody can type an address
  const there = { proof: (link.invoice?.proofs.length ?? 0) > 0, rating: link.rating !== null }
  const thanks = (ok === 'proof' || ok === 'rating') && there[ok] ? ok : null
  return await reply
    .code(attempt ? 422 : 200)
    .header('cache-control', 'private, no-store')
    .type('text/html; charset=utf-8')
    .send(showLink({ link, language: languageOf(request), attempt, thanks: attempt ? null : thanks }))
}

/** The page as it is now, which may be another than the one that was filled in, with what was wrong. */
async function showAgain(
  deps: Deps,
  request: Request,
  reply: FastifyReply,
  attempt: Attempt,
): Promise<FastifyReply> {
  return await showPage(request, reply, await mustFind(deps.db, request), attempt)
}

async function takeRating(deps: Deps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const link = await mustFind(deps.db, request)
  const values = (request.body ?? {}) as Record<string, string>
  const read = scores.safeParse(values)
  const again = async (problem: string) =>
    await showAgain(deps, request, reply, { form: 'rating', problem, values })
  if (!read.success) return await again(say('pages:link.chooseScores', {}, languageOf(request)))
  try {
    await rateTicket(deps.db, link.visit.ticketId, {
      technicianScore: read.data.technicianScore,
      csScore: read.data.csScore,
      comment: read.data.comment || null,
    })
  } catch (error) {
    if (error instanceof Refused) return await again(inWords(error, request))
    throw error
  }
  deps.changed()
  return await reply.redirect(`/t/${request.params.token}?ok=rating#rating`, 303)
}

async function takeProof(deps: Deps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const link = await mustFind(deps.db, request)
  const form = await readMultipart(request, ['proof'])
  const read = proofFields.safeParse(form.fields)
  const again = async (problem: string) =>
    await showAgain(deps, request, reply, { form: 'proof', problem, values: form.fields })
  const proof = form.files['proof']
  if (!read.success || !proof) return await again(say('pages:link.chooseFile', {}, languageOf(request)))
  try {
    await uploadProof(deps, link.visit.ticketId, {
      clientId: read.data.clientId,
      bytes: proof.bytes,
      name: proof.name,
      bank: read.data.bank || null,
      senderName: read.data.senderName || null,
    })
  } catch (error) {
    if (error instanceof Refused) return await again(inWords(error, request))
    throw error
  }
  deps.changed()
  return await reply.redirect(`/t/${request.params.token}?ok=proof#invoice`, 303)
}

function inWords(error: Refused, request: FastifyRequest): string {
  const language = languageOf(request)
  if (error instanceof InvalidInput && error.fields[0])
    return say(`errors:field.${error.fields[0].message}`, {}, language)
  return canSay(`errors:${error.code}.detail`, language)
    ? say(`errors:${error.code}.detail`, error.params, language)
    : say('errors:INTERNAL.detail', {}, language)
}

/** Customers get a page, never JSON. */
async function showProblem(
  deps: Deps,
  error: unknown,
  request: Request,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const language = languageOf(request)
  const refused = asRefused(error)
  if (refused.status >= 500) request.log.error({ err: error, requestId: request.id }, 'link page failed')
  const company = await readCompany(deps.db)
  const key = refused.status === 404 ? 'unknown' : null
  const title = key
    ? say('pages:link.unknownTitle', {}, language)
    : say(`errors:${refused.code}.title`, refused.params, language)
  const detail = key ? say('pages:link.unknown', {}, language) : inWords(refused, request)
  const body = html`<h1>${title}</h1>
    <p class="note bad" role="alert">${detail}</p>
    ${key ? null : html`<a class="button second" href="/t/${request.params.token}">${say('pages:link.back', {}, language)}</a>`}`
  return await reply
    .code(refused.status)
    .type('text/html; charset=utf-8')
    .send(
      webPage({
        language,
        title,
        company: { name: company.legalName, code: company.code, line: say('pages:link.line', {}, language) },
        body,
      }),
    )
}
