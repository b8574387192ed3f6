import { Alert, Button, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Dispatch } from '../../../shared/api/shapes.ts'
import { longDate } from '../../../shared/format.ts'
import { EmptyAnswer, FailedAnswer, WaitingAnswer } from '../../ui/answers.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { useCoordinates } from '../../ui/session.ts'
import { useUrlState } from '../../ui/url-state.ts'
import { useToday } from '../../ui/when.tsx'
import { Agenda } from './agenda.tsx'
import { BoardGrid } from './board-grid.tsx'
import { CalendarDialogs, type Open } from './calendar-dialogs.tsx'
import { DayStepper, Filters, type FilterState } from './calendar-toolbar.tsx'
import classes from './calendar.module.css'
import { columnsOf, daysOf, startOfDay, type View, VIEWS } from './range.ts'
import { byTechnician, byTicket, type Item, openItems } from './rows.ts'
import type { Drop } from './use-drag.ts'

const DEFAULTS = { date: '', view: 'week', rows: 'technician', q: '', skill: '', area: '', state: '' }

/** Jadwal: who has what when, what nobody has taken, and the moves between them. */
export function CalendarPage() {
  const { t } = useTranslation('office-calendar')
  const [filters, change] = useUrlState<FilterState>(DEFAULTS)
  const today = useToday()
  const day = filters.date || today
  const view = VIEWS.find((name) => name === filters.view) ?? 'week'
  const days = useMemo(() => daysOf(view, day), [view, day])
  const mayMove = useCoordinates()
  const [open, setOpen] = useState<Open | null>(null)
  const board = useBoard(days, filters)
  const data = useMemo(() => board.data && joined(board.data.pages), [board.data])
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={spanWords(days)}
        actions={
          <>
            {mayMove && (
              <Button variant="default" onClick={() => setOpen({ kind: 'absence', day })}>
                {t('absence.record')}
              </Button>
            )}
            <DayStepper
              view={view}
              day={day}
              onChange={(date) => change({ date: date === today ? '' : date })}
            />
          </>
        }
      />
      <Filters filters={filters} view={view} onChange={change} />
      {!data && board.isPending && <WaitingAnswer lines={8} />}
      {!data && board.isError && <FailedAnswer error={board.error} retry={() => void board.refetch()} />}
      {data && (
        <Board
          data={data}
          days={days}
          view={view}
          byTickets={filters.rows === 'ticket'}
          mayMove={mayMove}
          setOpen={setOpen}
        />
      )}
      {board.hasNextPage && (
        <Button
          mt="sm"
          variant="subtle"
          fullWidth
          loading={board.isFetchingNextPage}
          onClick={() => void board.fetchNextPage()}
        >
          {t('moreTechnicians')}
        </Button>
      )}
      {open && data && <CalendarDialogs open={open} data={data} setOpen={setOpen} />}
    </>
  )
}

function useBoard(days: readonly string[], { q, skill, area, state }: FilterState) {
  const query = {
    from: days[0] as string,
    to: days.at(-1) as string,
    ...(q && { q }),
    ...(skill && { skill }),
    ...(area && { area }),
    ...(state && { state }),
  }
  return useInfiniteQuery({
    queryKey: ['calendar', 'board', query],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/calendar', {
          params: { query: { ...query, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    // the old days stay until the new ones are there
    placeholderData: keepPreviousData,
  })
}

/** Pages of technicians as one board; a visit of a crew from two pages is shown once. */
function joined(pages: readonly Dispatch[]): Dispatch {
  const visits = new Map(pages.flatMap((page) => page.visits).map((visit) => [visit.ticketId, visit]))
  return {
    ...(pages[0] as Dispatch),
    technicians: pages.flatMap((page) => page.technicians),
    visits: [...visits.values()].toSorted((one, other) => one.start.localeCompare(other.start)),
  }
}

function spanWords(days: readonly string[]): string {
  const [first, last] = [longDate(startOfDay(days[0] as string)), longDate(startOfDay(days.at(-1) as string))]
  return first === last ? first : `${first} – ${last}`
}

type BoardProps = {
  data: Dispatch
  days: readonly string[]
  view: View
  byTickets: boolean
  mayMove: boolean
  setOpen: (open: Open) => void
}

function Board({ data, days, view, byTickets, mayMove, setOpen }: BoardProps) {
  const { t } = useTranslation('office-calendar')
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const columns = useMemo(() => columnsOf(view, days), [view, days])
  const lines = useMemo(() => (byTickets ? byTicket(data) : byTechnician(data)), [byTickets, data])
  const waiting = useMemo(() => (byTickets ? [] : openItems(data)), [byTickets, data])
  const onOpen = (item: Item) =>
    setOpen(
      item.kind === 'visit'
        ? { kind: 'visit', ticketId: item.visit.ticketId }
        : { kind: 'absence', absence: item.absence, day: days[0] as string },
    )
  const onDrop = (drop: Drop) => {
    const next = whatToAsk(drop)
    if (next) setOpen(next)
  }
  const troubled = data.visits.filter((visit) => visit.conflicts.length > 0).length
  if (phone) return <Agenda data={data} days={days} onOpen={onOpen} />
  if (lines.length === 0 && waiting.length === 0)
    return <EmptyAnswer title={t('nothing')} text={t('nothingHint')} />
  return (
    <>
      {troubled > 0 && (
        <Alert color="amber" mb="sm" py={6}>
          {t('conflicts', { count: troubled })}
        </Alert>
      )}
      <BoardGrid
        lines={lines}
        open={waiting}
        columns={columns}
        view={view}
        calendar={data}
        mayMove={mayMove}
        onOpen={onOpen}
        onDrop={onDrop}
        onAbsence={(technicianId) => setOpen({ kind: 'absence', technicianId, day: days[0] as string })}
      />
      <Legend mayMove={mayMove} />
    </>
  )
}

/** An open job on somebody's row is an assignment; another time is a move; nothing else is asked. */
function whatToAsk({ visit, shift, technicianId }: Drop): Open | null {
  const held = visit.crew.some((member) => member.technicianId === technicianId)
  if (technicianId && !held && visit.freeSeats > 0)
    return { kind: 'assign', ticketId: visit.ticketId, technicianId }
  if (shift === 0 || !['OPEN', 'ASSIGNED', 'IN_PROGRESS'].includes(visit.state)) return null
  const moved = (at: string) => new Date(Date.parse(at) + shift).toISOString()
  return { kind: 'move', ticketId: visit.ticketId, to: { start: moved(visit.start), end: moved(visit.end) } }
}

const LEGEND = ['open', 'ASSIGNED', 'IN_PROGRESS', 'DONE', 'absence'] as const

function Legend({ mayMove }: { mayMove: boolean }) {
  const { t } = useTranslation('office-calendar')
  return (
    <>
      <ul className={classes.legend}>
        {LEGEND.map((kind) => (
          <li key={kind}>
            <i className={classes.bar} data-kind={kind} aria-hidden />
            {t(`legend.${kind}`)}
          </li>
        ))}
      </ul>
      {mayMove && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('dragHint')}
        </Text>
      )}
    </>
  )
}
