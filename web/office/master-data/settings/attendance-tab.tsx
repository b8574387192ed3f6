import { Button, Group, NumberInput, Radio, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { AttendancePolicy } from '../../../shared/api/shapes.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { FormProblem, showFieldProblems } from '../../ui/form-problem.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWrite } from '../../ui/use-write.ts'

const OFF_SITE = ['NONE', 'SOFT', 'HARD'] as const

/** How the company looks at presence: how near is there, when is late late, how long positions are kept. */
export function AttendanceTab() {
  const query = useQuery({
    queryKey: ['settings', 'attendance'],
    queryFn: () => answer(api.GET('/api/v1/settings/attendance')),
  })
  return (
    <Stack gap="md" maw={860}>
      <QueryAnswer query={query} lines={7}>
        {(policy) => <PolicyForm policy={policy} />}
      </QueryAnswer>
    </Stack>
  )
}

function PolicyForm({ policy }: { policy: AttendancePolicy }) {
  const { t } = useTranslation(['office-attendance', 'office'])
  const form = useForm<AttendancePolicy>({ initialValues: policy })
  const change = useWrite<AttendancePolicy>(
    (body, headers) => answer(api.PATCH('/api/v1/settings/attendance', { body, headers })),
    {
      showsProblemItself: true,
      refresh: ['settings', 'attendance'],
      done: t('office:act.saved'),
      onDone: () => form.resetDirty(),
    },
  )
  const figure = (name: 'radius' | 'lateAfter' | 'missingAfter' | 'overrunAfter' | 'keepPositionsDays') => (
    <NumberInput
      label={t(`policy.${name}`)}
      description={
        name === 'radius'
          ? t('policy.radiusHint')
          : name === 'keepPositionsDays'
            ? t('policy.keepHint')
            : undefined
      }
      allowDecimal={false}
      allowNegative={false}
      maw={360}
      {...form.getInputProps(name)}
    />
  )
  return (
    <Panel title={t('policy.title')}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          change.mutate(values, { onError: (problem) => showFieldProblems(form, problem) }),
        )}
      >
        <Stack gap="md">
          {figure('radius')}
          <Radio.Group label={t('policy.offSite')} {...form.getInputProps('offSite')}>
            <Stack gap={6} mt={6}>
              {OFF_SITE.map((value) => (
                <Radio key={value} value={value} label={t(`policy.${value}`)} />
              ))}
            </Stack>
            <Text size="sm" c="dimmed" mt={6}>
              {t('policy.hardHint')}
            </Text>
          </Radio.Group>
          {figure('lateAfter')}
          {figure('missingAfter')}
          {figure('overrunAfter')}
          {figure('keepPositionsDays')}
          <FormProblem problem={change.error} />
          <Group>
            <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
              {t('office:act.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}
