import { Button, Group, Stack, Text, VisuallyHidden } from '@mantine/core'
import { IconCalendarOff, IconReportAnalytics } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { BoardRow } from '../../shared/api/shapes.ts'
import { longDate, number } from '../../shared/format.ts'
import { EmptyAnswer, QueryAnswer } from '../ui/answers.tsx'
import { ButtonLink } from '../ui/links.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Panel } from '../ui/panel.tsx'
import { toAttendanceReport } from '../ui/paths.ts'
import { useUrlState } from '../ui/url-state.ts'
import { useNow, useToday } from '../ui/when.tsx'
import { BOARD_FILTERS, BOARD_GROUPS, type BoardFilter, countsOf, inOrder, matches } from './board.ts'
import classes from './board.module.css'
import { BoardRowItem } from './board-row.tsx'
import { DayPicker } from './day-picker.tsx'
import { ReplacementDialog } from './replacement-dialog.tsx'
import { CorrectionDialog, subjectOfRow } from './correction-dialog.tsx'
import { PlaceDialog } from './place-dialog.tsx'
import { useArrivals } from './use-arrivals.ts'

/** Who becomes late is a matter of the clock, not of an event: look again every minute. */
const LOOK_AGAIN = 60_000

/** Kehadiran: the live board of one day. */
export function AttendancePage() {
  const { t } = useTranslation('office-work')
  const [{ date, show }, change] = useUrlState({ date: '', show: 'all' })
  const today = useToday()
  const day = date || today
  const board = useQuery({
    queryKey: ['attendance', day],
    queryFn: () => answer(api.GET('/api/v1/attendance', { params: { query: { date: day } } })),
    refetchInterval: LOOK_AGAIN,
  })
  const filter = BOARD_FILTERS.find((name) => name === show) ?? 'all'
  return (
    <>
      <PageHeader
        title={t('attendance.title')}
        subtitle={`${longDate(`${day}T05:00:00Z`)} · ${t('attendance.about')}`}
        actions={
          <Group gap="sm">
            <DayPicker
              day={day}
              onChange={(next) => change({ date: next === today ? '' : next, show: 'all' })}
            />
            <ButtonLink
              {...toAttendanceReport()}
              variant="default"
              leftSection={<IconReportAnalytics size={17} aria-hidden />}
            >
              {t('office-attendance:report.open')}
            </ButtonLink>
          </Group>
        }
      />
      <QueryAnswer query={board} lines={8}>
        {({ items }) => (
          <Board
            key={day}
            rows={items}
            day={day}
            past={day < today}
            readAt={board.dataUpdatedAt}
            filter={filter}
            onFilter={(next) => change({ show: next })}
          />
        )}
      </QueryAnswer>
    </>
  )
}

type BoardProps = {
  rows: BoardRow[]
  day: string
  past: boolean
  readAt: number
  filter: BoardFilter
  onFilter: (filter: BoardFilter) => void
}

function Board({ rows, day, past, readAt, filter, onFilter }: BoardProps) {
  const { t } = useTranslation('office-work')
  const now = useNow(15_000)
  const fresh = useArrivals(rows)
  const [leaving, setLeaving] = useState<BoardRow | null>(null)
  const [correcting, setCorrecting] = useState<BoardRow | null>(null)
  const [placing, setPlacing] = useState<BoardRow | null>(null)
  if (rows.length === 0)
    return (
      <Panel>
        <EmptyAnswer
          title={t('attendance.emptyDay')}
          text={t('attendance.emptyDayHint')}
          icon={<IconCalendarOff size={34} stroke={1.5} aria-hidden />}
        />
      </Panel>
    )
  const shown = inOrder(rows.filter((row) => matches(row, filter)))
  return (
    <>
      <Counts rows={rows} filter={filter} onFilter={onFilter} />
      <Stack gap="md">
        {BOARD_GROUPS.map((status) => {
          const group = shown.filter((row) => row.status === status)
          if (group.length === 0) return null
          return (
            <Panel
              key={status}
              flush
              title={t(`labels:attendance.${status}`)}
              aside={
                <Text c="dimmed" className="num">
                  {number(group.length)}
                </Text>
              }
            >
              <ul className={classes.list}>
                {group.map((row) => (
                  <BoardRowItem
                    key={row.assignmentId}
                    row={row}
                    day={day}
                    past={past}
                    readAt={readAt}
                    now={now}
                    fresh={fresh.has(row.assignmentId)}
                    onReplace={setLeaving}
                    onCorrect={setCorrecting}
                    onPlace={setPlacing}
                  />
                ))}
              </ul>
            </Panel>
          )
        })}
        {shown.length === 0 && (
          <Panel>
            <EmptyAnswer
              title={t('attendance.emptyFilter')}
              action={
                <Button variant="default" onClick={() => onFilter('all')}>
                  {t('attendance.showAll')}
                </Button>
              }
            />
          </Panel>
        )}
      </Stack>
      <Announcements rows={rows} fresh={fresh} />
      <ReplacementDialog row={leaving} onClose={() => setLeaving(null)} />
      {correcting && (
        <CorrectionDialog subject={subjectOfRow(correcting, day)} onClose={() => setCorrecting(null)} />
      )}
      <PlaceDialog entry={placing?.attendance ?? null} onClose={() => setPlacing(null)} />
    </>
  )
}

const TONES: Partial<Record<BoardFilter, 'red' | 'amber'>> = {
  MISSING: 'red',
  late: 'amber',
  doubtful: 'amber',
}

function Counts({ rows, filter, onFilter }: Pick<BoardProps, 'rows' | 'filter' | 'onFilter'>) {
  const { t } = useTranslation('office-work')
  const counts = countsOf(rows)
  const label = (name: BoardFilter) =>
    name === 'all' || name === 'late' || name === 'doubtful'
      ? t(`attendance.${name}`)
      : t(`labels:attendance.${name}`)
  return (
    <div className={classes.counts} role="group" aria-label={t('attendance.counts')}>
      {BOARD_FILTERS.map((name) => (
        <button
          key={name}
          type="button"
          className={classes.count}
          data-tone={counts[name] > 0 ? TONES[name] : undefined}
          aria-pressed={filter === name}
          onClick={() => onFilter(filter === name ? 'all' : name)}
        >
          <b>{number(counts[name])}</b>
          <span>{label(name)}</span>
        </button>
      ))}
    </div>
  )
}

/** Says to screen readers what others see light up. */
function Announcements({ rows, fresh }: { rows: BoardRow[]; fresh: ReadonlySet<string> }) {
  const { t } = useTranslation('labels')
  const said = rows
    .filter((row) => fresh.has(row.assignmentId))
    .map((row) => `${row.technician.name}: ${t(`attendance.${row.status}`)}`)
  return (
    <VisuallyHidden component="div" role="status">
      {said.join('. ')}
    </VisuallyHidden>
  )
}
