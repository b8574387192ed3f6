import { expect, test } from 'vitest'
import { labelsIn, readLabels, stripLabel } from './read-labels.ts'

const short = (text: string, loose = false) =>
  readLabels(text, loose).map(({ field, value }) => `${field ?? '-'}=${value}`)

test.each([
  ['Nama: Budi\nAlamat: Jl. A', ['name=Budi', 'address=Jl. A']],
  ['Alamat = Jl. A\nNama=Budi', ['address=Jl. A', 'name=Budi']],
  ['Nama : Budi Alamat : Jl. A, Email: a@b.co', ['name=Budi', 'address=Jl. A', 'email=a@b.co']],
  ['Nama Lengkap (sesuai KTP): Budi', ['name=Budi']],
  ['nama pelanggan: Budi\nalmt rumah: Jl. A', ['name=Budi', 'address=Jl. A']],
  ['Nama perusahaan: PT A\nInstansi: B\nPT: C', ['company=PT A', 'company=B', 'company=C']],
  ['E-mail: a\nimel: b\nsurel: c\nAlamat email: d', ['email=a', 'email=b', 'email=c', 'email=d']],
  ['No HP: 0812\nNo. WA/HP: 0813\nTelepon: 021', ['phone=0812', 'phone=0813', 'phone=021']],
  [
    'Alamat: Jl. A\nRT/RW: 01/02\nKec: B\nKode Pos: 40123',
    ['address=Jl. A', 'part=RT/RW 01/02', 'part=Kec B', 'part=Kode Pos 40123'],
  ],
  ['Nama: Budi\nSantoso\nAlamat:\nJl. A\nBandung', ['name=Budi Santoso', 'address=Jl. A Bandung']],
  ['Nama: Budi\nJl. A\nBandung', ['name=Budi', 'address=Jl. A Bandung']],
  ['Nama: Budi\n\nterima kasih', ['name=Budi', '-=terima kasih']],
  ['Nama:\n\nBudi\nAlamat: A', ['name=Budi', 'address=A']],
  ['Halo\nNama: Budi\nKeluhan: AC bocor', ['-=Halo', 'name=Budi', 'complaint=AC bocor']],
  ['Nama:\nAlamat:', []],
  ['jam 10:30 di rumah', ['-=jam 10:30 di rumah']],
])('%j', (text, pieces) => expect(short(text)).toEqual(pieces))

test('labels without a colon only when asked for, and only at line starts', () => {
  expect(short('Nama Budi\nAlamat Jl. A\nHP 0812', true)).toEqual([
    'name=Budi',
    'address=Jl. A',
    'phone=0812',
  ])
  expect(short('Nama Budi\nAlamat Jl. A')).toEqual(['-=Nama Budi Alamat Jl. A'])
  expect(short('Nama Budi\nWa Ode Sari', true)).toEqual(['name=Budi Wa Ode Sari'])
  expect(short('PT Maju Jaya', true)).toEqual(['-=PT Maju Jaya'])
})

test.each([
  ['Nama: Budi', 'name', 'Budi'],
  ['Nama Budi', 'name', 'Budi'],
  ['Alamat lengkap Jl. A', 'address', 'Jl. A'],
  ['Email a@b.co', 'email', 'a@b.co'],
  ['HP 0812', 'phone', '0812'],
  ['Wa Ode Sari', null, 'Wa Ode Sari'],
  ['Nama', null, 'Nama'],
  ['Namaku Budi', null, 'Namaku Budi'],
  ['Budi', null, 'Budi'],
])('label typed into %j', (value, field, rest) => expect(stripLabel(value)).toEqual({ field, value: rest }))

test('an empty template still shows its labels', () => {
  expect([...labelsIn('Nama:\nAlamat:')]).toEqual(['name', 'address'])
  expect(labelsIn('Namaku Budi').size).toBe(0)
})
