import { describe, expect, test } from 'vitest'
import type { FieldWork, Ticket } from '../../shared/api/shapes.ts'
import type { Work } from '../offline/queue-order.ts'
import { factsOf, nextStep, type Step } from './steps.ts'

const ME = 'andi'
const NONE = new Set<Step>()
const MOVES = {
  ASSIGNED: ['releaseJob', 'checkIn', 'requestExtension'],
  IN_PROGRESS: ['claimJob', 'releaseJob', 'checkIn', 'checkOut', 'handOver', 'requestExtension', 'markDone'],
  DONE: ['checkOut'],
  CANCELLED: [],
} as const

function ticket(state: keyof typeof MOVES, seat: Partial<Ticket['seats'][number]> = {}): Ticket {
  const mine = { technician: { id: ME, name: 'Andi', phone: null }, endedAt: null, endReason: null, ...seat }
  return {
    state,
    allowedMoves: [...MOVES[state]],
    seats: [mine],
    timeZone: 'Asia/Jakarta',
  } as unknown as Ticket
}

function work(change: Partial<FieldWork> = {}): FieldWork {
  return {
    attendance: [],
    photos: [],
    notes: [],
    bast: null,
    extensions: [],
    letters: [],
    missingForDone: ['CHECK_IN', 'BAST'],
    olderBast: [],
    demands: { photosBefore: 0, photosAfter: 0, secondProofNeeded: false },
    ...change,
  }
}

const attended = (checkOutAt: string | null, workDate = '2026-11-21') =>
  [
    { technician: { id: ME, name: 'Andi' }, checkInAt: 'x', checkOutAt, workDate },
  ] as unknown as FieldWork['attendance']
const photo = (kind: string) => ({ kind }) as unknown as FieldWork['photos'][number]
const bast = { id: 'b' } as unknown as FieldWork['bast']
const at = '2026-11-21T00:00:00Z'
const NOON = Date.parse('2026-11-21T05:00:00Z')
const CHECK_IN: Work = { kind: 'checkIn', at, location: null }
const BAST: Work = {
  kind: 'bast',
  at,
  workDone: 'x',
  openItems: '',
  signerName: '',
  signerPosition: '',
  noSignatureReason: 'x',
  signature: null,
  paper: null,
}

const next = (one: Ticket, done: FieldWork, waiting: Work[] = [], skipped = NONE) =>
  nextStep(factsOf(one, done, ME, waiting, NOON), skipped)

describe('the next step of a visit', () => {
  const here = attended(null)
  const before = [photo('BEFORE')]
  const both = [photo('BEFORE'), photo('AFTER')]

  test('goes from check-in to check-out', () => {
    const steps = [
      next(ticket('ASSIGNED'), work()),
      next(ticket('IN_PROGRESS'), work({ attendance: here, missingForDone: ['BAST'] })),
      next(ticket('IN_PROGRESS'), work({ attendance: here, photos: before, missingForDone: ['BAST'] })),
      next(ticket('IN_PROGRESS'), work({ attendance: here, photos: both, missingForDone: ['BAST'] })),
      next(ticket('IN_PROGRESS'), work({ attendance: here, photos: both, bast, missingForDone: [] })),
      next(
        ticket('DONE', { endedAt: at, endReason: 'DONE' }),
        work({ attendance: here, bast, missingForDone: [] }),
      ),
      next(
        ticket('DONE', { endedAt: at, endReason: 'DONE' }),
        work({ attendance: attended(at), bast, missingForDone: [] }),
      ),
    ]
    expect(steps).toEqual(['CHECK_IN', 'PHOTO_BEFORE', 'PHOTO_AFTER', 'BAST', 'DONE', 'CHECK_OUT', null])
  })

  test('is the same whether the work has arrived or still waits on the phone', () => {
    const photos: Work[] = (['BEFORE', 'AFTER'] as const).map((photoKind) => ({
      kind: 'photo',
      at,
      photoKind,
      photo: new Blob(),
    }))
    const visit: Work[] = [CHECK_IN, ...photos, BAST, { kind: 'done', at }]
    const steps = visit.map((_, count) => next(ticket('ASSIGNED'), work(), visit.slice(0, count)))
    expect([...steps, next(ticket('ASSIGNED'), work(), visit)]).toEqual([
      'CHECK_IN',
      'PHOTO_BEFORE',
      'PHOTO_AFTER',
      'BAST',
      'DONE',
      null,
    ])
  })

  test('photos may be skipped', () => {
    const skipped = new Set<Step>(['PHOTO_BEFORE', 'PHOTO_AFTER'])
    const done = work({ attendance: here, missingForDone: ['BAST'] })
    expect(next(ticket('IN_PROGRESS'), done, [], skipped)).toBe('BAST')
  })

  test('the second day begins with a check-in again', () => {
    const done = work({ attendance: attended(at, '2026-11-20'), photos: before, missingForDone: ['BAST'] })
    expect(next(ticket('IN_PROGRESS'), done)).toBe('CHECK_IN')
  })

  test('who has left the site can still write the BAST: there is one check-in a day', () => {
    const done = work({ attendance: attended(at), photos: both, missingForDone: ['BAST'] })
    expect(next(ticket('IN_PROGRESS'), done)).toBe('BAST')
    const waiting: Work[] = [CHECK_IN, { kind: 'checkOut', at, location: null }]
    expect(next(ticket('ASSIGNED'), work({ photos: both }), waiting)).toBe('BAST')
  })

  test('nothing for somebody who gave the seat back, nor for a cancelled job', () => {
    expect(next(ticket('ASSIGNED', { endedAt: at, endReason: 'RELEASED' }), work())).toBeNull()
    expect(next(ticket('CANCELLED'), work())).toBeNull()
  })

  test('a waiting BAST is no longer missing for Selesai', () => {
    const facts = factsOf(ticket('IN_PROGRESS'), work({ attendance: here, missingForDone: ['BAST'] }), ME, [
      BAST,
    ])
    expect(facts.missing).toEqual([])
  })
})

describe('what admin asks for', () => {
  const demands = { photosBefore: 0, photosAfter: 1, secondProofNeeded: true }
  const started = () => work({ attendance: attended(null), missingForDone: ['PHOTO_AFTER', 'BAST'], demands })
  const AFTER: Work = { kind: 'photo', at, photoKind: 'AFTER', photo: new Blob(['x']) }
  const missingWith = (...waiting: Work[]) =>
    factsOf(ticket('IN_PROGRESS'), started(), ME, waiting, NOON).missing

  test('counts what still waits on the phone', () => {
    expect(missingWith()).toEqual(['PHOTO_AFTER', 'BAST'])
    expect(missingWith(AFTER)).toEqual(['BAST'])
    // nobody signed and nobody saw it
    expect(missingWith(AFTER, BAST)).toEqual(['SECOND_PROOF'])
    expect(missingWith(AFTER, { ...BAST, witnessName: 'Pak RT' } as Work)).toEqual([])
  })

  test('cannot be passed over', () => {
    const facts = factsOf(ticket('IN_PROGRESS'), started(), ME, [], NOON)
    expect(nextStep(facts, new Set<Step>(['PHOTO_BEFORE', 'PHOTO_AFTER']))).toBe('PHOTO_AFTER')
  })
})
