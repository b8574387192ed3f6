import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../shared/api/shapes.ts'
import { duration } from '../../../shared/format.ts'
import { useNow } from '../../ui/when.tsx'

/** Longer than this a customer should not wait for a person. */
const LONG_WAIT_MS = 15 * 60_000

/** How long the customer waits for a person, or waited the last time; automatic answers do not count. */
export function FirstResponse({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('office-inbox')
  const now = useNow(30_000)
  const { firstResponse } = conversation
  if (!firstResponse) return null
  const { askedAt, answeredAt, by, waiting } = firstResponse
  if (answeredAt) {
    const time = duration(Date.parse(answeredAt) - Date.parse(askedAt))
    return (
      <Text size="xs" c="dimmed" truncate>
        {by ? t('wait.answeredBy', { name: by.name, time }) : t('wait.answered', { time })}
      </Text>
    )
  }
  if (!waiting) return null
  const lasts = Math.max(0, now - Date.parse(askedAt))
  return (
    <Text size="xs" truncate fw={600} c={lasts > LONG_WAIT_MS ? 'red.8' : 'amber.9'}>
      {t('wait.waiting', { time: duration(Math.max(lasts, 60_000)) })}
    </Text>
  )
}
