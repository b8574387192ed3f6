import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import { EmptyAnswer, FailedAnswer, WaitingAnswer } from '../ui/answers.tsx'
import { AnchorLink } from '../ui/links.tsx'
import { Panel } from '../ui/panel.tsx'
import { toTicket } from '../ui/paths.ts'
import { useList } from '../ui/use-list.ts'
import { When } from '../ui/when.tsx'
import classes from './timeline.module.css'
import { inWords } from './timeline-words.ts'

/** Everything that happened with a customer, across all tickets. */
export function CustomerTimeline({ customerId }: { customerId: string }) {
  const { t } = useTranslation(['office', 'labels'])
  const list = useList(['customers', customerId, 'timeline'], (cursor) =>
    answer(
      api.GET('/api/v1/customers/{id}/timeline', {
        params: { path: { id: customerId }, query: { limit: 25, ...(cursor && { cursor }) } },
      }),
    ),
  )
  if (list.isPending) return <WaitingAnswer />
  if (!list.data) return <FailedAnswer error={list.error} retry={() => void list.refetch()} />
  return (
    <Panel title={t('timeline.title')} flush>
      {list.data.length === 0 && <EmptyAnswer title={t('timeline.none')} compact />}
      <ol className={classes.list}>
        {list.data.map((entry) => {
          const words = inWords(entry, (key, params) => t(key, params ?? {}))
          return (
            <li key={entry.id} data-weight={words.weight}>
              <p className={classes.what}>{words.what}</p>
              {words.note && <p className={classes.note}>{words.note}</p>}
              <p className={classes.when}>
                <When at={entry.at} />
                {entry.ticket && (
                  <>
                    {' · '}
                    <AnchorLink {...toTicket(entry.ticket.id)} inherit>
                      {entry.ticket.code}
                    </AnchorLink>
                  </>
                )}
              </p>
            </li>
          )
        })}
      </ol>
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
    </Panel>
  )
}
