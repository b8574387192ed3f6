import { useQuery } from '@tanstack/react-query'
import { useMe } from '../ui/session.ts'
import type { CountName } from './navigation.ts'
import {
  attendanceQuery,
  complaintsQuery,
  COUNT_ROLES,
  extensionsQuery,
  invoicesToApproveQuery,
  poolQuery,
  unreadQuery,
} from './today-queries.ts'

export type Counts = Partial<Record<CountName, { value: number; more: boolean }>>
type Page = { items: unknown[]; nextCursor: string | null }

/** How much waits behind each entry of the navigation. Entries that are not known (yet) are missing. */
export function useCounts(): Counts {
  const { role } = useMe()
  const may = (name: CountName) => ({ enabled: COUNT_ROLES[name].includes(role) })
  const unread = useQuery({ ...unreadQuery, ...may('unread') }).data
  const complaints = useQuery({ ...complaintsQuery, ...may('complaints') }).data
  const pool = useQuery({ ...poolQuery, ...may('pool') }).data
  const attendance = useQuery({ ...attendanceQuery, ...may('missing') }).data
  const extensions = useQuery({ ...extensionsQuery, ...may('extensions') }).data
  const approvals = useQuery({ ...invoicesToApproveQuery, ...may('approvals') }).data
  const counts: Counts = {}
  const put = (name: CountName, page: Page | undefined) => {
    if (page) counts[name] = { value: page.items.length, more: page.nextCursor !== null }
  }
  put('unread', unread)
  put('complaints', complaints)
  put('pool', pool)
  put('extensions', extensions)
  put('approvals', approvals)
  if (attendance)
    counts.missing = {
      value: attendance.items.filter((row) => row.status === 'MISSING').length,
      more: false,
    }
  return counts
}
