import { Button, Group, Text } from '@mantine/core'
import { IconList } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { TicketCard, TicketState } from '../../shared/api/shapes.ts'
import { clock, dayAndClock, zoneSuffix } from '../../shared/format.ts'
import { FailedAnswer, WaitingAnswer } from '../ui/answers.tsx'
import { EmergencyBadge, PriorityBadge, StateBadge } from '../ui/badges.tsx'
import { ButtonLink } from '../ui/links.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { toTicket } from '../ui/paths.ts'
import { SeatCount } from '../ui/seat-count.tsx'
import { useList } from '../ui/use-list.ts'
import classes from './board-page.module.css'

/** The states that somebody still has to do something about. */
const COLUMNS: readonly TicketState[] = ['OPEN', 'ASSIGNED', 'IN_PROGRESS', 'DONE']

export function BoardPage() {
  const { t } = useTranslation('office')
  return (
    <>
      <PageHeader
        title={t('tickets.board')}
        subtitle={t('tickets.boardHint')}
        actions={
          <ButtonLink to="/tickets" variant="default" leftSection={<IconList size={17} aria-hidden />}>
            {t('tickets.asList')}
          </ButtonLink>
        }
      />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls sideways on a phone */}
      <div className={classes.board} tabIndex={0} role="group" aria-label={t('tickets.board')}>
        {COLUMNS.map((state) => (
          <Column key={state} state={state} />
        ))}
      </div>
    </>
  )
}

function Column({ state }: { state: TicketState }) {
  const { t } = useTranslation(['office', 'labels'])
  const list = useList(['tickets', 'list', 'board', state], (cursor) =>
    answer(
      api.GET('/api/v1/tickets', { params: { query: { state, limit: 30, ...(cursor && { cursor }) } } }),
    ),
  )
  const items = list.data?.toSorted(bySchedule) ?? []
  return (
    <section className={classes.column} aria-labelledby={`board-${state}`}>
      <h2 className={classes.head} id={`board-${state}`}>
        <StateBadge state={state} />
        <span className="num">
          {list.data && items.length}
          {list.hasNextPage && '+'}
        </span>
      </h2>
      <Text size="xs" c="dimmed" px={4} mb="xs">
        {t(`labels:stateHint.${state}`)}
      </Text>
      {list.isPending && <WaitingAnswer lines={3} />}
      {list.isError && !list.data && <FailedAnswer error={list.error} retry={() => void list.refetch()} />}
      {list.data?.length === 0 && (
        <Text size="sm" c="dimmed" ta="center" py="lg">
          {t('tickets.columnEmpty')}
        </Text>
      )}
      <ul className={classes.cards}>
        {items.map((ticket) => (
          <li key={ticket.id}>
            <BoardCard ticket={ticket} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          fullWidth
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('list.more')}
        </Button>
      )}
    </section>
  )
}

/** Emergencies first, then the visit that comes next. */
function bySchedule(one: TicketCard, other: TicketCard): number {
  return (
    Number(other.emergency) - Number(one.emergency) || one.scheduledStart.localeCompare(other.scheduledStart)
  )
}

function BoardCard({ ticket }: { ticket: TicketCard }) {
  const zone = { zone: ticket.timeZone }
  return (
    <Link {...toTicket(ticket.id)} className={classes.card} data-emergency={ticket.emergency || undefined}>
      <Group justify="space-between" gap={6} wrap="nowrap">
        <span className={classes.code}>{ticket.code}</span>
        {ticket.emergency ? (
          <EmergencyBadge size="sm" />
        ) : (
          <PriorityBadge priority={ticket.priority} size="sm" />
        )}
      </Group>
      <strong className={classes.title}>{ticket.title}</strong>
      <span className={classes.meta}>{ticket.customer.name}</span>
      <Group justify="space-between" gap={6} wrap="nowrap" mt={4}>
        <span className={classes.meta}>
          {dayAndClock(ticket.scheduledStart, zone)}–{clock(ticket.scheduledEnd, zone)}{' '}
          {zoneSuffix(ticket.timeZone)}
        </span>
        <SeatCount taken={ticket.seatsTaken} quota={ticket.technicianQuota} />
      </Group>
      {ticket.crew.length > 0 && (
        <span className={classes.crew}>{ticket.crew.map((person) => person.name).join(', ')}</span>
      )}
    </Link>
  )
}
