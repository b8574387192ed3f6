import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { QueryClient } from '@tanstack/react-query'
import type { Change } from '../../shared/live.ts'
import { makeRefresher } from './live-updates.ts'

const TICKET = '01a1fc74-6ee6-7ffa-8d4f-357d1c90605d'
const OTHER = '01a1fc74-6ee6-7ffa-8d4f-357d1c90605e'
const change = (name: string, ids: Partial<Change> = {}): Change => ({
  name,
  ticketId: null,
  customerId: null,
  invoiceId: null,
  conversationId: null,
  ...ids,
})

describe('a change on the server', () => {
  let queries: QueryClient
  beforeEach(() => {
    vi.useFakeTimers()
    queries = new QueryClient()
    for (const key of [
      ['tickets', TICKET],
      ['tickets', OTHER],
      ['tickets', 'list', {}],
      ['claims', TICKET],
      ['company'],
    ])
      queries.setQueryData(key, 1)
  })
  afterEach(() => vi.useRealTimers())

  const stale = () =>
    queries
      .getQueryCache()
      .getAll()
      .filter((query) => query.state.isInvalidated)
      .map((query) => JSON.stringify(query.queryKey))

  it('makes the record and the lists old, not other records', () => {
    makeRefresher(queries).take(change('jobClaimed', { ticketId: TICKET }))
    expect(stale()).toEqual([])
    vi.advanceTimersByTime(200)
    expect(stale()).toEqual([`["tickets","${TICKET}"]`, '["tickets","list",{}]', `["claims","${TICKET}"]`])
  })

  it('comes in bursts, which refresh once', () => {
    const spy = vi.spyOn(queries, 'invalidateQueries')
    const refresher = makeRefresher(queries)
    for (let times = 0; times < 50; times++) refresher.take(change('jobClaimed', { ticketId: TICKET }))
    vi.advanceTimersByTime(200)
    expect(spy).toHaveBeenCalledTimes(1)
  })

  it('of a kind that this version does not know makes everything old', () => {
    makeRefresher(queries).take(change('somethingNew'))
    vi.advanceTimersByTime(200)
    expect(stale()).toHaveLength(5)
  })
})
