import { expect, test } from 'vitest'
import { fieldsBetween, splitFields } from './split-fields.ts'

const short = (body: string) => {
  const { form, pieces } = splitFields(body)
  return [form, ...pieces.map(({ field, value }) => (field ? `${field}=${value}` : value))]
}

test.each([
  ['#Budi#Jl. A', ['HASH', 'Budi', 'Jl. A']],
  [' # Budi # Jl. A # ', ['HASH', 'Budi', 'Jl. A']],
  [':Budi#Jl. A', ['HASH', 'Budi', 'Jl. A']],
  ['|Budi|Jl. A', ['HASH', 'Budi', 'Jl. A']],
  [';Budi;Jl. A', ['HASH', 'Budi', 'Jl. A']],
  [' Budi Santoso#Jl. A', ['HASH', 'Budi Santoso', 'Jl. A']],
  ['##Budi##Jl. A##PT B', ['HASH', 'Budi', 'Jl. A', 'PT B']],
  ['#\nNama: Budi\nAlamat: Jl. A #5', ['LABELS', 'name=Budi', 'address=Jl. A #5']],
  ['#Budi#Jl. A##a@b.co', ['HASH', 'Budi', 'Jl. A', '', 'a@b.co']],
  ['#Budi\nSantoso#Jl. A\nBandung', ['HASH', 'Budi Santoso', 'Jl. A Bandung']],
  ['\nBudi#Jl. A', ['HASH', 'Budi', 'Jl. A']],
  ['#Nama: Budi#Alamat: Jl. A', ['HASH', 'name=Budi', 'address=Jl. A']],
  ['#Alamat: Jl. A#Nama: Budi', ['HASH', 'address=Jl. A', 'name=Budi']],
  ['#Nama Budi#Alamat Jl. A', ['HASH', 'name=Budi', 'address=Jl. A']],
  ['#Nama: Budi Alamat: Jl. A', ['LABELS', 'name=Budi', 'address=Jl. A']],
  ['#\nNama: Budi#\nAlamat: Jl. A #5', ['HASH', 'name=Budi', 'address=Jl. A', '5']],
  ['\nNama: Budi\nAlamat: Jl. A', ['LABELS', 'name=Budi', 'address=Jl. A']],
  ['\nNama Budi\nAlamat Jl. A', ['LABELS', 'name=Budi', 'address=Jl. A']],
  ['\nBudi\nAlamat: Jl. A', ['LABELS', 'name=Budi', 'address=Jl. A']],
  ['\nMohon bantu ya kak\nAlamat: Jl. A', ['LABELS', 'address=Jl. A']],
  ['\nBudi\nJl. A\nBandung', ['LINES', 'name=Budi', 'address=Jl. A', 'address=Bandung']],
  [
    '\nhalo kak\nBudi\nPT B\na@b.co\n081234567890\nJl. A',
    ['LINES', 'name=Budi', 'company=PT B', 'email=a@b.co', 'phone=081234567890', 'address=Jl. A'],
  ],
  ['\nPT B\nBudi\nJl. A', ['LINES', 'company=PT B', 'name=Budi', 'address=Jl. A']],
  ['#Budi\nJl. Melati No 5\nBandung', ['LINES', 'name=Budi', 'address=Jl. Melati No 5', 'address=Bandung']],
  ['#Budi\nSantoso', ['HASH', 'Budi Santoso']],
  ['#Nama#Alamat\nBudi\nJl. A', ['LINES', 'name=Budi', 'address=Jl. A']],
  ['#Nama#Alamat\n\nBudi#Jl. A', ['HASH', 'Budi', 'Jl. A']],
  ['#Nama#Alamat', ['HASH', 'Nama', 'Alamat']],
  ['#Budi#Jl. A 5\nAC saya bocor', ['HASH', 'Budi', 'Jl. A 5', 'complaint=AC saya bocor']],
  ['#Budi#Jl. A\nJl. Rusak Raya', ['HASH', 'Budi', 'Jl. A Jl. Rusak Raya']],
  [', Budi, Jl. A No. 5, Bandung', ['GUESS', 'name=Budi', 'address=Jl. A No. 5, Bandung']],
  [' Budi Jl. A No. 5', ['GUESS', 'name=Budi', 'address=Jl. A No. 5']],
  ['/Budi/Jl. A RT 01/02/a@b.co', ['GUESS', 'name=Budi', 'address=Jl. A RT 01/02', 'email=a@b.co']],
  [' Budi - Jl. A 5 - PT B', ['GUESS', 'name=Budi', 'address=Jl. A 5', 'company=PT B']],
  [' Budi, PT B, Jl. A 5 a@b.co', ['GUESS', 'name=Budi', 'address=Jl. A 5', 'company=PT B', 'email=a@b.co']],
  [' Budi, Dago Asri 12, Bandung', ['GUESS', 'name=Budi', 'address=Dago Asri 12, Bandung']],
  [' Budi Santoso\nJl. A 5', ['GUESS', 'name=Budi Santoso', 'address=Jl. A 5']],
  ['\nBudi Santoso', ['GUESS', 'Budi Santoso']],
  ['', ['EMPTY']],
  ['###', ['EMPTY']],
  [' . \n', ['EMPTY']],
])('%j', (body, split) => expect(short(body)).toEqual(split))

test.each([
  ['a#b', ['a', 'b']],
  ['a##b##', ['a', 'b']],
  ['a##b#c', ['a', '', 'b', 'c']],
  ['##a', ['a']],
  ['', []],
])('fields of %j', (text, fields) => expect(fieldsBetween(text, '#')).toEqual(fields))
