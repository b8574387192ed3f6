import { Button, Group, NumberInput, Stack, Switch } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { FormProblem, showFieldProblems } from '../../ui/form-problem.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWrite } from '../../ui/use-write.ts'

const readPolicy = () => answer(api.GET('/api/v1/settings/scheduling'))
type Policy = Awaited<ReturnType<typeof readPolicy>>
type Count = Exclude<keyof Policy, 'waves' | 'areaOnly'>

const LIMITS: Record<Count, [least: number, most: number]> = {
  waveSize: [1, 200],
  waveMinutes: [0, 1440],
  remindMinutes: [0, 1440],
  alertMinutes: [0, 1440],
  releaseHours: [0, 168],
  standbySeconds: [0, 3600],
}

/** How jobs are offered, what the clock does about those nobody takes, and until when they may be given back. */
export function SchedulingTab() {
  const query = useQuery({ queryKey: ['settings', 'scheduling'], queryFn: readPolicy })
  return (
    <Stack gap="md" maw={860}>
      <QueryAnswer query={query} lines={8}>
        {(policy) => <PolicyForm key={JSON.stringify(policy)} policy={policy} />}
      </QueryAnswer>
    </Stack>
  )
}

function PolicyForm({ policy }: { policy: Policy }) {
  const { t } = useTranslation(['settings', 'office'])
  const form = useForm<Policy>({ initialValues: policy })
  const save = useWrite<Policy>(
    (body, headers) => answer(api.PATCH('/api/v1/settings/scheduling', { body, headers })),
    { showsProblemItself: true, refresh: ['settings'], done: t('office:act.saved') },
  )
  const count = (field: Count, hint?: string, disabled = false) => (
    <NumberInput
      label={t(`scheduling.${field}`)}
      description={hint}
      disabled={disabled}
      min={LIMITS[field][0]}
      max={LIMITS[field][1]}
      allowDecimal={false}
      style={{ flex: '1 1 16rem', maxWidth: '24rem' }}
      {...form.getInputProps(field)}
      // an emptied field counts as its least
      onChange={(value) => form.setFieldValue(field, typeof value === 'number' ? value : LIMITS[field][0])}
    />
  )
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        save.mutate(values, { onError: (problem) => showFieldProblems(form, problem) }),
      )}
    >
      <Stack gap="md">
        <Panel title={t('scheduling.offer')}>
          <Stack gap="md">
            <Switch
              label={t('scheduling.waves')}
              description={t('scheduling.wavesHint')}
              {...form.getInputProps('waves', { type: 'checkbox' })}
            />
            <Group align="flex-end">
              {count('waveSize', t('scheduling.waveSizeHint'), !form.values.waves)}
              {count('waveMinutes', undefined, !form.values.waves)}
            </Group>
            <Switch
              label={t('scheduling.areaOnly')}
              description={t('scheduling.areaOnlyHint')}
              {...form.getInputProps('areaOnly', { type: 'checkbox' })}
            />
          </Stack>
        </Panel>
        <Panel title={t('scheduling.unclaimed')}>
          <Group align="flex-end">
            {count('remindMinutes', t('scheduling.never'))}
            {count('alertMinutes', t('scheduling.never'))}
          </Group>
        </Panel>
        <Panel title={t('scheduling.giveBack')}>
          <Group align="flex-end">
            {count('releaseHours', t('scheduling.releaseHoursHint'))}
            {count('standbySeconds', t('scheduling.standbySecondsHint'))}
          </Group>
        </Panel>
        <FormProblem problem={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {t('office:act.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
