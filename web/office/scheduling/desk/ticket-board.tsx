import { Button, Group, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { TicketCard, TicketState } from '../../../shared/api/shapes.ts'
import { clock, dayAndClock, dayIn, zoneSuffix } from '../../../shared/format.ts'
import { FailedAnswer, WaitingAnswer } from '../../ui/answers.tsx'
import { EmergencyBadge, PriorityBadge, StateBadge } from '../../ui/badges.tsx'
import { toTicket } from '../../ui/paths.ts'
import { SeatCount } from '../../ui/seat-count.tsx'
import { StateTabs } from '../../ui/state-tabs.tsx'
import { useList } from '../../ui/use-list.ts'
import { useToday } from '../../ui/when.tsx'
import classes from './ticket-board.module.css'
import { queryOf, type TicketFilters } from './ticket-filters.ts'

/** The states that somebody still has to do something about. */
const COLUMNS = ['OPEN', 'ASSIGNED', 'IN_PROGRESS', 'DONE'] as const satisfies readonly TicketState[]
type ColumnState = (typeof COLUMNS)[number]
type Query = ReturnType<typeof queryOf>

/** Tickets by state: beside each other on a desk, one state at a time on a phone. */
export function TicketBoard({ filters }: { filters: TicketFilters }) {
  const { t } = useTranslation(['office', 'labels'])
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const [shown, setShown] = useState<ColumnState>('OPEN')
  const query = queryOf(filters, useToday())
  const counts = useQuery({
    queryKey: ['tickets', 'counts', query],
    queryFn: () => answer(api.GET('/api/v1/tickets/counts', { params: { query } })),
    placeholderData: keepPreviousData,
  }).data
  if (phone)
    return (
      <>
        <StateTabs
          label={t('tickets.state')}
          value={shown}
          onChange={setShown}
          options={COLUMNS.map((state) => ({
            value: state,
            label: t(`labels:state.${state}`),
            count: counts?.[state],
          }))}
        />
        <Column key={shown} state={shown} query={query} count={counts?.[shown]} />
      </>
    )
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls sideways when the window is narrow
    <div className={classes.board} tabIndex={0} role="group" aria-label={t('tickets.board')}>
      {COLUMNS.map((state) => (
        <Column key={state} state={state} query={query} count={counts?.[state]} />
      ))}
    </div>
  )
}

type ColumnProps = { state: ColumnState; query: Query; count: number | undefined }

function Column({ state, query, count }: ColumnProps) {
  const { t } = useTranslation(['office', 'labels'])
  const list = useList<TicketCard>(['tickets', 'list', 'board', state, query], (cursor) =>
    answer(
      api.GET('/api/v1/tickets', {
        params: { query: { ...query, state, sort: 'schedule', limit: 30, ...(cursor && { cursor }) } },
      }),
    ),
  )
  const items = list.data?.toSorted(bySchedule) ?? []
  return (
    <section className={classes.column} aria-labelledby={`board-${state}`}>
      <h2 className={classes.head} id={`board-${state}`}>
        <StateBadge state={state} />
        <span className="num">{count}</span>
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

function whenOf({ scheduledStart: start, scheduledEnd: end, timeZone }: TicketCard): string {
  const zone = { zone: timeZone }
  return dayIn(start, timeZone) === dayIn(end, timeZone)
    ? `${dayAndClock(start, zone)}–${clock(end, zone)}`
    : `${dayAndClock(start, zone)} – ${dayAndClock(end, zone)}`
}

function BoardCard({ ticket }: { ticket: TicketCard }) {
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
          {whenOf(ticket)} {zoneSuffix(ticket.timeZone)}
        </span>
        <SeatCount taken={ticket.seatsTaken} quota={ticket.technicianQuota} />
      </Group>
      {ticket.crew.length > 0 && (
        <span className={classes.crew}>{ticket.crew.map((person) => person.name).join(', ')}</span>
      )}
    </Link>
  )
}
