import { Alert, Button, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import { asProblem } from '../../../shared/api/problem.ts'
import type { InvoiceTotals } from '../../../shared/api/shapes.ts'
import { TotalsBox } from '../totals-box.tsx'
import { type Draft, pricedPart } from './draft.ts'

const AFTER_LAST_KEY = 350

/** The server's sums of what has been typed so far; it alone knows the tax rules. */
export function useRunningTotal(draft: Draft) {
  const part = pricedPart(draft)
  const [asked] = useDebouncedValue(JSON.stringify(part), AFTER_LAST_KEY)
  return useQuery({
    queryKey: ['invoices', 'calculate', asked],
    queryFn: () =>
      answer(
        api.POST('/api/v1/invoices/calculate', {
          body: JSON.parse(asked) as NonNullable<typeof part>,
          // nothing is stored, so there is nothing to protect from being done twice
          headers: { 'Idempotency-Key': '' },
        }),
      ),
    enabled: asked !== 'null' && part !== null,
    placeholderData: keepPreviousData,
    retry: 1,
    staleTime: Infinity,
  })
}

type Props = { total: ReturnType<typeof useRunningTotal>; incomplete: boolean }

export function RunningTotal({ total, incomplete }: Props) {
  const { t } = useTranslation('office-work')
  if (incomplete) return <Text c="dimmed">{t('totals.incomplete')}</Text>
  if (total.error) return <TotalFailed error={total.error} retry={() => void total.refetch()} />
  if (!total.data) return <Text c="dimmed">{t('totals.counting')}</Text>
  return <TotalsBox totals={total.data as InvoiceTotals} old={total.isPlaceholderData} />
}

function TotalFailed({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation('office-work')
  const [first] = asProblem(error).fields
  return (
    <Alert color={first ? 'amber' : 'red'} role="alert">
      <Text size="sm" mb={first ? 0 : 'xs'}>
        {first?.message ?? t('totals.failed')}
      </Text>
      {!first && (
        <Button size="xs" variant="default" onClick={retry}>
          {t('office:act.retry')}
        </Button>
      )}
    </Alert>
  )
}
