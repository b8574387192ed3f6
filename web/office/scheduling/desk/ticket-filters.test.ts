import { describe, expect, it } from 'vitest'
import { countNarrowing, givenOf, NO_FILTERS, queryOf, rangeOf, showsView } from './ticket-filters.ts'

const TODAY = '2026-11-28'
const filters = (given: Partial<typeof NO_FILTERS>) => ({ ...NO_FILTERS, ...given })

describe('the filters of the list', () => {
  it.each([
    ['today', { from: TODAY, to: TODAY }],
    ['tomorrow', { from: '2026-11-29', to: '2026-11-29' }],
    ['week', { from: TODAY, to: '2026-12-04' }],
    ['past', { from: '2026-11-21', to: '2026-11-27' }],
  ])('%s moves with the calendar', (when, range) => {
    expect(rangeOf({ when, from: '2020-01-01', to: '' }, TODAY)).toEqual(range)
  })

  it('take days that were picked when no word is', () => {
    expect(rangeOf({ when: '', from: '2026-12-01', to: '' }, TODAY)).toEqual({ from: '2026-12-01' })
  })

  it('ask the server for nothing that is empty', () => {
    expect(queryOf(NO_FILTERS, TODAY)).toEqual({})
    expect(queryOf(filters({ technician: 'x', late: '1', when: 'today' }), TODAY)).toEqual({
      technicianId: 'x',
      late: 'true',
      from: TODAY,
      to: TODAY,
    })
  })

  it('are kept as what differs, and known again', () => {
    const given = filters({ state: 'ALL', priority: 'URGENT', sort: 'schedule' })
    expect(givenOf(given)).toEqual({ state: 'ALL', priority: 'URGENT', sort: 'schedule' })
    expect(countNarrowing(given)).toBe(1)
    expect(showsView(given, { priority: 'URGENT', state: 'ALL', sort: 'schedule' })).toBe(true)
    expect(showsView(given, { priority: 'URGENT' })).toBe(false)
    expect(showsView(NO_FILTERS, { priority: 'URGENT' })).toBe(false)
  })
})
