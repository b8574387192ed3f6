import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { TicketView } from '../../../shared/api/shapes.ts'
import { useWrite } from '../../ui/use-write.ts'

type Words = { name: string; shared: boolean; filters: Record<string, string> }
type Change = { id: string } & Partial<Words>

/** What can be done with saved lists. Dialogs show their problems themselves. */
export function useViewWrites(options: { onDone?: () => void; inDialog?: boolean } = {}) {
  const { t } = useTranslation('office-tickets')
  const { onDone, inDialog = false } = options
  const shared = {
    showsProblemItself: inDialog,
    refresh: ['tickets'] as const,
    ...(onDone && { onDone: () => onDone() }),
  }
  const save = useWrite<Words, TicketView>(
    (body, headers) => answer(api.POST('/api/v1/ticket-views', { body, headers })),
    { ...shared, done: (made) => t('views.saved', { name: made.name }) },
  )
  const change = useWrite<Change, TicketView>(
    ({ id, ...body }, headers) =>
      answer(api.PATCH('/api/v1/ticket-views/{id}', { params: { path: { id } }, body, headers })),
    { ...shared, done: (made) => t('views.saved', { name: made.name }) },
  )
  const remove = useWrite<string>(
    (id, headers) => answer(api.DELETE('/api/v1/ticket-views/{id}', { params: { path: { id } }, headers })),
    { ...shared, done: t('views.removed') },
  )
  return { save, change, remove }
}
