import { expect, test } from 'vitest'
import { draftOf, EMPTY_DRAFT, faultsOf, workOf } from './handover-draft.ts'

const signature = new Blob(['s'], { type: 'image/png' })
const paper = new Blob(['p'], { type: 'image/jpeg' })

test('each kind of proof asks for its own fields', () => {
  expect(faultsOf(EMPTY_DRAFT)).toEqual(['workDone', 'signerName', 'signature'])
  expect(faultsOf({ ...EMPTY_DRAFT, workDone: 'x', proof: 'none', noSignatureReason: '  ' })).toEqual([
    'noSignatureReason',
  ])
  expect(faultsOf({ ...EMPTY_DRAFT, workDone: 'x', proof: 'paper' })).toEqual(['paper'])
  expect(faultsOf({ ...EMPTY_DRAFT, workDone: 'x', signerName: 'Ibu Rina', signature })).toEqual([])
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
