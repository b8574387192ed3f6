import { expect, test } from 'vitest'
import {
  checkAddress,
  checkBareAddress,
  checkBareName,
  checkCompany,
  checkEmail,
  checkName,
  continuesAddress,
  isPhoneOnly,
  isPlaceholder,
  looksLikeEmail,
  startsLikeAddress,
  startsLikeCompany,
} from './check-fields.ts'

const yesNo: [string, (value: string) => unknown, string[], string[]][] = [
  [
    'name',
    checkName,
    ['Budi', 'Anisa Rahmawati', 'H. Ahmad', 'Budi, S.T.', "Nur'aini", 'Li', 'Jean-Luc'],
    [
      '',
      'B',
      'B.',
      'Budi 2',
      'Nama',
      'Nama Lengkap',
      'Budi Contoh',
      'xxx',
      '....',
      'a@b.co',
      'A'.repeat(101),
      'isi nama',
    ],
  ],
  [
    'address',
    checkAddress,
    ['Jl. Melati No. 5 Bandung', 'Kp. Cikole RT 02 RW 03', 'Desa Sukamaju depan masjid', 'Dago Asri 12'],
    [
      '',
      'Bandung',
      'Jl. Mawar 5',
      'Alamat Lengkap',
      'Jl. Contoh No. 1, Jakarta',
      'alamat menyusul ya',
      'nanti share loc saja',
      'nanti saya shareloc',
      'https://maps.app.goo.gl/abcdefgh',
      '12345 67890 1234',
      'a '.repeat(300),
    ],
  ],
  [
    'bare address',
    checkBareAddress,
    ['Jl. Melati No. 5 Bandung', 'Dago Asri 12', 'Jl. Rusak Raya 5 Bandung'],
    ['AC saya bocor sekali', 'berapa biaya servisnya?', 'tunggu sebentar ya kak'],
  ],
  ['bare name', checkBareName, ['Budi', 'Bu Anisa Rahma'], ['AC bocor', 'Jl. Melati', 'siapa ini?']],
  [
    'company',
    checkCompany,
    ['PT Maju Jaya', 'Toko 99'],
    ['-', 'Pribadi', 'perorangan', 'tidak ada', 'Perusahaan', '5'],
  ],
  [
    'placeholder',
    isPlaceholder,
    ['Alamat', 'Email anda', 'ini contohnya', 'isi dengan nama', 'xxxx', '-'],
    ['Alamatsyah', 'Pelanggan'],
  ],
  [
    'phone only',
    isPhoneOnly,
    ['0812-3456-7890', 'HP: 0812 3456 7890', '(021) 5551234', '0812345678 (WA)'],
    ['40123', 'Jl. A 0812345678', '5, Bandung'],
  ],
  [
    'email shape',
    looksLikeEmail,
    ['a@b.co', 'budi @ gmail. com', 'budi gmail.com'],
    ['Budi', 'Jl. Melati 5'],
  ],
  [
    'start of an address',
    startsLikeAddress,
    ['Jl. A', 'JLN A', 'Blok C5', 'Gg.Mawar', 'jl5'],
    ['Jlaika', 'Budi', 'Blokade'],
  ],
  [
    'rest of an address',
    continuesAddress,
    ['5, Bandung', 'RT 02', 'Jl. A', 'Kec. Coblong'],
    ['PT Maju', 'Notaris Budi'],
  ],
  [
    'company',
    startsLikeCompany,
    ['PT Maju', 'PT. Maju', 'CV.Jaya', 'P.T. Maju', 'Toko Abadi'],
    ['Putri', 'Udin', 'PT'],
  ],
]
for (const [name, check, yes, no] of yesNo) {
  test.each(yes)(`${name}: %s`, (value) => expect(check(value)).toBeTruthy())
  test.each(no)(`no ${name}: %s`, (value) => expect(check(value)).toBeFalsy())
}

test.each([
  ['Budi@Mail.COM', 'budi@mail.com', false],
  ['budi @ mail . com', 'budi@mail.com', false],
  ['budi@mail,com', 'budi@mail.com', false],
  ['budi_s.t+x@mail.co.id', 'budi_s.t+x@mail.co.id', false],
  ['budi@gmail', null, true],
  ['budi gmail.com', null, true],
  ['budi@@mail.com', null, true],
  ['budi@mail..com', null, true],
  ['budi..s@mail.com', null, true],
  ['-', null, false],
  ['', null, false],
  ['tidak ada', null, false],
  ['Email', null, false],
])('email %j', (value, email, bad) => expect(checkEmail(value)).toEqual({ email, bad }))
