import { ActionIcon, Button, Group, Modal, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { AttendanceReportRow } from '../../shared/api/shapes.ts'
import { storedLanguage } from '../../shared/language.ts'
import { EmptyAnswer, QueryAnswer, WaitingAnswer } from '../ui/answers.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Panel } from '../ui/panel.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { useUrlState } from '../ui/url-state.ts'
import { useToday } from '../ui/when.tsx'
import { AttendanceTable } from './attendance-table.tsx'
import { monthName, nextMonth } from './months.ts'
import { ReportRows } from './report-rows.tsx'

/** Laporan Absensi: one month, one line per technician, with files to keep. */
export function AttendanceReportPage() {
  const { t } = useTranslation('office-attendance')
  const today = useToday()
  const [{ month: chosen, q }, change] = useUrlState({ month: '', q: '' })
  const month = chosen || today.slice(0, 7)
  const [open, setOpen] = useState<AttendanceReportRow['technician'] | null>(null)
  const report = useQuery({
    queryKey: ['attendance', 'report', month],
    queryFn: () => answer(api.GET('/api/v1/attendance-report', { params: { query: { month } } })),
  })
  const step = (months: number) => {
    const next = nextMonth(month, months)
    change({ month: next === today.slice(0, 7) ? '' : next })
  }
  return (
    <>
      <PageHeader
        title={t('report.title')}
        subtitle={t('report.about')}
        back={{ to: '/attendance', label: t('report.board') }}
        actions={<Downloads month={month} />}
      />
      <Group gap="sm" mb="md">
        <Group gap={6} wrap="nowrap">
          <ActionIcon variant="default" size={36} aria-label={t('report.previous')} onClick={() => step(-1)}>
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
          <Text fw={650} miw={150} ta="center" aria-live="polite">
            {monthName(month, storedLanguage())}
          </Text>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('report.next')}
            disabled={month >= today.slice(0, 7)}
            onClick={() => step(1)}
          >
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
        </Group>
        <SearchField value={q} onChange={(next) => change({ q: next })} label={t('report.search')} />
      </Group>
      <QueryAnswer query={report} lines={8}>
        {({ items }) => <Rows items={items} q={q} onOpen={setOpen} onClear={() => change({ q: '' })} />}
      </QueryAnswer>
      {open && <Days technician={open} month={month} onClose={() => setOpen(null)} />}
    </>
  )
}

type RowsProps = {
  items: AttendanceReportRow[]
  q: string
  onOpen: (technician: AttendanceReportRow['technician']) => void
  onClear: () => void
}

function Rows({ items, q, onOpen, onClear }: RowsProps) {
  const { t } = useTranslation('office-attendance')
  const found = items.filter((row) => row.technician.name.toLowerCase().includes(q.trim().toLowerCase()))
  if (found.length > 0) return <ReportRows rows={found} onOpen={onOpen} />
  return (
    <Panel>
      {items.length === 0 ? (
        <EmptyAnswer title={t('report.empty')} text={t('report.emptyHint')} />
      ) : (
        <EmptyAnswer
          title={t('report.emptySearch')}
          action={
            <Button variant="default" onClick={onClear}>
              {t('office-work:attendance.showAll')}
            </Button>
          }
        />
      )}
    </Panel>
  )
}

function Downloads({ month }: { month: string }) {
  const { t } = useTranslation('office-attendance')
  const file = (format: string, details: boolean) =>
    `/api/v1/attendance-report-export?month=${month}&format=${format}${details ? '&details=true' : ''}`
  return (
    <Group gap="xs">
      {(
        [
          ['xlsx', false, 'report.xlsx'],
          ['csv', false, 'report.csv'],
          ['xlsx', true, 'report.details'],
        ] as const
      ).map(([format, details, label]) => (
        <Button
          key={label}
          component="a"
          href={file(format, details)}
          download
          variant="default"
          leftSection={<IconDownload size={17} aria-hidden />}
        >
          {t(label)}
        </Button>
      ))}
    </Group>
  )
}

type DaysProps = { technician: AttendanceReportRow['technician']; month: string; onClose: () => void }

/** The month of one technician, day by day, where single entries can be put right. */
function Days({ technician, month, onClose }: DaysProps) {
  const { t } = useTranslation('office-attendance')
  const days = useQuery({
    queryKey: ['attendance', 'days', month, technician.id],
    queryFn: () =>
      answer(
        api.GET('/api/v1/attendance-days', { params: { query: { month, technicianId: technician.id } } }),
      ),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={
        <Text fw={700}>
          {t('report.detailTitle', { name: technician.name, month: monthName(month, storedLanguage()) })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      {days.isPending ? (
        <WaitingAnswer lines={5} />
      ) : (
        <QueryAnswer query={days}>
          {({ items }) => <AttendanceTable entries={items} withTicket />}
        </QueryAnswer>
      )}
    </Modal>
  )
}
