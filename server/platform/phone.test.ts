import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { maskPhone, phoneDigitsForSearch, phonesIn, readPhone, showPhone } from './phone.ts'

const read = (raw: string) => readPhone(raw, { defaultCountry: 'ID' })
const BUDI = '+6281234567890'

describe('one number in every spelling', () => {
  test.each([
    '0812-3456-7890',
    '0812 3456 7890',
    '0812.3456.7890',
    '(0812) 3456 7890',
    '08 12 34 56 78 90',
    '0812–3456–7890',
    '+62 812-3456-7890',
    '6281234567890',
    '62 812 3456 7890',
    '81234567890',
    '+62 (0)812 3456 7890',
    '62081234567890',
    '+62 0812 3456 7890',
    '(+62)81234567890',
    'wa.me/6281234567890',
    'https://wa.me/6281234567890?text=Halo%2012',
    'https://api.whatsapp.com/send?phone=6281234567890&text=halo',
    'WA: 081234567890',
    'wa081234567890',
    '081234567890 (Budi)',
    '6281234567890@s.whatsapp.net',
    '6281234567890:12@s.whatsapp.net',
    '٠٨١٢٣٤٥٦٧٨٩٠',
    '۰۸۱۲۳۴۵۶۷۸۹۰',
    '０８１２３４５６７８９０',
    '\u202a+62 812\u2011 3456-7890\u202c',
    '0812\u00a03456\u00a07890',
    '006281234567890',
    '00162 812 3456 7890',
    '00762-812-3456-7890',
    '00862 81234567890',
    '01762 81234567890',
    '01017 62 81234567890',
    '081234567890 / 081345678901',
    '081234567890 atau 081345678901',
    '081234567890, 081345678901',
    '0812 3456 7890 0813 4567 8901',
    '0812_3456_7890',
    '0812,3456,7890',
    'tel:+6281234567890',
    'no. 2: 081234567890',
  ])('%s', (raw) => expect(read(raw)).toEqual({ ok: true, e164: BUDI, type: 'MOBILE' }))
})

test.each([
  ['0811234567', '+62811234567', 'MOBILE'],
  ['0812345678901', '+62812345678901', 'MOBILE'],
  ['021-5551234', '+62215551234', 'FIXED_LINE'],
  ['(0274) 512345', '+62274512345', 'FIXED_LINE'],
  ['0361 234567', '+62361234567', 'FIXED_LINE'],
  ['62811123456', '+62811123456', 'MOBILE'],
  ['1500123', '+621500123', 'UAN'],
  ['0800-1234567', '+628001234567', 'TOLL_FREE'],
  ['+65 8123 4567', '+6581234567', 'MOBILE'],
  ['0065 8123 4567', '+6581234567', 'MOBILE'],
  ['00 60 12-345 6789', '+60123456789', 'MOBILE'],
  ['0044 7911 123456', '+447911123456', 'MOBILE'],
  ['+1 415 555 2671', '+14155552671', 'FIXED_LINE_OR_MOBILE'],
])('%s is %s %s', (raw, e164, type) => expect(read(raw)).toEqual({ ok: true, e164, type }))

test.each([
  ['081123456', 'INVALID'],
  ['08123456789012', 'INVALID'],
  ['5551234', 'INVALID'],
  // the way out to Singapore, or a number of the United States
  ['001 65 8123 4567', 'INVALID'],
  ['085', 'INVALID'],
  ['+62', 'INVALID'],
  ['0812 3456 789o', 'LETTERS'],
  ['o812 3456 7890', 'LETTERS'],
  ['0812 34O5 67890123', 'LETTERS'],
  ['0812o34567890', 'LETTERS'],
  ['123456789012345@lid', 'INVALID'],
  ['6281234567890@lid', 'INVALID'],
  ['081234567890@example.com', 'INVALID'],
  ['3174012345678901', 'INVALID'],
  ['', 'MISSING'],
  ['Budi', 'MISSING'],
])('%s is refused: %s', (raw, why) => expect(read(raw)).toEqual({ ok: false, why }))

test('a wrong digit too many never yields the number in front of it', () => {
  expect(read('0812 3456 7890 123').ok).toBe(false)
})

describe('several numbers', () => {
  test.each([
    ['081234567890 / 021-5551234', [BUDI, '+62215551234']],
    ['081234567890 atau 0813 4567 8901', [BUDI, '+6281345678901']],
    ['0812-3456-7890, 0812-3456-7890', [BUDI]],
    ['081234567890 081345678901', [BUDI, '+6281345678901']],
    ['WA 081234567890\nRumah (021) 5551234', [BUDI, '+62215551234']],
    ['Jl. Melati No. 5 RT 02 RW 03, 40123', []],
  ])('%s', (raw, numbers) => expect(phonesIn(raw).map((one) => one.e164)).toEqual(numbers))
})

test.each([
  [BUDI, '0812-3456-7890', '0812-****-7890'],
  ['+62811123456', '0811-123-456', '0811-***-456'],
  ['+6281212345678', '0812-1234-5678', '0812-****-5678'],
  ['+62812345678901', '0812-3456-78901', '0812-****-78901'],
  ['+62215551234', '(021) 5551234', '(021) ***1234'],
  ['+6581234567', '+65 8123 4567', '+65 **** 4567'],
  ['unknown', 'unknown', 'unknown'],
])('%s is shown as %s and masked as %s', (e164, shown, masked) => {
  expect(showPhone(e164)).toBe(shown)
  expect(maskPhone(e164)).toBe(masked)
})

describe('fragments for a search', () => {
  test.each(['0812', '62812', '+62812', '812', '0812-34', '+62 (0)812', '7890', '0062812', '4567', '٠٨١٢'])(
    '%s finds the stored number',
    (raw) => {
      expect(phoneDigitsForSearch(raw)).not.toBe('')
      expect(BUDI).toContain(phoneDigitsForSearch(raw))
    },
  )
  test.each(['', '08', 'Melati 12', 'Budi', '+'])('%s is no fragment', (raw) =>
    expect(phoneDigitsForSearch(raw)).toBe(''),
  )
  it('finds a number of another country by the way out', () =>
    expect(phoneDigitsForSearch('0065 8123')).toBe('658123'))
  it('does not find another number', () => expect(BUDI).not.toContain(phoneDigitsForSearch('0813')))
})

const mobile = fc
  .tuple(
    fc.constantFrom('811', '812', '813', '821', '852', '857', '878', '881', '896'),
    fc.integer({ min: 7, max: 9 }),
  )
  .chain(([prefix, length]) =>
    fc.tuple(fc.constant(prefix), fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))),
  )
  .map(([prefix, rest]) => prefix + rest)
  .filter((local) => read(`+62${local}`).ok)

test('all spellings of a valid number are the same number', () => {
  const separator = fc.constantFrom('', ' ', '-', '.', '_', '\u00a0')
  const prefix = fc.constantFrom(
    '0',
    '',
    '62',
    '+62',
    '+62 ',
    '+62 (0)',
    '620',
    '0062',
    '00162',
    '(+62)',
    'wa.me/62',
  )
  fc.assert(
    fc.property(mobile, prefix, separator, fc.integer({ min: 2, max: 5 }), (local, front, between, size) => {
      const groups = local.match(new RegExp(`.{1,${size}}`, 'g')) ?? []
      expect(read(front + groups.join(between))).toEqual({ ok: true, e164: `+62${local}`, type: 'MOBILE' })
    }),
  )
})

test('what is shown reads back, and the mask hides something', () => {
  fc.assert(
    fc.property(mobile, (local) => {
      expect(read(showPhone(`+62${local}`))).toMatchObject({ e164: `+62${local}` })
      expect(maskPhone(`+62${local}`)).toMatch(/\*{3,}/)
      expect(`+62${local}`).toContain(phoneDigitsForSearch(`0${local.slice(0, 5)}`))
    }),
  )
})

test('never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (raw) => {
      expect(typeof readPhone(raw).ok).toBe('boolean')
      phonesIn(raw)
      phoneDigitsForSearch(raw)
      expect(maskPhone(raw).length).toBeGreaterThanOrEqual(0)
    }),
  )
})
