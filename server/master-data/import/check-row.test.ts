import { expect, it } from 'vitest'
import { checkRow, columnsOf, fieldsOf } from './check-row.ts'

it.each([
  [
    ['Nama', 'No HP', 'Alamat', 'Perusahaan', 'Email'],
    { name: 0, phone: 1, address: 2, company: 3, email: 4 },
  ],
  [['E-mail', 'NAMA LENGKAP', 'No. WA', 'Alamat Lengkap'], { email: 0, name: 1, phone: 2, address: 3 }],
  [['No', 'Nama Pelanggan', 'Nomor Telepon', 'Nama Perusahaan'], { name: 1, phone: 2, company: 3 }],
  [['Name', 'Phone', 'Address', 'Company', 'Email'], { name: 0, phone: 1, address: 2, company: 3, email: 4 }],
  [['Kode', 'Harga'], null],
  [[], null],
])('finds the columns of %j', (headings, columns) => {
  expect(columnsOf(headings)).toEqual(columns)
})

const row = (fields: object) =>
  checkRow({ name: 'Budi Santoso', phone: '', address: '', company: '', email: '', ...fields })

it.each([
  [{}, 'GOOD', {}],
  [{ phone: '812-3456-7890' }, 'GOOD', {}],
  [{ name: '' }, 'BAD', { name: 'required' }],
  [{ name: '12345' }, 'BAD', { name: 'nameLetters' }],
  [{ phone: '123', email: 'bukan' }, 'BAD', { phone: 'phone', email: 'email' }],
  [{ address: 'x'.repeat(501) }, 'BAD', { address: 'tooLong' }],
])('checks %j', (fields, state, problems) => {
  expect(row(fields)).toMatchObject({ state, problems })
})

it('reads a number that a spreadsheet robbed of its zero', () => {
  expect(row({ phone: '81234567890' }).phone).toBe('+6281234567890')
})

it('takes cells apart from their decoration', () => {
  expect(fieldsOf(['  Budi \n Santoso ', "'+62812"], { name: 0, phone: 1, email: 7 })).toEqual({
    name: 'Budi Santoso',
    phone: '+62812',
    address: '',
    company: '',
    email: '',
  })
})
