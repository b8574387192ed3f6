import { useInfiniteQuery, type UseInfiniteQueryResult, keepPreviousData } from '@tanstack/react-query'
import type { QueryHead } from './query-keys.ts'

export type Page<T> = { items: T[]; nextCursor: string | null }
export type ListQuery<T> = UseInfiniteQueryResult<T[]>

/**
 * A list that is read page by page: `useList(['tickets', 'list', filters], (cursor) => answer(api.GET(...)))`.
 * While filters change the old rows stay visible.
 */
export function useList<T>(
  key: readonly [QueryHead, ...unknown[]],
  read: (cursor: string | undefined) => Promise<Page<T>>,
  options: { enabled?: boolean } = {},
): ListQuery<T> {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<T>) => last.nextCursor ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.items),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  })
}
