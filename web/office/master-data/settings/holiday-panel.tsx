import {
  ActionIcon,
  Alert,
  Badge,
  Button,
  FileButton,
  Group,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { PostBody, Posted } from '../../../shared/api/shapes.ts'
import { longDate } from '../../../shared/format.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { FormProblem, showFieldProblems } from '../../ui/form-problem.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { useToday } from '../../ui/when.tsx'

type Holiday = PostBody<'/api/v1/settings/holidays'>
type Imported = Posted<'/api/v1/settings/holidays/import'>
const KINDS = ['national', 'joint_leave'] as const
const dayOf = (day: string) => longDate(`${day}T05:00:00Z`)

/** The days off of a year: by hand, or out of a list. */
export function HolidayPanel() {
  const { t } = useTranslation('settings')
  const now = Number(useToday().slice(0, 4))
  const [year, setYear] = useState(String(now))
  const query = useQuery({
    queryKey: ['settings', 'holidays', year],
    queryFn: () =>
      answer(api.GET('/api/v1/settings/holidays', { params: { query: { year: Number(year) } } })),
  })
  const remove = useWrite<string>(
    (date, headers) =>
      answer(api.DELETE('/api/v1/settings/holidays/{date}', { params: { path: { date } }, headers })),
    { refresh: ['settings'], done: t('calendar.removed') },
  )
  return (
    <Panel title={t('calendar.holidays')}>
      <Stack gap="sm">
        <Select
          label={t('calendar.year')}
          w={120}
          allowDeselect={false}
          data={[now - 1, now, now + 1, now + 2].map(String)}
          value={year}
          onChange={(next) => setYear(next ?? String(now))}
        />
        <QueryAnswer query={query} lines={6}>
          {({ items }) => (
            <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
              {items.length === 0 && <Text c="dimmed">{t('calendar.none')}</Text>}
              {items.map((item) => (
                <Group key={item.date} component="li" justify="space-between" wrap="nowrap" gap="sm">
                  <div>
                    <Text size="sm">
                      <strong>{dayOf(item.date)}</strong> {item.name}
                    </Text>
                    <Badge variant="light" color={item.kind === 'national' ? 'red' : 'gray'}>
                      {t(`calendar.kinds.${item.kind}`)}
                    </Badge>
                  </div>
                  <ActionIcon
                    variant="default"
                    size={32}
                    aria-label={t('calendar.removeLabel', { name: `${item.name}, ${dayOf(item.date)}` })}
                    loading={remove.isPending && remove.variables === item.date}
                    onClick={() => remove.mutate(item.date)}
                  >
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                </Group>
              ))}
            </Stack>
          )}
        </QueryAnswer>
        <AddHoliday />
        <ImportHolidays />
      </Stack>
    </Panel>
  )
}

function AddHoliday() {
  const { t } = useTranslation(['settings', 'office'])
  const required = (value: string) => (value.trim() ? null : t('office:field.required'))
  const form = useForm<Holiday>({
    initialValues: { date: '', name: '', kind: 'national' },
    validate: { date: required, name: required },
  })
  const add = useWrite<Holiday>(
    (body, headers) => answer(api.POST('/api/v1/settings/holidays', { body, headers })),
    {
      showsProblemItself: true,
      refresh: ['settings'],
      done: t('calendar.added'),
      onDone: () => form.reset(),
    },
  )
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        add.mutate(values, { onError: (problem) => showFieldProblems(form, problem) }),
      )}
    >
      <Group align="flex-start" gap="sm">
        <TextInput type="date" label={t('calendar.date')} {...form.getInputProps('date')} />
        <TextInput
          label={t('calendar.name')}
          style={{ flex: '1 1 12rem' }}
          maxLength={100}
          {...form.getInputProps('name')}
        />
        <Select
          label={t('calendar.kind')}
          w={170}
          allowDeselect={false}
          data={KINDS.map((value) => ({ value, label: t(`calendar.kinds.${value}`) }))}
          {...form.getInputProps('kind')}
        />
        <Button type="submit" mt={24} loading={add.isPending}>
          {t('calendar.add')}
        </Button>
      </Group>
      {add.error && add.error.fields.length === 0 && <FormProblem problem={add.error} />}
    </form>
  )
}

function ImportHolidays() {
  const { t } = useTranslation('settings')
  const take = useWrite<string, Imported>(
    (csv, headers) => answer(api.POST('/api/v1/settings/holidays/import', { body: { csv }, headers })),
    { refresh: ['settings'], done: ({ taken }) => t('calendar.taken', { count: taken }) },
  )
  const problems = take.data?.problems ?? []
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <FileButton
          accept=".csv,text/csv,text/plain"
          onChange={(file) => file && void file.text().then((csv) => take.mutate(csv))}
        >
          {(props) => (
            <Button variant="default" loading={take.isPending} {...props}>
              {t('calendar.import')}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed">
          {t('calendar.importHint')}
        </Text>
      </Group>
      {problems.length > 0 && (
        <Alert color="amber" title={t('calendar.problems')} role="status">
          {problems.map((one) => (
            <div key={one.line}>
              {t(`calendar.problem.${one.problem}`, { line: one.line })}: {one.text}
            </div>
          ))}
        </Alert>
      )}
    </Stack>
  )
}
