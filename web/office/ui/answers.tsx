import { Button, Center, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconCloudOff, IconInbox, IconRefresh } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../shared/api/problem.ts'
import { sentenceOf } from './toasts.ts'

type EmptyProps = {
  title: string
  text?: string
  action?: ReactNode
  icon?: ReactNode
  /** a line instead of a picture, where the list is one part of a page */
  compact?: boolean
}

/** Nothing to show, and why, and what to do about it. */
export function EmptyAnswer({ title, text, action, icon, compact }: EmptyProps) {
  if (compact)
    return (
      <Text c="dimmed" size="sm" p="md">
        {title}
      </Text>
    )
  return (
    <Center py={48} px="md">
      <Stack align="center" gap={6} maw={420} ta="center">
        <Text c="gray.4" component="span" lh={1}>
          {icon ?? <IconInbox size={34} stroke={1.5} aria-hidden />}
        </Text>
        <Text fw={600}>{title}</Text>
        {text && (
          <Text c="dimmed" size="sm">
            {text}
          </Text>
        )}
        {action && <div style={{ marginTop: 8 }}>{action}</div>}
      </Stack>
    </Center>
  )
}

/** The answer did not come: what happened and a way to try again. */
export function FailedAnswer({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation('office')
  const problem = asProblem(error)
  const missing = problem.status === 404
  return (
    <Center py={48} px="md" role="alert">
      <Stack align="center" gap={6} maw={420} ta="center">
        <Text c="red.4" component="span" lh={1}>
          <IconCloudOff size={34} stroke={1.5} aria-hidden />
        </Text>
        <Title order={2}>{missing ? t('problem.notFound') : problem.title || t('problem.loading')}</Title>
        <Text c="dimmed" size="sm">
          {sentenceOf(problem)}
        </Text>
        {retry && !missing && (
          <Button
            variant="default"
            mt="xs"
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={retry}
          >
            {t('act.retry')}
          </Button>
        )}
      </Stack>
    </Center>
  )
}

/** Grey lines where the answer will stand. */
export function WaitingAnswer({ lines = 5 }: { lines?: number }) {
  const { t } = useTranslation('office')
  return (
    <Stack gap="sm" p="md" role="status" aria-label={t('act.loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={18} width={`${92 - ((index * 23) % 45)}%`} />
      ))}
    </Stack>
  )
}

type QueryAnswerProps<T> = {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'isPending' | 'refetch'>
  lines?: number
  children: (data: T) => ReactNode
}

/** The three faces of a query: waiting, failed with retry, answered. An old answer stays when a refresh fails. */
export function QueryAnswer<T>({ query, lines, children }: QueryAnswerProps<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <FailedAnswer error={query.error} retry={() => void query.refetch()} />
  return <WaitingAnswer lines={lines} />
}
