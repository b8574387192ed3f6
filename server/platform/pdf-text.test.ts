import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plain, plainTexts } from './pdf-text.ts'

describe('text that the font can print', () => {
  it.each([
    ['Jl. Merdeka No. 1', 'Jl. Merdeka No. 1'],
    ['  Budi \t Hartono  ', 'Budi   Hartono'],
    ['baris satu\r\nbaris dua', 'baris satu\nbaris dua'],
    ['Andi 🔥 Saputra 👍🏽', 'Andi Saputra'],
    ['𝓑𝓾𝓭𝓲 𝐇𝐚𝐫𝐭𝐨𝐧𝐨', 'Budi Hartono'],
    ['Cafe\u0301 \u201cRindu\u201d \u2013 18 \u00b0C, 3 m\u00b2', 'Café “Rindu” – 18 °C, 3 m²'],
    ['山田', '??'],
    ['\u202eterbalik\u202c\u200b\u0000', 'terbalik'],
    ['ﬁnal', 'final'],
    ['10 k\u2126', '10 kΩ'],
    ['Đỗ Thị Ước', 'Đỗ Thị Ước'],
  ])('%j', (given, expected) => {
    expect(plain(given)).toBe(expected)
  })

  it('reaches every text of a snapshot and leaves the rest alone', () => {
    const given = { name: 'A🔥', lines: [{ text: '\u0007b', amount: 5 }], none: null, yes: true }
    expect(plainTexts(given)).toEqual({ name: 'A', lines: [{ text: 'b', amount: 5 }], none: null, yes: true })
  })

  it('changes nothing a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = plain(text)
        expect(plain(once)).toBe(once)
      }),
    )
  })
})
