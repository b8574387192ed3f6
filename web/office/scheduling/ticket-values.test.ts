import { describe, expect, it } from 'vitest'
import { bodyOfTicket, newTicketValues, scheduleOf, ticketProblems, titleFrom } from './ticket-values.ts'

// 22.30 WIB on the 21st is still the 21st in Jakarta, although it is the 21st 15.30 in UTC
const NOW = new Date('2026-11-21T15:30:00Z')

describe('a new ticket', () => {
  it('is for one technician, tomorrow from nine to twelve', () => {
    const values = newTicketValues(NOW, { address: 'Jl. Melati 5', title: 'AC tidak dingin' })
    expect(ticketProblems(values)).toEqual({})
    expect(bodyOfTicket(values)).toMatchObject({
      title: 'AC tidak dingin',
      address: 'Jl. Melati 5',
      technicianQuota: 1,
      scheduledStart: '2026-11-22T02:00:00.000Z',
      scheduledEnd: '2026-11-22T05:00:00.000Z',
      location: null,
    })
  })

  it('takes tomorrow by the calendar of Jakarta', () => {
    // 00.30 WIB on the 22nd
    expect(newTicketValues(new Date('2026-11-21T17:30:00Z')).date).toBe('2026-11-23')
  })
})

describe('the schedule', () => {
  const day = { date: '2026-11-22', endDate: '2026-11-22' }

  it('counts in the zone of the site', () => {
    expect(scheduleOf({ ...day, start: '9', end: '12.00' }, 'Asia/Jayapura')?.scheduledStart).toBe(
      '2026-11-22T00:00:00.000Z',
    )
  })

  it('is unknown while a clock cannot be read', () => {
    expect(scheduleOf({ ...day, start: '9', end: 'siang' })).toBeNull()
  })

  it('must end after it began', () => {
    const values = { ...newTicketValues(NOW, { address: 'x', title: 'abc' }), start: '12.00', end: '09.00' }
    expect(ticketProblems(values)).toEqual({ end: 'tickets.endBeforeStart' })
  })
})

describe('a title out of a complaint', () => {
  it.each([
    ['AC di ruang rapat tidak dingin. Sudah dua hari.', 'AC di ruang rapat tidak dingin'],
    ['Printer macet\nmohon segera', 'Printer macet'],
    ['  Internet mati total!  ', 'Internet mati total!'],
  ])('%j', (complaint, title) => {
    expect(titleFrom(complaint)).toBe(title)
  })

  it('is cut at a word', () => {
    const title = titleFrom(
      'Mesin pendingin di gudang belakang sejak tadi malam mengeluarkan bunyi keras sekali dan bocor',
    )
    expect(title.length).toBeLessThanOrEqual(81)
    expect(title).toMatch(/\S…$/)
    expect(
      'Mesin pendingin di gudang belakang sejak tadi malam mengeluarkan bunyi keras sekali'.startsWith(
        title.slice(0, -1),
      ),
    ).toBe(true)
  })
})
