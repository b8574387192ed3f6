import { expect, test } from 'vitest'
import { isOneEditAway, readCommands } from './read-keyword.ts'

const short = (text: string) =>
  readCommands(text).segments.map((one) => `${one.keyword}${one.certain ? '' : '?'}[${one.body}]`)

test.each([
  ['DAFTAR#Budi#Jl', ['DAFTAR[#Budi#Jl]']],
  ['daftar # Budi', ['DAFTAR[ # Budi]']],
  ['#DAFTAR#Budi', ['DAFTAR[#Budi]']],
  ['DAFTAR:Budi#Jl', ['DAFTAR[:Budi#Jl]']],
  ['DAFTAR|Budi|Jl', ['DAFTAR[|Budi|Jl]']],
  ['REG#Budi#Jl', ['DAFTAR[#Budi#Jl]']],
  ['Registrasi#Budi#Jl', ['DAFTAR[#Budi#Jl]']],
  ['pendaftaran#Budi', ['DAFTAR[#Budi]']],
  ['mendaftar#Budi', ['DAFTAR[#Budi]']],
  ['DAFTAR pelanggan baru kak#Budi#Jl', ['DAFTAR[#Budi#Jl]']],
  ['DAFTAR kak Budi#Jl', ['DAFTAR[ kak Budi#Jl]']],
  ['DAFTAR Budi Santoso#Jl', ['DAFTAR[ Budi Santoso#Jl]']],
  ['Halo kak, saya mau daftar#Budi#Jl', ['DAFTAR[#Budi#Jl]']],
  ['DAFTAR\nBudi\nJl', ['DAFTAR[\nBudi\nJl]']],
  ['Halo kak mau daftar ya\nBudi\nJl', ['DAFTAR[\nBudi\nJl]']],
  ['daftar', ['DAFTAR[]']],
  ['saya mau daftar dong', ['DAFTAR[]']],
  ['DAFTAR, Budi, Jl. Melati', ['DAFTAR?[, Budi, Jl. Melati]']],
  ['DAFTAR Nama: Budi Alamat: Jl', ['DAFTAR[ Nama: Budi Alamat: Jl]']],
  ['DAFTAR#Budi#Jl\nLAPOR#AC bocor', ['DAFTAR[#Budi#Jl\n]', 'LAPOR[#AC bocor]']],
  ['DAFTAR#Budi#Jl#LAPOR#AC', ['DAFTAR[#Budi#Jl#]', 'LAPOR[#AC]']],
  ['LAPOR#AC\nDAFTAR#Budi', ['LAPOR[#AC\n]', 'DAFTAR[#Budi]']],
  ['DAFTAR#Budi#Jl\nDAFTAR#Sari#Jl', ['DAFTAR[#Budi#Jl\n]', 'DAFTAR[#Sari#Jl]']],
  ['lapor AC bocor', ['LAPOR[ AC bocor]']],
  ['Keluhan: AC bocor', ['LAPOR[: AC bocor]']],
  ['komplain#AC bocor', ['LAPOR[#AC bocor]']],
  ['LAPRO#AC', ['LAPOR[#AC]']],
  ['LAPOR', ['LAPOR[]']],
  ['UBAH#Budi#Jl', ['UBAH[#Budi#Jl]']],
  ['ubah', ['UBAH[]']],
  ['UBAH alamat Jl. Baru', ['UBAH[ alamat Jl. Baru]']],
])('%j', (text, segments) => expect(short(text)).toEqual(segments))

test.each(['daftr', 'datfar', 'daptar', 'dftar', 'daftarr', 'dafatr'])(
  'misspelt %s counts before a separator',
  (word) => {
    expect(short(`${word}#Budi#Jl`)).toEqual(['DAFTAR[#Budi#Jl]'])
    expect(short(`${word}\nBudi\nJl`)).toEqual(['DAFTAR[\nBudi\nJl]'])
    expect(short(`AC ini ${word} sekali`)).toEqual([])
  },
)

test.each([
  'daftar harga servis AC berapa?',
  'cara daftar gimana kak?',
  'Daftar sekarang juga dapatkan bonus',
  'mau lihat daftar teknisi',
  'Berikut daftar: AC 1, AC 2',
  'AC saya tetap datar',
  'keluhan saya minggu lalu belum ditangani',
  'ubah jadwal dong kak',
  'saya sudah lapor kemarin',
  'Nama: Budi\nAlamat: Jl\nKeluhan: AC',
])('%j holds no command', (text) => expect(short(text)).toEqual([]))

test('what stands before the first command is kept apart', () => {
  expect(readCommands('AC bocor kak\nDAFTAR#Budi#Jl').before).toBe('AC bocor kak')
})

test.each([
  ['daftar', 'daftar', true],
  ['daftr', 'daftar', true],
  ['datfar', 'daftar', true],
  ['daptra', 'daftar', false],
  ['data', 'daftar', false],
  ['aa', 'a', true],
  ['ab', 'ba', true],
  ['abc', 'cba', false],
])('%s and %s: %s', (a, b, near) => {
  expect(isOneEditAway(a, b)).toBe(near)
  expect(isOneEditAway(b, a)).toBe(near)
})
