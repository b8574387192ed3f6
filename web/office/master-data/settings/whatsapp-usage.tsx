import { Button, Group, NumberInput, Progress, Stack, Table, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Got } from '../../../shared/api/shapes.ts'
import { number, rupiah } from '../../../shared/format.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { Facts } from '../../ui/facts.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { Ago } from '../../ui/when.tsx'

type Usage = Got<'/api/v1/settings/channels/whatsapp/usage'>

/** Above this share of the daily limit it is time to ask for a higher one. */
const NEARLY = 0.8
/** Categories that Meta charges for and tells in its reports; others are shown when they come. */
const CATEGORIES = ['service', 'utility', 'marketing', 'authentication']

/** How near the daily limit is, and what the messages of the last months cost. */
export function WhatsAppUsage() {
  const { t } = useTranslation('settings')
  const query = useQuery({
    queryKey: ['settings', 'usage'],
    queryFn: () => answer(api.GET('/api/v1/settings/channels/whatsapp/usage')),
  })
  return (
    <Panel title={t('usage.title')}>
      <QueryAnswer query={query} lines={4}>
        {(usage) => (
          <Stack gap="md">
            <DailyLimit usage={usage} />
            <Months usage={usage} />
            <Prices key={JSON.stringify(usage.prices)} usage={usage} />
          </Stack>
        )}
      </QueryAnswer>
    </Panel>
  )
}

const QUALITIES = ['GREEN', 'YELLOW', 'RED']

/** What Meta thinks of the number; a word that is new to us stays as it came. */
const qualityWords = (t: TFunction<'settings'>, quality: string | null): string =>
  quality === null ? '–' : QUALITIES.includes(quality) ? t(`usage.qualities.${quality}`) : quality

const tierWords = (t: TFunction<'settings'>, tier: string | null, people: number | null): string => {
  if (people !== null) return t('usage.peopleADay', { people: number(people) })
  return tier === 'TIER_UNLIMITED' ? t('usage.unlimited') : (tier ?? t('usage.unknown'))
}

function DailyLimit({ usage: { number: own, limit } }: { usage: Usage }) {
  const { t } = useTranslation('settings')
  const share = limit.people === null ? 0 : limit.reached / limit.people
  const reached =
    limit.people === null
      ? t('usage.reached', { reached: number(limit.reached) })
      : t('usage.reachedOf', { reached: number(limit.reached), people: number(limit.people) })
  return (
    <Stack gap="xs">
      <Facts
        items={[
          { label: t('usage.number'), value: [own.phone, own.name].filter(Boolean).join(' · ') || '–' },
          { label: t('usage.quality'), value: qualityWords(t, own.quality) },
          {
            label: t('usage.tier'),
            value: tierWords(t, own.tier, limit.people),
          },
          own.checkedAt !== null && { label: t('usage.checked'), value: <Ago at={own.checkedAt} /> },
        ]}
      />
      <Text>{reached}</Text>
      {limit.people !== null && (
        <Progress
          value={Math.min(share * 100, 100)}
          color={share >= NEARLY ? 'red' : 'green'}
          aria-label={reached}
        />
      )}
      {share >= NEARLY && <Text c="red.8">{t('usage.nearly')}</Text>}
      <Text size="sm" c="dimmed">
        {t('usage.limitHint')}
      </Text>
    </Stack>
  )
}

function Months({ usage }: { usage: Usage }) {
  const { t } = useTranslation('settings')
  if (usage.months.length === 0) return <Text c="dimmed">{t('usage.none')}</Text>
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('usage.month')}</Table.Th>
            <Table.Th>{t('usage.category')}</Table.Th>
            <Table.Th ta="right">{t('usage.arrived')}</Table.Th>
            <Table.Th ta="right">{t('usage.billable')}</Table.Th>
            <Table.Th ta="right">{t('usage.cost')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {usage.months.map((row) => (
            <Table.Tr key={`${row.month} ${row.category}`}>
              <Table.Td>{row.month}</Table.Td>
              <Table.Td>{t(`usage.categories.${row.category}`, { defaultValue: row.category })}</Table.Td>
              <Table.Td ta="right">{number(row.arrived)}</Table.Td>
              <Table.Td ta="right">{number(row.billable)}</Table.Td>
              <Table.Td ta="right">{row.cost === null ? '–' : rupiah(row.cost)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** Meta's API tells no prices: they are entered, and serve the estimate above only. */
function Prices({ usage }: { usage: Usage }) {
  const { t } = useTranslation('settings')
  const categories = [...new Set([...CATEGORIES, ...usage.months.map((row) => row.category)])]
  const form = useForm<Record<string, number | string>>({
    initialValues: Object.fromEntries(categories.map((one) => [one, usage.prices[one] ?? ''])),
  })
  const save = useWrite<Record<string, number>>(
    (prices, headers) =>
      answer(api.PUT('/api/v1/settings/channels/whatsapp/prices', { body: { prices }, headers })),
    { showsProblemItself: true, refresh: ['settings'], done: t('usage.saved') },
  )
  return (
    <form
      onSubmit={form.onSubmit((values) =>
        save.mutate(
          Object.fromEntries(
            Object.entries(values).flatMap(([name, value]) =>
              typeof value === 'number' ? [[name, value]] : [],
            ),
          ),
        ),
      )}
    >
      <Stack gap="sm">
        <Text fw={600}>{t('usage.prices')}</Text>
        <Group gap="sm" align="flex-end">
          {categories.map((one) => (
            <NumberInput
              key={one}
              w={140}
              min={0}
              max={1_000_000}
              allowDecimal={false}
              allowNegative={false}
              thousandSeparator="."
              decimalSeparator=","
              prefix="Rp"
              label={t(`usage.categories.${one}`, { defaultValue: one })}
              {...form.getInputProps(one)}
            />
          ))}
          <Button type="submit" variant="default" loading={save.isPending}>
            {t('usage.save')}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {t('usage.pricesHint')}
        </Text>
        <FormProblem problem={save.error} />
      </Stack>
    </form>
  )
}
