import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { answer, api } from '../../../shared/api/client.ts'
import type { Role, StaffMember } from '../../../shared/api/shapes.ts'

const PAGES = 10

/** Everybody who works here now, of one role or of all; for choosing one of them. */
export function useStaff(role?: Role, enabled = true): UseQueryResult<StaffMember[], Error> {
  return useQuery({
    queryKey: ['users', 'list', 'choose', role ?? 'all'],
    queryFn: () => readAll(role),
    staleTime: 60_000,
    enabled,
  })
}

async function readAll(role: Role | undefined): Promise<StaffMember[]> {
  const all: StaffMember[] = []
  let cursor: string | null = null
  for (let page = 0; page < PAGES; page++) {
    const list: { items: StaffMember[]; nextCursor: string | null } = await answer(
      api.GET('/api/v1/users', {
        params: { query: { status: 'ACTIVE', limit: 100, ...(role && { role }), ...(cursor && { cursor }) } },
      }),
    )
    all.push(...list.items)
    cursor = list.nextCursor
    if (!cursor) break
  }
  return all
}
