import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { answer, api } from '../../shared/api/client.ts'
import type { Me, Role } from '../../shared/api/shapes.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => answer(api.GET('/api/v1/me')),
  staleTime: 60_000,
})

/** Who is signed in. Only below the signed-in part of the app, where it is always loaded. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

/** Whether the person has one of the roles. Acts on a ticket or invoice follow `allowedMoves` instead. */
export function useIs(...roles: Role[]): boolean {
  return roles.includes(useMe().role)
}

/** CS, and admin who may do whatever CS may. */
export function useCoordinates(): boolean {
  return useIs('admin', 'cs')
}
