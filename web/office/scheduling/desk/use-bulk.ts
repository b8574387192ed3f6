import { answer, api } from '../../../shared/api/client.ts'
import type { BulkOutcome, Priority } from '../../../shared/api/shapes.ts'
import { useWrite } from '../../ui/use-write.ts'

export type BulkAct = 'priority' | 'broadcast' | 'cancel'
export type BulkWish =
  | { act: 'priority'; ids: string[]; priority: Priority; reason: string | null }
  | { act: 'cancel'; ids: string[]; reason: string }
  | { act: 'broadcast'; ids: string[] }

/** One act on many tickets; the answer says of each whether it was done and why not. */
export const useBulk = () =>
  useWrite<BulkWish, { items: BulkOutcome[] }>(
    (body, headers) => answer(api.POST('/api/v1/tickets/bulk', { body, headers })),
    {
      showsProblemItself: true,
      refresh: ['tickets', 'pool', 'attendance', 'calendar', 'claims', 'complaints'],
    },
  )
