import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../../shared/api/client.ts'
import type { Role } from '../../shared/api/shapes.ts'
import type { CountName } from './navigation.ts'

// What waits for somebody today. The home page shows the records, the navigation counts the same answers: one
// request each, shared by the query key.
const LIMIT = 50
const coordinators: readonly Role[] = ['admin', 'cs']

export const unreadQuery = queryOptions({
  queryKey: ['conversations', 'today'],
  queryFn: () =>
    answer(api.GET('/api/v1/conversations', { params: { query: { unread: 'true', limit: LIMIT } } })),
})
export const complaintsQuery = queryOptions({
  queryKey: ['complaints', 'today'],
  queryFn: () =>
    answer(api.GET('/api/v1/complaints', { params: { query: { status: 'OPEN', limit: LIMIT } } })),
})
export const poolQuery = queryOptions({
  queryKey: ['pool', 'today'],
  queryFn: () => answer(api.GET('/api/v1/pool', { params: { query: { limit: LIMIT } } })),
})
export const attendanceQuery = queryOptions({
  queryKey: ['attendance', 'today'],
  queryFn: () => answer(api.GET('/api/v1/attendance')),
  // somebody becomes late by the clock alone, without any event
  refetchInterval: 60_000,
})
export const extensionsQuery = queryOptions({
  queryKey: ['extensions', 'today'],
  queryFn: () =>
    answer(api.GET('/api/v1/extensions', { params: { query: { status: 'PENDING', limit: LIMIT } } })),
})
export const invoicesToApproveQuery = queryOptions({
  queryKey: ['invoices', 'today', 'approve'],
  queryFn: () =>
    answer(api.GET('/api/v1/invoices', { params: { query: { state: 'PENDING_APPROVAL', limit: LIMIT } } })),
})
export const doneTicketsQuery = queryOptions({
  queryKey: ['tickets', 'today', 'done'],
  queryFn: () => answer(api.GET('/api/v1/tickets', { params: { query: { state: 'DONE', limit: LIMIT } } })),
})

/** Who may ask for what a count needs; others do not send the request at all. */
export const COUNT_ROLES: Record<CountName, readonly Role[]> = {
  unread: coordinators,
  complaints: coordinators,
  pool: coordinators,
  missing: coordinators,
  extensions: coordinators,
  approvals: ['admin', 'sales'],
}
