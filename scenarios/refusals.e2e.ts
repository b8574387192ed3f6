import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Caller, Problem } from './stage/api.ts'
import { NOBODY, type Operation, readOperations } from './stage/operations.ts'
import { openStage, type Stage } from './stage.ts'
import { publish } from './story/race.ts'

const ACCOUNTS = { admin: 'admin', cs: 'cs1', technician: 'ts1', sales: 'sales1', manager: 'manager1' }
const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0
type Role = keyof typeof ACCOUNTS

/** What must not work, does not: said clearly, in one form, and without a trace in the data. */
describe('Refusals of the HTTP interface', () => {
  let stage: Stage
  let stranger: Caller
  let operations: Operation[]
  const as = {} as Record<Role, Caller>
  beforeAll(async () => {
    stage = await openStage('refusals')
    stranger = await stage.api()
    for (const [role, username] of Object.entries(ACCOUNTS)) as[role as Role] = await stage.api(username)
    operations = await readOperations(stage.product.url)
  })
  afterAll(async () => await stage?.close())

  const allowed = (operation: Operation) => as[(operation.roles[0] ?? 'cs') as Role]
  const named = ({ method, path }: Operation) => `${method} ${path}`

  /** The answer is a problem of this status, in the one form that all have. */
  function expectProblem(answer: Answer<unknown>, status: number, what: string): Problem {
    expect(`${what}: ${answer.status}`).toBe(`${what}: ${status}`)
    expect(answer.type, what).toMatch(/^application\/problem\+json/)
    const problem = answer.body as Problem & { status: number; title: string; type: string }
    expect(problem, what).toMatchObject({ status })
    for (const text of [problem.type, problem.title, problem.code, problem.detail])
      expect(text, what).toBeTruthy()
    return problem
  }

  function expectFields(answer: Answer<unknown>, what: string): void {
    const problem = expectProblem(answer, 422, what)
    expect(problem.errors?.length ?? 0, what).toBeGreaterThan(0)
    for (const error of problem.errors ?? []) expect(error.message, what).toMatch(/\w.*\.$/)
  }

  it('knows the operations', () => {
    expect(operations.length).toBeGreaterThan(60)
    expect(operations.filter((one) => one.takesBody).length).toBeGreaterThan(20)
  })

  it('reads every list and overview for whoever may, so that a refusal below is no accident', async () => {
    const readable = operations.filter(
      (one) => one.method === 'GET' && !one.hasId && !one.needsQuery && one.roles.length > 0,
    )
    expect(readable.length).toBeGreaterThan(12)
    for (const operation of readable)
      for (const role of operation.roles as Role[]) {
        const { status } = await as[role].call('GET', operation.path)
        expect(`${named(operation)} as ${role}: ${status}`).toBe(`${named(operation)} as ${role}: 200`)
      }
  })

  it('401 for a stranger, on every operation', async () => {
    for (const operation of operations)
      expectProblem(await stranger.call(operation.method, operation.path), 401, named(operation))
  })

  it('403 for every role that is not named, on every operation', async () => {
    let refused = 0
    for (const operation of operations.filter((one) => one.roles.length > 0))
      for (const role of Object.keys(ACCOUNTS) as Role[]) {
        if (operation.roles.includes(role)) continue
        const what = `${named(operation)} as ${role}`
        expect(expectProblem(await as[role].call(operation.method, operation.path), 403, what).code).toBe(
          'NOT_ALLOWED',
        )
        refused++
      }
    expect(refused).toBeGreaterThan(80)
  })

  it.for([
    ['a text instead of an object', '"sampah"'],
    ['a list instead of an object', '[1, 2, 3]'],
    ['broken JSON', '{"judul": '],
  ] as const)('422 with the fields for %s, wherever there is a body', async ([what, body]) => {
    for (const operation of operations.filter((one) => one.takesBody && one.method !== 'DELETE')) {
      const answer = await allowed(operation).raw(operation.method, operation.path, body)
      expectFields(answer, `${named(operation)}, ${what}`)
    }
  })

  it('422 with the fields for nothing at all, wherever something is needed', async () => {
    const needing = operations.filter((one) => one.needsBody)
    expect(needing.length).toBeGreaterThan(12)
    for (const operation of needing)
      for (const body of ['{}', ''])
        expectFields(
          await allowed(operation).raw(operation.method, operation.path, body),
          `${named(operation)} with "${body}"`,
        )
  })

  it('422 for a form without its fields, and for JSON in place of a form', async () => {
    const forms = operations.filter((one) => /\/(photos|bast)$/.test(one.path) && one.method === 'POST')
    expect(forms).toHaveLength(2)
    for (const operation of forms) {
      expectFields(await allowed(operation).call('POST', operation.path, new FormData()), named(operation))
      expectFields(await allowed(operation).call('POST', operation.path, {}), named(operation))
    }
  })

  it('404 for what does not exist, and for an id that is none', async () => {
    const withId = operations.filter((one) => one.hasId && !one.takesBody && !one.needsQuery)
    for (const operation of withId) {
      const answer = await allowed(operation).call(operation.method, operation.path)
      // what belongs to something that is not there may just be nothing: {items: []}, {invoice: null}
      const nothing = Object.values(answer.body).every((value) => value === null || isEmpty(value))
      if (answer.status === 200 && nothing) continue
      // a form is read before anything is looked up
      if (answer.status === 422) expectFields(answer, named(operation))
      else expectProblem(answer, 404, named(operation))
      const none = operation.path.replace(NOBODY, 'bukan-id')
      expectProblem(await allowed(operation).call(operation.method, none), 404, `${operation.method} ${none}`)
    }
  })

  it('404 for what one may not see', async () => {
    const ticket = await publish(stage, 1, 1)
    await (await stage.api('ts2')).post(`/tickets/${ticket.id}/claim`)
    for (const path of ['', '/field-work', '/assignment-letter.pdf'])
      expectProblem(
        await as.technician.call('GET', `/tickets/${ticket.id}${path}`),
        404,
        `technician ${path}`,
      )
    const invoice = await draftOn(ticket.id)
    for (const path of [`/invoices/${invoice}`, `/invoices/${invoice}.pdf`])
      expectProblem(await as.sales.call('GET', path), 404, `sales ${path}`)
    await as.cs.post(`/invoices/${invoice}/submit`)
    expect((await as.sales.call('GET', `/invoices/${invoice}`)).status).toBe(200)
  })

  it('409 with its code for a move that is not possible now', async () => {
    const ticket = await publish(stage, 2, 1)
    const refused = async (who: Caller, path: string, code: string, body?: unknown) =>
      expect(expectProblem(await who.call('POST', path, body), 409, path).code).toBe(code)
    await refused(as.cs, `/tickets/${ticket.id}/close`, 'WRONG_STATE')
    await refused(as.cs, `/tickets/${ticket.id}/reopen`, 'WRONG_STATE', { reason: 'coba' })
    const lines = [{ description: 'Jasa', kind: 'SERVICE', quantity: 1, unit: 'unit', unitPrice: 1000 }]
    await refused(as.cs, `/tickets/${ticket.id}/invoice`, 'WRONG_STATE', { lines })
    const ts3 = await stage.api('ts3')
    await ts3.post(`/tickets/${ticket.id}/claim`)
    await refused(ts3, `/tickets/${ticket.id}/claim`, 'ALREADY_CLAIMED')
    await refused(as.technician, `/tickets/${ticket.id}/claim`, 'POOL_FULL')
    await refused(ts3, `/tickets/${ticket.id}/check-out`, 'NOT_CHECKED_IN', { clientId: `co-${ticket.id}` })
    await refused(ts3, `/tickets/${ticket.id}/done`, 'DONE_NEEDS_CHECK_IN')
    const answer = await as.cs.call<Problem>('PATCH', `/tickets/${ticket.id}`, { title: 'Judul lain' })
    expect(expectProblem(answer, 409, 'change').code).toBe('TICKET_TAKEN')
    const invoice = await draftOn(ticket.id)
    await refused(as.cs, `/invoices/${invoice}/send`, 'WRONG_INVOICE_STATE')
    await refused(as.cs, `/tickets/${ticket.id}/invoice`, 'INVOICE_EXISTS', { lines })
    await refused(as.cs, `/tickets/${ticket.id}/close`, 'NOT_PAID')
  })

  it('left the server without an error of its own', () => {
    expect(stage.product.errors()).toEqual([])
  })

  /** Has the ticket worked off by whoever holds it, and drafts its invoice; answers the id. */
  async function draftOn(ticketId: string): Promise<string> {
    const { seats } = await as.cs.get<{ seats: { technician: { name: string } }[] }>(`/tickets/${ticketId}`)
    const worker = await stage.api(seats[0]?.technician.name === 'Budi Hartono' ? 'ts2' : 'ts3')
    await worker.post(`/tickets/${ticketId}/check-in`, { clientId: `ci-${ticketId}` })
    const paper = new FormData()
    paper.set('clientId', `bast-${ticketId}`)
    paper.set('workDone', 'Perawatan berkala')
    paper.set('noSignatureReason', 'Pelanggan tidak di tempat')
    await worker.post(`/tickets/${ticketId}/bast`, paper)
    await worker.post(`/tickets/${ticketId}/done`)
    const line = { description: 'Perawatan', kind: 'SERVICE', quantity: 1, unit: 'unit', unitPrice: 250_000 }
    return (await as.cs.post<{ id: string }>(`/tickets/${ticketId}/invoice`, { lines: [line] })).id
  }
})
