import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import { useWrite } from '../../ui/use-write.ts'
import { Ago } from '../../ui/when.tsx'

/** What is wrong with the channels now and needs a person; nothing is shown while nothing is. */
export function ChannelTroubles() {
  const { t } = useTranslation('settings')
  const query = useQuery({
    queryKey: ['settings', 'troubles'],
    queryFn: () => answer(api.GET('/api/v1/settings/channels/troubles')),
  })
  const close = useWrite<string>(
    (id, headers) =>
      answer(
        api.POST('/api/v1/settings/channels/troubles/{id}/close', { params: { path: { id } }, headers }),
      ),
    { refresh: ['settings'], done: t('troubles.closed') },
  )
  return (
    <>
      {query.data?.items.map((trouble) => (
        <Alert
          key={trouble.id}
          color="red"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={trouble.title}
        >
          <Stack gap="xs">
            <Text size="sm">{trouble.advice}</Text>
            {trouble.detail && (
              <Text size="sm" c="gray.8">
                {t('troubles.detail', { words: trouble.detail })}
              </Text>
            )}
            <Group justify="space-between" gap="xs">
              <Text size="sm" c="gray.8">
                {t('troubles.times', { count: trouble.times })} · <Ago at={trouble.lastAt} />
              </Text>
              <Button
                size="xs"
                variant="default"
                loading={close.isPending && close.variables === trouble.id}
                aria-label={t('troubles.closeLabel', { title: trouble.title })}
                onClick={() => close.mutate(trouble.id)}
              >
                {t('troubles.close')}
              </Button>
            </Group>
          </Stack>
        </Alert>
      ))}
    </>
  )
}
