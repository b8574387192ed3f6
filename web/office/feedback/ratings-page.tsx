import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { IconStar } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Rating } from '../../shared/api/shapes.ts'
import { EmptyAnswer, FailedAnswer, WaitingAnswer } from '../ui/answers.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Panel } from '../ui/panel.tsx'
import { useUrlState } from '../ui/url-state.ts'
import { type ListQuery, useList } from '../ui/use-list.ts'
import { PeriodText } from './period-picker.tsx'
import { RatingCard } from './rating-card.tsx'

const NO_FILTERS = { score: '', technicianId: '', csId: '', from: '', to: '' }
type Filters = typeof NO_FILTERS

/** Every rating with its words, newest first; Monev links here with a person and a period. */
export function RatingsPage() {
  const { t } = useTranslation('office-work')
  const [filters, change] = useUrlState(NO_FILTERS)
  const list = useList(['ratings', 'list', filters], (cursor) =>
    answer(
      api.GET('/api/v1/ratings', {
        params: { query: { limit: 25, ...asked(filters), ...(cursor && { cursor }) } },
      }),
    ),
  )
  const filtered = Object.values(filters).some(Boolean)
  return (
    <>
      <PageHeader title={t('ratings.title')} subtitle={t('ratings.about')} />
      <Group gap="md" mb="sm" align="flex-end">
        <NativeSelect
          label={t('ratings.filterScore')}
          value={filters.score}
          onChange={(event) => change({ score: event.currentTarget.value })}
          data={[
            { value: '', label: t('ratings.anyScore') },
            ...[5, 4, 3, 2, 1].map((score) => ({
              value: String(score),
              label: t('monev.stars', { count: score }),
            })),
          ]}
        />
        <About filters={filters} ratings={list.data ?? []} />
        {filtered && (
          <Button variant="default" onClick={() => change(NO_FILTERS)}>
            {t('ratings.resetFilter')}
          </Button>
        )}
      </Group>
      <Ratings list={list} filtered={filtered} />
    </>
  )
}

/** Only the filters that are set. */
function asked(filters: Filters) {
  const { score, ...rest } = filters
  const set = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''))
  return { ...set, ...(score && { score: Number(score) }) }
}

/** Whose ratings and of which days, when one came here from Monev. */
function About({ filters, ratings }: { filters: Filters; ratings: Rating[] }) {
  const { t } = useTranslation('office-work')
  const { technicianId, csId, from, to } = filters
  const technician = ratings.flatMap((rating) => rating.technicians).find(({ id }) => id === technicianId)
  const cs = ratings.find((rating) => rating.cs.id === csId)?.cs
  return (
    <Text pb={7}>
      {technician && t('ratings.technicianFilter', { name: technician.name })}
      {cs && t('ratings.csFilter', { name: cs.name })}
      {(technician ?? cs) && from && to && ' · '}
      {from && to && <PeriodText period={{ from, to }} />}
    </Text>
  )
}

function Ratings({ list, filtered }: { list: ListQuery<Rating>; filtered: boolean }) {
  const { t } = useTranslation('office-work')
  if (list.isPending) return <WaitingAnswer lines={6} />
  if (!list.data) return <FailedAnswer error={list.error} retry={() => void list.refetch()} />
  if (list.data.length === 0)
    return (
      <Panel>
        <EmptyAnswer
          title={t(filtered ? 'ratings.emptyFilter' : 'ratings.empty')}
          text={filtered ? undefined : t('ratings.emptyHint')}
          icon={<IconStar size={34} stroke={1.5} aria-hidden />}
        />
      </Panel>
    )
  return (
    <Panel flush>
      {list.data.map((rating) => (
        <RatingCard key={rating.id} rating={rating} withTicket />
      ))}
      {list.hasNextPage && (
        <Group p="md">
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('office:list.more')}
          </Button>
        </Group>
      )}
    </Panel>
  )
}
