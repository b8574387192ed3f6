import { expect, test } from 'vitest'
import { cleanFields, cleanValue, splitName } from './clean-fields.ts'
import { splitFields } from './split-fields.ts'

const short = (body: string) => {
  const raw = cleanFields(splitFields(body))
  const { name, address, company, email, otherPhone, complaint, swapped, extra } = raw
  return [name, address, company, email, otherPhone, complaint, swapped ? 'swapped' : '', ...extra]
    .map((v) => v ?? '')
    .join('|')
}

test.each([
  ['#Budi#Jl. Melati 5', 'Budi|Jl. Melati 5|||||'],
  ['#Budi#Jl. Melati 5#PT Maju#budi@mail.com', 'Budi|Jl. Melati 5|PT Maju|budi@mail.com|||'],
  ['#Budi#Jl. Melati 5#budi@mail.com', 'Budi|Jl. Melati 5||budi@mail.com|||'],
  ['#Budi#Jl. Melati 5#budi@mail.com#PT Maju', 'Budi|Jl. Melati 5|PT Maju|budi@mail.com|||'],
  ['#Budi#Jl. Melati 5##budi@mail.com', 'Budi|Jl. Melati 5||budi@mail.com|||'],
  ['#Budi#Jl. Melati 5#-#-', 'Budi|Jl. Melati 5|||||'],
  ['#Budi#0812-3456-7890#Jl. Melati 5', 'Budi|Jl. Melati 5|||+6281234567890||'],
  ['#Budi#Jl. Melati#5, Bandung', 'Budi|Jl. Melati 5, Bandung|||||'],
  ['#Budi#Melati Indah#Blok C5#Kec. Coblong#PT Maju', 'Budi|Melati Indah Blok C5 Kec. Coblong|PT Maju||||'],
  ['#Budi#PT Maju#Jl. Melati 5', 'Budi|Jl. Melati 5|PT Maju||||'],
  ['#PT Maju#Budi#Jl. Melati 5', 'Budi|Jl. Melati 5|PT Maju||||'],
  ['#PT Maju#Jl. Melati 5', 'PT Maju|Jl. Melati 5|||||'],
  ['#Budi#PT Maju', 'Budi||PT Maju||||'],
  ['#Budi#-#Jl. Melati 5', 'Budi|Jl. Melati 5|||||'],
  ['#Jl. Melati No. 5 Bandung#Budi', 'Budi|Jl. Melati No. 5 Bandung|||||swapped'],
  ['#Melati Indah 5 Bandung#Budi', 'Budi|Melati Indah 5 Bandung|||||swapped'],
  ['#Jl. Melati 5#RT 02 Bandung', '|Jl. Melati 5 RT 02 Bandung|||||'],
  ['#Jl. Melati 5#PT Maju', '|Jl. Melati 5|PT Maju||||'],
  ['#Jl. Melati 5', '|Jl. Melati 5|||||'],
  ['#Budi Jl. Melati 5', 'Budi|Jl. Melati 5|||||'],
  ['#Budi, PT Maju, Jl. Melati 5', 'Budi|Jl. Melati 5|PT Maju||||'],
  ['#Budi Santoso', 'Budi Santoso||||||'],
  ['#[Budi]#<Jl. Melati 5>#"PT Maju"#(budi@mail.com)', 'Budi|Jl. Melati 5|PT Maju|budi@mail.com|||'],
  ['#Bapak Budi#Jl. Melati 5 terima kasih ya kak', 'Budi|Jl. Melati 5|||||'],
  ['#Budi#Jl. Melati 5, mohon dibantu ya min', 'Budi|Jl. Melati 5|||||'],
  ['#Budi#Jl. Melati 5#PT Maju#a@b.co#lagi#ini', 'Budi|Jl. Melati 5|PT Maju|a@b.co||||lagi|ini'],
  [
    '\nNama: Budi\nAlamat: Jl. Melati 5\nRT/RW: 01/02\nKec: Coblong\nNo HP: 0812 3456 7890\nKeluhan: AC bocor',
    'Budi|Jl. Melati 5, RT/RW 01/02, Kec Coblong|||+6281234567890|AC bocor|',
  ],
  ['\nKota: Bandung\nAlamat: Jl. Melati 5\nNama: Budi', 'Budi|Jl. Melati 5, Kota Bandung|||||'],
])('%j', (body, fields) => expect(short(body)).toBe(fields))

test.each([
  ['-', ''],
  ['....', ''],
  ['____', ''],
  ['xxx', ''],
  ['[[Budi]]', 'Budi'],
  ['Budi.', 'Budi'],
  ['Budi, S.T.', 'Budi, S.T.'],
  ['Jl. Melati 5 (depan masjid)', 'Jl. Melati 5 (depan masjid)'],
  ['Jl. Terima Kasih No. 5', 'Jl. Terima Kasih No. 5'],
  ['Budi, makasih', 'Budi'],
  ['terima kasih', ''],
])('value %j becomes %j', (value, clean) => expect(cleanValue(value)).toBe(clean))

test.each([
  ['Bpk. H. Ahmad', 'H. Ahmad', 'Bapak'],
  ['Ibu Anisa', 'Anisa', 'Ibu'],
  ['bu Anisa', 'Anisa', 'Ibu'],
  ['Sdri. Rina', 'Rina', 'Sdri.'],
  ['Mbak Rina', 'Rina', 'Mbak'],
  ['Ny. Rina', 'Rina', 'Nyonya'],
  ['dr. Rina', 'dr. Rina', null],
  ['Hj. Rina', 'Hj. Rina', null],
  ['Bapak/Ibu Sari', 'Sari', null],
  ['Pak Bu Sari', 'Sari', 'Bapak'],
  ['Ibu', 'Ibu', null],
  ['Budiman', 'Budiman', null],
  ['Masitoh', 'Masitoh', null],
])('%j is %j addressed as %j', (value, name, salutation) =>
  expect(splitName(value)).toEqual({ name, salutation }),
)
