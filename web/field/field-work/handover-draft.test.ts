import { expect, test } from 'vitest'
import { draftOf, EMPTY_DRAFT, faultsOf, newPart, readQuantity, workOf } from './handover-draft.ts'

const signature = new Blob(['s'], { type: 'image/png' })
const paper = new Blob(['p'], { type: 'image/jpeg' })

test('each kind of proof asks for its own fields', () => {
  expect(faultsOf(EMPTY_DRAFT)).toEqual(['workDone', 'signerName', 'signature', 'consent'])
  expect(faultsOf({ ...EMPTY_DRAFT, workDone: 'x', proof: 'none', noSignatureReason: '  ' })).toEqual([
    'noSignatureReason',
  ])
  expect(faultsOf({ ...EMPTY_DRAFT, workDone: 'x', proof: 'paper' })).toEqual(['paper'])
  expect(
    faultsOf({ ...EMPTY_DRAFT, workDone: 'x', signerName: 'Ibu Rina', signature, consent: true }),
  ).toEqual([])
})

test('only what belongs to the chosen proof is sent', () => {
  const full = {
    ...EMPTY_DRAFT,
    workDone: ' Ganti AC ',
    signerName: 'Rina',
    noSignatureReason: 'tidak ada',
    signature,
    paper,
  }
  expect(workOf({ ...full, proof: 'none' }, 'now')).toMatchObject({
    workDone: 'Ganti AC',
    signerName: '',
    noSignatureReason: 'tidak ada',
    signature: null,
    paper: null,
  })
  expect(workOf({ ...full, proof: 'paper' }, 'now')).toMatchObject({
    noSignatureReason: '',
    signature: null,
    paper,
  })
  expect(workOf({ ...full, proof: 'signature' }, 'now')).toMatchObject({ signature, paper: null })
})

test('a refused BAST comes back as the draft it was', () => {
  for (const proof of ['signature', 'none', 'paper'] as const) {
    const draft = {
      ...EMPTY_DRAFT,
      workDone: 'x',
      signerName: 'R',
      noSignatureReason: 'y',
      signature,
      paper,
      proof,
    }
    expect(draftOf(workOf(draft, 'now')).proof).toBe(proof)
  }
})

test.each([
  ['1', 1],
  ['2,5', 2.5],
  [' 0.25 ', 0.25],
  ['100000', 100_000],
  ['0', null],
  ['1,234', null],
  ['dua', null],
  ['', null],
])('a quantity written %j is %j', (written, quantity) => {
  expect(readQuantity(written)).toBe(quantity)
})

test('parts are sent as they were written, empty rows are not', () => {
  const parts = [
    { ...newPart(), description: ' Kapasitor ', quantity: '2,5', serialNumber: 'A1' },
    { ...newPart() },
  ]
  const work = workOf({ ...EMPTY_DRAFT, parts }, 'now')
  expect(work.parts).toEqual([{ description: 'Kapasitor', quantity: 2.5, unit: 'pcs', serialNumber: 'A1' }])
  expect(workOf(draftOf(work), 'now').parts).toEqual(work.parts)
  const bad = [{ ...newPart(), description: 'Pipa', quantity: 'banyak' }]
  expect(faultsOf({ ...EMPTY_DRAFT, parts: bad })).toContain('parts')
})
