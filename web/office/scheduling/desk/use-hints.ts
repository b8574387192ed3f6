import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { answer, api } from '../../../shared/api/client.ts'
import type { TicketHints } from '../../../shared/api/shapes.ts'
import { showClock } from '../../ui/clock-text.ts'
import { scheduleOf, type TicketForm } from '../ticket-values.ts'

/** Shorter than this is no address that could be compared. */
const SHORTEST_ADDRESS = 8

/** What is known already that speaks for or against the ticket as it is being written. */
export function useHints(form: TicketForm, customerId: string | null): TicketHints | undefined {
  const address = form.values.address.trim()
  const schedule = scheduleOf(form.values)
  const [asked] = useDebouncedValue(
    JSON.stringify({
      ...(customerId && { customerId }),
      ...(address.length >= SHORTEST_ADDRESS && { address }),
      ...(schedule && { start: schedule.scheduledStart, end: schedule.scheduledEnd }),
    }),
    400,
  )
  const query = useQuery({
    queryKey: ['tickets', 'hints', asked],
    queryFn: () =>
      answer(api.GET('/api/v1/tickets/hints', { params: { query: JSON.parse(asked) as object } })),
    placeholderData: keepPreviousData,
  })
  useSuggestedTime(form, query.data?.suggestion)
  return query.data
}

/** The usual time on a working day stands in the form from the beginning, as long as nobody has touched it. */
function useSuggestedTime(form: TicketForm, suggestion: TicketHints['suggestion'] | undefined): void {
  const taken = useRef(false)
  useEffect(() => {
    if (!suggestion || taken.current) return
    taken.current = true
    const untouched = !(['date', 'endDate', 'start', 'end'] as const).some((field) => form.isDirty(field))
    if (untouched)
      form.setValues({
        date: suggestion.date,
        endDate: suggestion.date,
        start: showClock(suggestion.from),
        end: showClock(suggestion.to),
      })
  }, [form, suggestion])
}
