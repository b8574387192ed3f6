import { Button, Text } from '@mantine/core'
import { IconTrophy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { ClaimAttempt } from '../../shared/api/shapes.ts'
import { duration, exactClock } from '../../shared/format.ts'
import { FailedAnswer, WaitingAnswer } from '../ui/answers.tsx'
import { Panel } from '../ui/panel.tsx'
import { useList } from '../ui/use-list.ts'
import classes from './race-receipt.module.css'
import { byRound } from './by-round.ts'

/** Who pressed when, in the order of the server: so that nobody has to take "too late" on trust. */
export function RaceReceipt({ ticketId, zone }: { ticketId: string; zone: string }) {
  const { t } = useTranslation('office')
  const list = useList(['claims', ticketId], (cursor) =>
    answer(
      api.GET('/api/v1/tickets/{id}/claims', {
        params: { path: { id: ticketId }, query: { limit: 50, ...(cursor && { cursor }) } },
      }),
    ),
  )
  const rounds = byRound(list.data ?? [])
  return (
    <Panel title={t('race.title')} flush>
      {list.isPending && <WaitingAnswer lines={2} />}
      {list.isError && !list.data && <FailedAnswer error={list.error} retry={() => void list.refetch()} />}
      {list.data && (
        <Text size="sm" c="dimmed" px="md" py="xs">
          {t(list.data.length === 0 ? 'race.none' : 'race.hint')}
        </Text>
      )}
      {rounds.map(({ round, attempts }) => (
        <div key={round}>
          {rounds.length > 1 && <h3 className={classes.round}>{t('race.round', { number: round })}</h3>}
          <ol className={classes.list}>
            {attempts.map((attempt) => (
              <Attempt key={`${round}-${attempt.order}`} attempt={attempt} zone={zone} />
            ))}
          </ol>
        </div>
      ))}
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

function Attempt({ attempt, zone }: { attempt: ClaimAttempt; zone: string }) {
  const { t } = useTranslation(['office', 'labels'])
  const won = attempt.outcome === 'WON'
  return (
    <li className={classes.attempt} data-won={won || undefined}>
      <span className={classes.order}>{attempt.order}</span>
      <span className={classes.words}>
        <span className={classes.name}>
          {attempt.technician.name}
          {won && <IconTrophy size={15} aria-hidden />}
        </span>
        <span className={classes.meta}>
          {won ? t('race.won', { seat: attempt.seat }) : t(`labels:claimOutcome.${attempt.outcome}`)}
          {' · '}
          {t(`labels:via.${attempt.via}`)}
        </span>
      </span>
      <span className={classes.times}>
        <time dateTime={attempt.at}>{exactClock(attempt.at, { zone })}</time>
        {attempt.behindWinnerMs !== null && (
          <span>{t('race.behind', { time: duration(attempt.behindWinnerMs) })}</span>
        )}
      </span>
    </li>
  )
}
