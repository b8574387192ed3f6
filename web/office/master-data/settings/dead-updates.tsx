import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Got } from '../../../shared/api/shapes.ts'
import { Panel } from '../../ui/panel.tsx'
import { useList } from '../../ui/use-list.ts'
import { useWrite } from '../../ui/use-write.ts'
import { When } from '../../ui/when.tsx'

type DeadUpdate = Got<'/api/v1/settings/channels/dead-updates'>['items'][number]

/** Incoming updates that nobody could read, each to be read again or dismissed; nothing is shown while there are none. */
export function DeadUpdates() {
  const { t } = useTranslation(['settings', 'office'])
  const list = useList(['settings', 'dead-updates'], (cursor) =>
    answer(
      api.GET('/api/v1/settings/channels/dead-updates', {
        params: { query: { limit: 20, ...(cursor && { cursor }) } },
      }),
    ),
  )
  if (!list.data || list.data.length === 0) return null
  return (
    <Panel title={t('dead.title')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('dead.hint')}
        </Text>
        {list.data.map((update) => (
          <Entry key={update.id} update={update} />
        ))}
        {list.hasNextPage && (
          <Button
            variant="subtle"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('office:list.more')}
          </Button>
        )}
      </Stack>
    </Panel>
  )
}

function Entry({ update }: { update: DeadUpdate }) {
  const { t } = useTranslation('settings')
  const name = update.channel === 'whatsapp' ? 'WhatsApp' : 'Telegram'
  const act = (what: 'retry' | 'dismiss') => ({ refresh: ['settings'] as const, done: t(`dead.${what}Done`) })
  const again = useWrite<void>(
    (_, headers) =>
      answer(
        api.POST('/api/v1/settings/channels/dead-updates/{id}/retry', {
          params: { path: { id: update.id } },
          headers,
        }),
      ),
    act('retry'),
  )
  const dismiss = useWrite<void>(
    (_, headers) =>
      answer(
        api.POST('/api/v1/settings/channels/dead-updates/{id}/dismiss', {
          params: { path: { id: update.id } },
          headers,
        }),
      ),
    act('dismiss'),
  )
  return (
    <section aria-label={`${name} ${update.id}`}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>
          {name} · <When at={update.receivedAt} />
        </Text>
        <Group gap="xs">
          <Button size="xs" loading={again.isPending} onClick={() => again.mutate()}>
            {t('dead.retry')}
          </Button>
          <Button size="xs" variant="default" loading={dismiss.isPending} onClick={() => dismiss.mutate()}>
            {t('dead.dismiss')}
          </Button>
        </Group>
      </Group>
      <Text size="sm" c="red.8" className="free-text">
        {update.reason}
      </Text>
      <details>
        <summary>{t('dead.original')}</summary>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long original must scroll by keyboard */}
        <Code block tabIndex={0} mah={320} style={{ overflow: 'auto' }}>
          {update.payload}
        </Code>
      </details>
    </section>
  )
}
