import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanText, plainText } from './clean-text.ts'

test.each([
  ['DAFTAR＃Budi＃Jl', 'DAFTAR#Budi#Jl'],
  ['ＤＡＦＴＡＲ#Budi', 'DAFTAR#Budi'],
  ['\u202aDAFTAR\u202c#\u200bBu\u00addi\ufeff', 'DAFTAR#Budi'],
  ['Budi\u00a0Santoso\u3000Jaya', 'Budi Santoso Jaya'],
  ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  ['*DAFTAR*#*Budi*#_Jl. Melati_', 'DAFTAR#Budi#Jl. Melati'],
  ['~Nama~: `Budi`', 'Nama: Budi'],
  ['budi_s@mail.com', 'budi_s@mail.com'],
  ['> Nama: Budi\n>> Alamat: x', 'Nama: Budi\nAlamat: x'],
  ['1. Nama: Budi\n2) Alamat: Jl. A', 'Nama: Budi\nAlamat: Jl. A'],
  ['• Nama: Budi\n- Alamat: Jl. A', 'Nama: Budi\nAlamat: Jl. A'],
  ['1️⃣ Nama: Budi\n2️⃣ Alamat: Jl. A', 'Nama: Budi\nAlamat: Jl. A'],
  ['👉 Nama: Budi 🙏🏽\n✅ Alamat: Jl. A 🇮🇩', 'Nama: Budi\nAlamat: Jl. A'],
  ['Budi👨‍👩‍👧Santoso', 'Budi Santoso'],
  ['"DAFTAR#Budi#Jl"', 'DAFTAR#Budi#Jl'],
  ['“DAFTAR#Budi#Jl”', 'DAFTAR#Budi#Jl'],
  ['DAFTAR #️⃣ Budi', 'DAFTAR # Budi'],
  ['  a \t b  \n\n\n\n c ', 'a b\n\nc'],
  ['+62 812', '+62 812'],
  ['12.500', '12.500'],
  ['40123 Bandung', '40123 Bandung'],
  ['\ud800a\u0000b', 'ab'],
  ['🙏', ''],
])('%j becomes %j', (raw, clean) => expect(cleanText(raw)).toBe(clean))

test('what is stored keeps emoji and markup but no control characters', () => {
  expect(plainText('\u202e*AC* bocor 🙏🏽\u0000\r\n1. dapur')).toBe('*AC* bocor 🙏🏽\n1. dapur')
})

test('any text: no control characters, no double spaces, never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (raw) => {
      expect(cleanText(raw)).not.toMatch(/\p{Cs}|[^\P{Cc}\n]| {2}|\n{3}|^\s|\s$/u)
      expect(plainText(raw)).not.toMatch(/\p{Cs}|[^\P{Cc}\n]| {2}|\n{3}/u)
    }),
  )
})
