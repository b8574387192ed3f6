import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Invoice, TimelineEntry } from '../../shared/api/shapes.ts'
import { rupiah } from '../../shared/format.ts'
import { QueryAnswer } from '../ui/answers.tsx'
import { When } from '../ui/when.tsx'
import { eventsOf } from './history-of.ts'
import classes from './invoice-history.module.css'
import { ticketQuery } from './queries.ts'

/** What happened to an invoice, newest first: from the timeline of its ticket, which holds every event once. */
export function InvoiceHistory({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('office-work')
  const ticket = useQuery(ticketQuery(invoice.ticketId))
  return (
    <QueryAnswer query={ticket} lines={3}>
      {({ timeline }) => {
        const events = eventsOf(timeline, invoice)
        if (events.length === 0) return <Text c="dimmed">{t('invoice.noHistory')}</Text>
        return (
          <ol className={classes.list}>
            {events.map((event) => (
              <HistoryItem key={event.id} event={event} />
            ))}
          </ol>
        )
      }}
    </QueryAnswer>
  )
}

function HistoryItem({ event }: { event: TimelineEntry }) {
  const { t } = useTranslation('office-work')
  const { actor, data } = event
  const money = (name: string) => (typeof data[name] === 'number' ? rupiah(data[name]) : '')
  const sentence = t(`labels:event.${event.name}`, {
    ...data,
    actor: actor.name ?? t(`labels:actor.${actor.kind}`),
    total: money('total'),
    amount: money('amount'),
  })
  return (
    <li className={classes.item}>
      <Text>{sentence}</Text>
      {typeof data['reason'] === 'string' && (
        <Text size="sm" className="free-text">
          {data['reason']}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        <When at={event.at} />
      </Text>
    </li>
  )
}
