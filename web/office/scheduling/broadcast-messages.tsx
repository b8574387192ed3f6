import { Badge, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { BroadcastMessage } from '../../shared/api/shapes.ts'
import { exactClock, shortDate } from '../../shared/format.ts'
import { FailedAnswer, WaitingAnswer } from '../ui/answers.tsx'
import { useList } from '../ui/use-list.ts'
import classes from './broadcast-panel.module.css'

const STATES = ['SENT', 'WAITING', 'HELD', 'FAILED', 'SKIPPED', 'UNKNOWN'] as const
type State = (typeof STATES)[number]
const COLORS: Record<State, string> = {
  SENT: 'green',
  WAITING: 'gray',
  HELD: 'indigo',
  FAILED: 'red',
  SKIPPED: 'gray',
  UNKNOWN: 'orange',
}

/** Every offer of this job: to whom, when Telegram took it, and why not. */
export function BroadcastMessages({ ticketId, zone }: { ticketId: string; zone: string }) {
  const { t } = useTranslation('office')
  const [name, setName] = useState('')
  const [status, setStatus] = useState<State | null>(null)
  const [q] = useDebouncedValue(name.trim(), 250)
  const list = useList(['tickets', ticketId, 'broadcast', q, status], (cursor) =>
    answer(
      api.GET('/api/v1/tickets/{id}/broadcast', {
        params: {
          path: { id: ticketId },
          query: { limit: 50, ...(q && { q }), ...(status && { status }), ...(cursor && { cursor }) },
        },
      }),
    ),
  )
  return (
    <Stack gap="xs" mt="xs">
      <Group gap="xs" grow>
        <TextInput
          size="xs"
          placeholder={t('broadcast.search')}
          aria-label={t('broadcast.search')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          size="xs"
          clearable
          placeholder={t('broadcast.all')}
          aria-label={t('broadcast.filter')}
          data={STATES.map((value) => ({ value, label: t(`broadcast.state.${value}`) }))}
          value={status}
          onChange={(value) => setStatus(STATES.find((one) => one === value) ?? null)}
        />
      </Group>
      {list.isPending && <WaitingAnswer lines={3} />}
      {list.isError && !list.data && <FailedAnswer error={list.error} retry={() => void list.refetch()} />}
      {list.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('broadcast.none')}
        </Text>
      )}
      <ul className={classes.messages}>
        {(list.data ?? []).map((message) => (
          <Line key={message.id} message={message} zone={zone} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('list.more')}
        </Button>
      )}
    </Stack>
  )
}

function Line({ message, zone }: { message: BroadcastMessage; zone: string }) {
  const { t } = useTranslation('office')
  const at = (time: string) => `${shortDate(time, { zone })} ${exactClock(time, { zone })}`
  const when = message.sentAt
    ? t('broadcast.sentAt', { time: at(message.sentAt) })
    : t(message.status === 'HELD' ? 'broadcast.dueAt' : 'broadcast.queuedAt', {
        time: at(message.status === 'HELD' ? message.dueAt : message.queuedAt),
      })
  const changed = message.updatedAt && message.sentAt && message.updatedAt > message.sentAt
  return (
    <li className={classes.message}>
      <Group justify="space-between" gap={6} wrap="nowrap">
        <Text size="sm" fw={600} truncate>
          {message.technician.name}
        </Text>
        <Badge size="sm" variant="light" color={COLORS[message.status]} style={{ flexShrink: 0 }}>
          {t(`broadcast.state.${message.status}`)}
        </Badge>
      </Group>
      <Text size="xs" c="dimmed">
        {[
          message.round > 1 ? t('broadcast.round', { number: message.round }) : null,
          when,
          changed ? t('broadcast.updatedAt', { time: at(message.updatedAt ?? '') }) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {message.problem && (
        <Text size="xs" c={message.status === 'FAILED' ? 'red.7' : undefined}>
          {t(`broadcast.problem.${message.problem}`)}
        </Text>
      )}
    </li>
  )
}
