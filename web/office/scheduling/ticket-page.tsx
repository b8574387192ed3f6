import { Alert, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Ticket } from '../../shared/api/shapes.ts'
import { QueryAnswer } from '../ui/answers.tsx'
import { EmergencyBadge, PriorityBadge, StateBadge } from '../ui/badges.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { useIs } from '../ui/session.ts'
import { When } from '../ui/when.tsx'
import { BroadcastPanel } from './broadcast-panel.tsx'
import { CrewPanel } from './crew-panel.tsx'
import { CustomerPanel } from './customer-panel.tsx'
import { AttachmentsPanel } from './desk/attachments-panel.tsx'
import { NotesPanel } from './desk/notes-panel.tsx'
import { RaceReceipt } from './race-receipt.tsx'
import { StateSteps } from './state-steps.tsx'
import classes from './ticket-page.module.css'
import { TicketMoves } from './ticket-moves.tsx'
import { Timeline } from './timeline.tsx'
import { VisitPanel } from './visit-panel.tsx'

type Props = { ticketId: string; fieldWork: ReactNode; invoice: ReactNode; rating: ReactNode }

/** Everything about one ticket, and every move that may be made now. */
export function TicketPage({ ticketId, ...sections }: Props) {
  const query = useQuery({
    queryKey: ['tickets', ticketId],
    queryFn: () => answer(api.GET('/api/v1/tickets/{id}', { params: { path: { id: ticketId } } })),
  })
  return (
    <QueryAnswer query={query} lines={10}>
      {(ticket) => <TicketView ticket={ticket} {...sections} />}
    </QueryAnswer>
  )
}

type ViewProps = Omit<Props, 'ticketId'> & { ticket: Ticket }

function TicketView({ ticket, fieldWork, invoice, rating }: ViewProps) {
  const { t } = useTranslation('office')
  const seesRace = useIs('admin', 'cs', 'manager')
  const worked = ticket.state !== 'OPEN' && ticket.state !== 'CANCELLED'
  const finished = ticket.state === 'DONE' || ticket.state === 'CLOSED'
  // while nobody works the race is the news; later it is the record
  const race = seesRace && <RaceReceipt ticketId={ticket.id} zone={ticket.timeZone} />
  return (
    <>
      <PageHeader
        back={{ to: '/tickets', label: t('nav.tickets') }}
        title={ticket.title}
        badges={
          <>
            <StateBadge state={ticket.state} size="lg" />
            {ticket.emergency && <EmergencyBadge size="lg" />}
            <PriorityBadge priority={ticket.priority} size="lg" />
          </>
        }
        subtitle={
          <>
            <span className="num">{ticket.code}</span> ·{' '}
            {t('ticket.openedBy', { name: ticket.createdBy.name })} <When at={ticket.createdAt} />
          </>
        }
        actions={<TicketMoves ticket={ticket} />}
      />
      {ticket.state === 'CANCELLED' ? (
        <Alert color="gray" title={t('ticket.cancelled')} mb="md">
          {ticket.cancelReason}
        </Alert>
      ) : (
        <StateSteps ticket={ticket} />
      )}
      <div className={classes.columns}>
        <Stack gap="md" className={classes.main}>
          <VisitPanel ticket={ticket} />
          <CrewPanel ticket={ticket} />
          {!worked && race}
          {worked && fieldWork}
          {finished && invoice}
          {finished && rating}
          <AttachmentsPanel ticketId={ticket.id} zone={ticket.timeZone} />
        </Stack>
        <Stack gap="md" className={classes.aside}>
          <CustomerPanel ticket={ticket} />
          <NotesPanel ticketId={ticket.id} zone={ticket.timeZone} />
          {ticket.broadcast && (
            <BroadcastPanel ticketId={ticket.id} zone={ticket.timeZone} broadcast={ticket.broadcast} />
          )}
          {worked && race}
          <Timeline entries={ticket.timeline} zone={ticket.timeZone} />
        </Stack>
      </div>
    </>
  )
}
