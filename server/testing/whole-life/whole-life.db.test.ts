import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Staff } from '../../platform/actor.ts'
import { testDatabase } from '../index.ts'
import { INVOICE_ACTS, offered, TICKET_ACTS } from './acts.ts'
import { brokenLaws } from './laws.ts'
import { beginStory, openWorld, type Story } from './world.ts'

/*
 * A small model of a ticket's whole life, beside the one in the code: people of every role press buttons, offered ones
 * and others, on jobs that get in each other's way. After every press the server has to agree with the model on what
 * may happen, and no law of the data may be broken.
 */
const database = await testDatabase()
const world = await openWorld(database)
const { db } = world

/** What an offered button may still answer, because only trying it can tell. */
const MAY_STILL_REFUSE: Readonly<Record<string, RegExp>> = {
  markDone: /^DONE_NEEDS_/,
  decideExtension: /^CREW_COLLISION$/,
  reopen: /^CREW_TAKEN$/,
}
/** The model: where a ticket may come from and where an accepted act leads. Typed anew on purpose. */
const LEADS: Readonly<Record<string, { from: string; to: (facts: Facts) => string }>> = {
  changeDetails: { from: 'OPEN ASSIGNED IN_PROGRESS', to: same },
  claimJob: {
    from: 'OPEN IN_PROGRESS',
    to: (facts) => (facts.state === 'OPEN' && facts.free === 1 ? 'ASSIGNED' : facts.state),
  },
  releaseJob: { from: 'OPEN ASSIGNED IN_PROGRESS', to: afterLeaving },
  requestReplacement: { from: 'OPEN ASSIGNED IN_PROGRESS', to: afterLeaving },
  checkIn: { from: 'OPEN ASSIGNED IN_PROGRESS', to: () => 'IN_PROGRESS' },
  checkOut: { from: 'IN_PROGRESS DONE', to: same },
  handOver: { from: 'IN_PROGRESS', to: same },
  requestExtension: { from: 'ASSIGNED IN_PROGRESS', to: same },
  decideExtension: { from: 'OPEN ASSIGNED IN_PROGRESS', to: same },
  markDone: { from: 'IN_PROGRESS', to: () => 'DONE' },
  reopen: { from: 'DONE', to: () => 'IN_PROGRESS' },
  draftInvoice: { from: 'DONE', to: same },
  close: { from: 'DONE', to: () => 'CLOSED' },
  cancel: { from: 'OPEN ASSIGNED', to: () => 'CANCELLED' },
}
const INVOICE_BY: Readonly<Record<string, string>> = {
  submit: 'cs admin',
  approve: 'sales admin',
  requestRevision: 'sales admin',
  send: 'cs admin',
  recordPayment: 'cs admin',
  void: 'cs admin',
}
const BY: Readonly<Record<string, string>> = {
  claimJob: 'technician',
  releaseJob: 'technician',
  checkIn: 'technician',
  checkOut: 'technician',
  handOver: 'technician',
  requestExtension: 'technician',
  markDone: 'technician',
}

type Facts = { state: string; free: number; started: number; events: number; ledger: number }
type Press = { who: number; ticket: number; pick: number; honest: boolean }

function same(facts: Facts): string {
  return facts.state
}
/** Whoever leaves: with others at work it goes on, else it is open again. */
function afterLeaving(facts: Facts): string {
  return facts.state === 'IN_PROGRESS' && facts.started > 0 ? 'IN_PROGRESS' : 'OPEN'
}

async function factsOf(ticketId: string): Promise<Facts> {
  const found = await sql<Facts>`select t.state, cardinality(t.free_seats) as free,
      (select count(*) from assignments a where a.ticket_id = t.id and a.ended_at is null and a.started_at is not null)::int as started,
      (select count(*) from events e where e.ticket_id = t.id)::int as events,
      (select count(*) from claim_attempts c where c.ticket_id = t.id)::int as ledger
    from tickets t where t.id = ${ticketId}`.execute(db)
  return found.rows[0] as Facts
}

/** Presses one button and compares what came of it with the model. */
async function press(story: Story, one: Press): Promise<string> {
  const who = story.staff[one.who % story.staff.length] as Staff
  const ticketId = story.tickets[one.ticket % story.tickets.length] as string
  const shown = await offered(world, who, ticketId)
  const known = [
    ...shown.ticket.filter((move) => move in TICKET_ACTS),
    ...shown.invoice.filter((move) => move in INVOICE_ACTS),
  ]
  const move = chosen(one, known)
  const act = TICKET_ACTS[move] ?? INVOICE_ACTS[move]
  const before = await factsOf(ticketId)
  const answer = await act?.(world, who, ticketId, one.pick)
  if (!answer) return `${who.name} ${move}: nothing to do it to`
  await world.issueLetters()
  const after = await factsOf(ticketId)
  const told = `${who.name} (${who.role}) ${move} in ${before.state}: ${answer.status} ${answer.status < 300 ? '' : answer.text}`
  expect(answer.status, told).toBeLessThan(500)
  if (answer.status < 300) mustHaveBeenRight(who, move, before, after, known, told)
  else mustHaveChangedNothing(answer.json()['code'], move, before, after, known, told)
  // every race is in the ledger, and nothing else is
  const raced = move === 'claimJob' && ![403, 404].includes(answer.status)
  expect(after.ledger - before.ledger, `ledger after ${told}`).toBe(raced ? 1 : 0)
  expect(await brokenLaws(db), `laws after ${told}`).toEqual([])
  return told
}

/** What ends a story is pressed rarely, or most stories would be short. */
function chosen(one: Press, known: readonly string[]): string {
  const sensible = one.pick % 8 === 0 ? known : known.filter((move) => !ENDINGS.has(move))
  const choice = one.honest && sensible.length > 0 ? sensible : EVERYTHING
  return choice[Math.floor(one.pick / 8) % choice.length] as string
}
const ENDINGS = new Set(['cancel', 'void'])
const EVERYTHING = [...Object.keys(TICKET_ACTS), ...Object.keys(INVOICE_ACTS)]

function mustHaveBeenRight(
  who: Staff,
  move: string,
  before: Facts,
  after: Facts,
  known: readonly string[],
  told: string,
): void {
  // a phone that says the same again after a lost answer is answered kindly, and nothing happens twice
  if (!known.includes(move)) return expect(after, `accepted though not offered: ${told}`).toEqual(before)
  expect(after.events, `no event of ${told}`).toBeGreaterThan(before.events)
  const rule = LEADS[move]
  const by = rule ? (BY[move] ?? 'cs admin') : (INVOICE_BY[move] ?? '')
  expect(by.split(' '), `wrong person: ${told}`).toContain(who.role)
  expect(rule?.from.split(' ') ?? ['DONE'], `wrong state: ${told}`).toContain(before.state)
  const leaver = move === 'releaseJob' || move === 'requestReplacement'
  expect(after.state, told).toBe(
    rule?.to(leaver ? { ...before, started: after.started } : before) ?? before.state,
  )
}

function mustHaveChangedNothing(
  code: unknown,
  move: string,
  before: Facts,
  after: Facts,
  known: readonly string[],
  told: string,
): void {
  expect({ ...after, ledger: 0 }, `a refusal changed something: ${told}`).toEqual({ ...before, ledger: 0 })
  if (known.includes(move))
    expect(String(code), `refused though offered: ${told}`).toMatch(MAY_STILL_REFUSE[move] ?? /^never$/)
}

/** Everybody presses Ambil Job at once. */
async function rush(story: Story, ticket: number): Promise<string> {
  const ticketId = story.tickets[ticket % story.tickets.length] as string
  const technicians = story.staff.filter((one) => one.role === 'technician')
  const before = await factsOf(ticketId)
  const answers = await Promise.all(
    technicians.map((who) => world.call(who, 'POST', `/api/v1/tickets/${ticketId}/claim`)),
  )
  await world.issueLetters()
  const after = await factsOf(ticketId)
  const won = answers.filter((answer) => answer.status < 300).length
  const told = `a rush in ${before.state} with ${before.free} free: ${answers.map((answer) => answer.status).join(' ')}`
  expect(before.free - after.free, told).toBe(won)
  expect(after.ledger - before.ledger, `ledger after ${told}`).toBe(technicians.length)
  expect(await brokenLaws(db), `laws after ${told}`).toEqual([])
  return told
}

const STORIES = Number(process.env['GSS_STORIES'] ?? 0)
const presses = fc.record({
  who: fc.nat(6),
  ticket: fc.nat(2),
  pick: fc.nat(10_000),
  // mostly what the screens offer, or no story would get far
  honest: fc.integer({ min: 0, max: 9 }).map((n) => n > 1),
})
const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('press' as const), press: presses }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rush' as const), ticket: fc.nat(2) }) },
)

it('keeps every law of the data, whoever presses whatever', { timeout: 240_000 }, async () => {
  const done = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 }),
      fc.array(step, { minLength: 30, maxLength: 50, size: 'max' }),
      async (quotas, steps) => {
        const story = await beginStory(world, quotas)
        const told: string[] = []
        try {
          for (const one of steps)
            told.push(one.kind === 'press' ? await press(story, one.press) : await rush(story, one.ticket))
        } catch (error) {
          throw new Error(`${told.slice(-12).join('\n')}\n=> ${String(error)}`, { cause: error })
        }
        for (const line of told) if (/: 20[01] $/.test(line)) done.add(/\) (\w+) in/.exec(line)?.[1] ?? '')
      },
    ),
    // the same stories each time; GSS_STORIES=200 tells that many new ones
    STORIES ? { numRuns: STORIES, endOnFailure: true } : { numRuns: 6, seed: 20_261_128, endOnFailure: true },
  )
  // stories in which nothing happens prove nothing
  expect(done.size, [...done].join()).toBeGreaterThan(7)
})
