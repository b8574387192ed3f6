import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SignInList, useDeviceName } from '../../ui/sign-in-list.tsx'
import { useWrite } from '../../ui/use-write.ts'

/** My own sign-ins; others can be ended. */
export function SignInHistory() {
  const { t } = useTranslation('account')
  const query = useQuery({
    queryKey: ['me', 'sign-ins'],
    queryFn: () => answer(api.GET('/api/v1/me/sign-ins')),
  })
  const nameOf = useDeviceName()
  const end = useWrite<string>(
    (id, headers) => answer(api.DELETE('/api/v1/me/sign-ins/{id}', { params: { path: { id } }, headers })),
    { refresh: ['me'], done: t('signIns.ended') },
  )
  const endOthers = useWrite<void, { ended: number }>(
    (_, headers) => answer(api.POST('/api/v1/me/sign-ins/end-others', { headers })),
    { refresh: ['me'], done: ({ ended }) => t('signIns.endedOthers', { count: ended }) },
  )
  return (
    <Panel title={t('signIns.title')}>
      <QueryAnswer query={query} lines={3}>
        {({ items }) => (
          <Stack gap="md">
            <Text size="sm" c="dimmed">
              {t('signIns.hint')}
            </Text>
            <SignInList
              items={items}
              act={(item) =>
                item.open &&
                !item.current && (
                  <Button
                    variant="default"
                    size="xs"
                    aria-label={t('signIns.endLabel', { device: nameOf(item) })}
                    loading={end.isPending && end.variables === item.id}
                    onClick={() => end.mutate(item.id)}
                  >
                    {t('signIns.end')}
                  </Button>
                )
              }
            />
            {items.some((item) => item.open && !item.current) && (
              <Group>
                <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
                  {t('signIns.endOthers')}
                </Button>
              </Group>
            )}
          </Stack>
        )}
      </QueryAnswer>
    </Panel>
  )
}
