import { Stack } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import { QueryAnswer } from '../ui/answers.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { useUrlState } from '../ui/url-state.ts'
import { useToday } from '../ui/when.tsx'
import { CsTable } from './cs-table.tsx'
import { Distribution } from './distribution.tsx'
import { OverviewTiles } from './overview-tiles.tsx'
import { chosenPeriod, type Period, PRESETS } from './period.ts'
import { PeriodPicker, PeriodText } from './period-picker.tsx'
import { TechnicianRanking } from './technician-ranking.tsx'

/** Monev: how the service did in a period, and who with it. */
export function MonevPage() {
  const { t } = useTranslation('office-work')
  const today = useToday()
  const [state, change] = useUrlState({ period: 'thisMonth', from: '', to: '' })
  const preset = PRESETS.find((name) => name === state.period) ?? 'thisMonth'
  const chosen = { from: state.from, to: state.to }
  const period = chosenPeriod(preset, chosen, today)
  return (
    <>
      <PageHeader
        title={t('monev.title')}
        subtitle={period && <PeriodText period={period} />}
        actions={<PeriodPicker preset={preset} chosen={chosen} period={period} onChange={change} />}
      />
      {period && <Report period={period} />}
    </>
  )
}

function Report({ period }: { period: Period }) {
  const query = { params: { query: period } }
  const shared = { placeholderData: keepPreviousData }
  const overview = useQuery({
    queryKey: ['kpi', 'overview', period],
    queryFn: () => answer(api.GET('/api/v1/kpi/overview', query)),
    ...shared,
  })
  const technicians = useQuery({
    queryKey: ['kpi', 'technicians', period],
    queryFn: () => answer(api.GET('/api/v1/kpi/technicians', query)),
    ...shared,
  })
  const cs = useQuery({
    queryKey: ['kpi', 'cs', period],
    queryFn: () => answer(api.GET('/api/v1/kpi/customer-service', query)),
    ...shared,
  })
  return (
    <Stack
      gap="md"
      style={{ opacity: overview.isPlaceholderData ? 0.6 : 1 }}
      aria-busy={overview.isPlaceholderData}
    >
      <QueryAnswer query={overview} lines={6}>
        {(data) => (
          <>
            <OverviewTiles overview={data} />
            <Distribution distribution={data.distribution} period={period} />
          </>
        )}
      </QueryAnswer>
      <QueryAnswer query={technicians} lines={6}>
        {({ items }) => <TechnicianRanking items={items} period={period} />}
      </QueryAnswer>
      <QueryAnswer query={cs} lines={3}>
        {({ items }) => <CsTable items={items} period={period} />}
      </QueryAnswer>
    </Stack>
  )
}
