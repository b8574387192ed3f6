import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillText, placeholdersOf, readHolidays, textProblem } from './rules.ts'

describe('holidays out of a CSV', () => {
  it('reads headings, both kinds of dates, separators and quotes', () => {
    const csv =
      '\uFEFFtanggal;nama;jenis\r\n2027-01-01;Tahun Baru;nasional\r\n2/1/2027;"Cuti; bersama";cuti bersama\n\n'
    expect(readHolidays(csv)).toEqual({
      holidays: [
        { date: '2027-01-01', name: 'Tahun Baru', kind: 'national' },
        { date: '2027-01-02', name: 'Cuti; bersama', kind: 'joint_leave' },
      ],
      problems: [],
    })
  })
  it.each([
    ['2027-02-30,Salah,nasional', 'date'],
    ['besok,Salah,nasional', 'date'],
    ['2027-02-03,,nasional', 'name'],
    ['2027-02-03,Hari,setengah', 'kind'],
  ])('names what is wrong with %s', (line, problem) => {
    const { holidays, problems } = readHolidays(`2027-01-01,Tahun Baru\n${line}`)
    expect(holidays).toHaveLength(1)
    expect(problems).toEqual([{ line: 2, text: line, problem }])
  })
  it('without a kind the name decides, and the last of two lines for a day counts', () => {
    const { holidays } = readHolidays('2027-03-01,Libur\n2027-03-01,Cuti bersama Nyepi')
    expect(holidays).toEqual([{ date: '2027-03-01', name: 'Cuti bersama Nyepi', kind: 'joint_leave' }])
  })
  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (csv) => void readHolidays(csv)))
  })
})

describe('own words for a text', () => {
  const text = {
    standard: 'Halo {{name}}, total {{total}}.',
    limit: 60,
    samples: { name: 'Ratna', total: 'Rp1.000' },
  }
  it.each([
    ['Hai {{name}}! Totalnya {{ total }}', null],
    ['Total {{total}} untuk {{name}}, {{name}}', null],
    ['Hai {{name}}', 'placeholderMissing'],
    ['{{name}} {{total}} {{phone}}', 'placeholderUnknown'],
    ['{{name}} {{total}} {{', 'placeholderUnknown'],
    ['{{name}} {{total}} $t(chat:customer.paid)', 'textNesting'],
    ['  ', 'required'],
    [`{{name}} {{total}} ${'x'.repeat(60)}`, 'tooLong'],
  ])('%s', (own, problem) => expect(textProblem(own, text)).toBe(problem))

  it('is filled with examples', () => {
    expect(placeholdersOf(text.standard)).toEqual(['name', 'total'])
    expect(fillText(text.standard, text.samples)).toBe('Halo Ratna, total Rp1.000.')
    expect(fillText('{{other}}', text.samples)).toBe('{{other}}')
  })
})
