import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import { QueryAnswer } from '../ui/answers.tsx'
import { Panel } from '../ui/panel.tsx'
import { RatingCard } from './rating-card.tsx'

/** What the customer thought of a job, for the page of a ticket. */
export function RatingSection({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('office-work')
  const found = useQuery({
    queryKey: ['ratings', ticketId],
    queryFn: () => answer(api.GET('/api/v1/tickets/{id}/rating', { params: { path: { id: ticketId } } })),
  })
  return (
    <QueryAnswer query={found} lines={2}>
      {({ rating }) => (
        <Panel title={t('ratings.section')} flush={rating !== null}>
          {rating ? (
            <RatingCard rating={rating} />
          ) : (
            <Text c="dimmed">
              {t('ratings.none')} {t('ratings.noneHint')}
            </Text>
          )}
        </Panel>
      )}
    </QueryAnswer>
  )
}
