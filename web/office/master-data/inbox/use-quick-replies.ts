import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Conversation, QuickReply } from '../../../shared/api/shapes.ts'
import { nameOf } from './conversation-name.ts'
import { fillQuickReply, matchQuickReplies, quickSearch } from './quick-reply-text.ts'

export const quickReplyList = {
  queryKey: ['quick-replies'] as const,
  queryFn: () => answer(api.GET('/api/v1/quick-replies')),
}
const MOST = 6

export type Quick = {
  /** what stands behind the "/"; null while no ready-made answer is looked for */
  search: string | null
  options: QuickReply[]
  active: number
  pick: (reply: QuickReply) => void
  /** @returns whether the key was for the list */
  onKeyDown: (event: KeyboardEvent) => boolean
  fieldProps: Record<string, string | undefined>
}
export const LIST_ID = 'quick-replies'
export const optionId = (id: string): string => `quick-reply-${id}`

/** Ready-made answers that fit what stands behind a "/"; arrows choose, Enter takes, Escape leaves the text. */
export function useQuickReplies(
  conversation: Conversation,
  text: string,
  onFilled: (text: string) => void,
): Quick {
  const { t } = useTranslation('office')
  const [closed, setClosed] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const search = closed === text ? null : quickSearch(text)
  // read before the first "/": whoever knows the title types faster than a list comes
  const list = useQuery({ ...quickReplyList, staleTime: 60_000 })
  const tiket = useNewestTicket(conversation.customer?.id ?? null, search !== null)
  const options = search === null ? [] : matchQuickReplies(list.data?.items ?? [], search).slice(0, MOST)
  const active = Math.min(at, Math.max(0, options.length - 1))
  const pick = (reply: QuickReply) => {
    setAt(0)
    onFilled(fillQuickReply(reply.text, { nama: nameOf(conversation, t), tiket }))
  }
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (search === null) return false
    const chosen = options[active]
    if (event.key === 'ArrowDown') setAt((active + 1) % Math.max(1, options.length))
    else if (event.key === 'ArrowUp') setAt((active + options.length - 1) % Math.max(1, options.length))
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) pick(chosen)
    else if (event.key === 'Escape') setClosed(text)
    else return event.key === 'Enter' && !event.shiftKey && prevent(event)
    return prevent(event)
  }
  const chosen = options[active]
  return {
    search,
    options,
    active,
    pick,
    onKeyDown,
    fieldProps:
      search === null
        ? {}
        : {
            'aria-controls': LIST_ID,
            'aria-autocomplete': 'list',
            'aria-activedescendant': chosen && optionId(chosen.id),
          },
  }
}

function prevent(event: KeyboardEvent): true {
  event.preventDefault()
  return true
}

/** The number of the ticket that the customer was written to about last. */
function useNewestTicket(customerId: string | null, wanted: boolean): string | null {
  const query = useQuery({
    queryKey: ['tickets', 'list', 'of-customer', customerId],
    queryFn: () =>
      answer(api.GET('/api/v1/tickets', { params: { query: { customerId: customerId ?? '', limit: 5 } } })),
    enabled: wanted && customerId !== null,
  })
  const tickets = query.data?.items ?? []
  const current = tickets.find(({ state }) => state !== 'CLOSED' && state !== 'CANCELLED')
  return (current ?? tickets[0])?.code ?? null
}
