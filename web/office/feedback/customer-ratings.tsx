import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import { EmptyAnswer, FailedAnswer, WaitingAnswer } from '../ui/answers.tsx'
import { Panel } from '../ui/panel.tsx'
import { useList } from '../ui/use-list.ts'
import { RatingCard } from './rating-card.tsx'

/** What one customer said about the visits, for the customer's page. */
export function CustomerRatings({ customerId }: { customerId: string }) {
  const { t } = useTranslation(['office-work', 'office'])
  const list = useList(['ratings', 'list', 'customer', customerId], (cursor) =>
    answer(
      api.GET('/api/v1/ratings', { params: { query: { customerId, limit: 10, ...(cursor && { cursor }) } } }),
    ),
  )
  if (list.isPending) return <WaitingAnswer />
  if (!list.data) return <FailedAnswer error={list.error} retry={() => void list.refetch()} />
  return (
    <Panel title={t('ratings.title')} flush>
      {list.data.length === 0 && <EmptyAnswer title={t('ratings.none')} compact />}
      {list.data.map((rating) => (
        <RatingCard key={rating.id} rating={rating} withTicket />
      ))}
      {list.hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          fullWidth
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('office:list.more')}
        </Button>
      )}
    </Panel>
  )
}
