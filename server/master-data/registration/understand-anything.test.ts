import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Draft,
  EMPTY_DRAFT,
  isComplete,
  type Outcome,
  type Question,
  readDraft,
  replyTo,
  understandMessage,
} from './index.ts'
import { say } from '../../platform/texts.ts'

const current = { name: 'Budi Santoso', address: 'Jl. Melati No. 5, Bandung', company: null, email: null }
const STRANGER = { known: false, inactive: false, phoneKnown: true }
const CUSTOMER = { known: true, inactive: false, phoneKnown: true, current }
const SENDERS = [
  STRANGER,
  CUSTOMER,
  { ...STRANGER, phoneKnown: false },
  { ...CUSTOMER, known: false, inactive: true },
]
const QUESTIONS: (Question | null)[] = [
  null,
  'FORM',
  'NAME',
  'ADDRESS',
  'GUESS',
  'SWAP',
  'PHONE',
  'COMPLAINT',
  'UPDATE',
  'CONFIRM_UPDATE',
  'REACTIVATE',
]
const register = (text: string) => understandMessage({ kind: 'text', text, sender: STRANGER, draft: null })

const word = fc.constantFrom(
  'DAFTAR',
  'daftr',
  'LAPOR',
  'UBAH',
  'Nama:',
  'Alamat:',
  'Email:',
  'Keluhan:',
  '#',
  '##',
  '|',
  ';',
  ',',
  '-',
  '\n',
  '\n\n',
  ' ',
  'Budi',
  'Ibu Anisa',
  'Jl. Melati No. 5',
  'Bandung',
  'RT 01/02',
  'PT Maju',
  'a@b.co',
  '0812-3456-7890',
  'AC bocor',
  'terima kasih',
  'ya',
  'tidak',
  'halo',
  'contoh',
  '*',
  '_',
  '🙏',
  '\u200b',
  '\u00a0',
  '[',
  ']',
  '"',
  '5',
  'https://x.example',
  '?',
  'Pak',
  'xxx',
  '...',
)
const composed = fc.array(word, { maxLength: 14 }).map((words) => words.join(''))
const anything = fc.oneof(
  composed,
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
)
const draft: fc.Arbitrary<Draft> = fc.record({
  fields: fc.constantFrom<Draft['fields']>(
    {},
    { name: 'Sari' },
    { address: 'Jl. Mawar No. 8 Bekasi' },
    { name: 'Sari', address: 'Jl. Mawar No. 8 Bekasi' },
  ),
  open: fc.constantFrom(...QUESTIONS),
  complaint: fc.constantFrom(null, 'pompa mati'),
  notes: fc.constant([]),
  failures: fc.nat(3),
})
const kind = fc.constantFrom(
  'text',
  'image',
  'location',
  'contacts',
  'sticker',
  'button',
  'interactive',
  'unheard-of',
  '',
)
const tokens = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []
const letters = (text: string) => tokens(text).join('')

test('any message of anybody in any state: no exception, plain JSON, nothing invented, an answer that fits', () => {
  fc.assert(
    fc.property(anything, kind, fc.constantFrom(...SENDERS), draft, (text, what, sender, before) => {
      const outcome = understandMessage({ kind: what, text, sender, draft: before })
      expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome)
      const given = letters([text, ...Object.values(before.fields), before.complaint ?? ''].join(' '))
      const fields = outcome.kind === 'ask' ? outcome.draft.fields : 'fields' in outcome ? outcome.fields : {}
      for (const key of ['name', 'address', 'company', 'email'] as const) {
        for (const token of tokens(fields[key] ?? '')) expect(given).toContain(token)
      }
      if (outcome.kind === 'ask')
        expect(readDraft(outcome.draft)).toEqual({ ...outcome.draft, notes: readDraft(outcome.draft).notes })
      const reply = replyTo(outcome, sender.known ? current : null)
      for (const language of ['id', 'en'] as const) {
        const said = reply === null ? '' : say(`chat:${reply.key}`, reply.params, language)
        expect(said.split('\n').length).toBeLessThanOrEqual(8)
        expect(said).not.toContain(`registration.${reply?.key}`)
      }
      expect(typeof isComplete(text)).toBe('boolean')
    }),
    { numRuns: 1500 },
  )
})

test('what was registered reads back the same from its own echo and from the short form', () => {
  fc.assert(
    fc.property(composed, (text) => {
      const outcome = register(`DAFTAR${text}`)
      if (outcome.kind !== 'registered') return
      const reply = replyTo(outcome)
      const echoed = register(say(`chat:${reply?.key}`, reply?.params))
      expect(echoed).toMatchObject({
        kind: 'registered',
        fields: { ...outcome.fields, salutation: null, otherPhone: null },
      })
      const known = {
        ...current,
        name: outcome.fields.name,
        address: outcome.fields.address,
        company: outcome.fields.company,
        email: outcome.fields.email,
      }
      const own = understandMessage({
        kind: 'text',
        text: say(`chat:${reply?.key}`, reply?.params),
        sender: { ...CUSTOMER, current: known },
        draft: null,
      })
      expect(own).toMatchObject({ kind: 'ask', ask: 'alreadyRegistered' })
    }),
    // the same texts each time: what only turns up once in a hundred thousand must not stop somebody else's change
    { numRuns: 3000, seed: 20_261_128 },
  )
})

const name = fc
  .tuple(
    fc.constantFrom('Budi', 'Anisa', 'Made', "Nur'aini", 'H. Ahmad'),
    fc.constantFrom('', ' Santoso', ' Putri Lestari', ', S.T.'),
  )
  .map((parts) => parts.join(''))
const address = fc
  .tuple(
    fc.constantFrom('Jl. Melati', 'Gg. Mawar', 'Kp. Cikole', 'Perum Griya Asri Blok C', 'Dago Asri'),
    fc.integer({ min: 1, max: 250 }),
    fc.constantFrom('', ', RT 01/RW 02', ' (depan masjid)'),
    fc.constantFrom(' Bandung', ', Kota Bekasi 17111'),
  )
  .map(([street, number, area, city]) => `${street} No. ${number}${area}${city}`)

test('DAFTAR#name#address always registers exactly that, whatever noise surrounds it', () => {
  const gap = fc.constantFrom('', ' ', '  ', '\u00a0', '\u200b', ' 🙏 ', '\n')
  const noise = fc.constantFrom('', '🙏', '😊 ', '\u202a', ' \n')
  const keyword = fc.constantFrom('DAFTAR', 'daftar', 'Daftar', '*DAFTAR*', 'daftr', 'REG', 'ＤＡＦＴＡＲ')
  fc.assert(
    fc.property(
      name,
      address,
      keyword,
      gap,
      gap,
      noise,
      fc.constantFrom('#', '＃', '##', '|'),
      (who, where, key, a, b, end, mark) => {
        const outcome = register(`${end}${key}${a}${mark}${b}${who}${a}${mark}${b}${where}${end}`)
        expect(outcome).toMatchObject({
          kind: 'registered',
          fields: { name: who, address: where },
          complaint: null,
        })
        expect(isComplete(`${key}${mark}${who}${mark}${where}`)).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})

test('capitals, spaces and emoji do not change what a message means', () => {
  const meaning = (outcome: Outcome) =>
    outcome.kind === 'ask' ? outcome.ask : outcome.kind === 'ignore' ? outcome.why : outcome.kind
  const spoken = fc.array(
    fc.constantFrom(
      'DAFTAR',
      '#',
      'Budi',
      'Jl. Melati No. 5 Bandung',
      'halo',
      'AC bocor',
      'ya',
      'LAPOR',
      'UBAH',
      'terima kasih',
      'Nama: Sari',
    ),
    { minLength: 1, maxLength: 5 },
  )
  fc.assert(
    fc.property(spoken, fc.constantFrom(...SENDERS), draft, (words, sender, before) => {
      const read = (text: string) => meaning(understandMessage({ kind: 'text', text, sender, draft: before }))
      const plain = read(words.join(' '))
      expect(read(words.join('  ').toLowerCase())).toBe(plain)
      expect(read(` ${words.join(' 🙏 ').toUpperCase()} `)).toBe(plain)
      expect(read(words.join('\u00a0\u200b'))).toBe(plain)
    }),
    { numRuns: 800 },
  )
})

test('anything may come out of the stored draft', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (stored) => {
      expect(readDraft(stored).failures).toBeGreaterThanOrEqual(0)
    }),
  )
  expect(readDraft(null)).toEqual(EMPTY_DRAFT)
})
