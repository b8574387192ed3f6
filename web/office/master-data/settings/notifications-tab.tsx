import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Got } from '../../../shared/api/shapes.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { FormProblem, showFieldProblems } from '../../ui/form-problem.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWrite } from '../../ui/use-write.ts'

type QuietHours = Got<'/api/v1/settings/quiet-hours'>
const WHO = ['customer', 'staff'] as const

// people write 21.00, the wire has 21:00
const shown = (clock: string) => clock.replace(':', '.')
const sent = (clock: string) => clock.trim().replace('.', ':').padStart(5, '0')
const inClocks = (hours: QuietHours, write: (clock: string) => string): QuietHours => ({
  customer: { ...hours.customer, from: write(hours.customer.from), to: write(hours.customer.to) },
  staff: { ...hours.staff, from: write(hours.staff.from), to: write(hours.staff.to) },
})

/** When customers and staff are left alone. */
export function NotificationsTab() {
  const query = useQuery({
    queryKey: ['settings', 'quiet-hours'],
    queryFn: () => answer(api.GET('/api/v1/settings/quiet-hours')),
  })
  return (
    <Stack gap="md" maw={860}>
      <QueryAnswer query={query} lines={5}>
        {(hours) => <QuietForm hours={hours} />}
      </QueryAnswer>
    </Stack>
  )
}

function QuietForm({ hours }: { hours: QuietHours }) {
  const { t } = useTranslation(['settings', 'office'])
  const form = useForm<QuietHours>({ initialValues: inClocks(hours, shown) })
  const change = useWrite<QuietHours>(
    (values, headers) =>
      answer(api.PATCH('/api/v1/settings/quiet-hours', { body: inClocks(values, sent), headers })),
    {
      showsProblemItself: true,
      refresh: ['settings'],
      done: t('office:act.saved'),
      onDone: () => form.resetDirty(),
    },
  )
  return (
    <Panel title={t('quiet.title')}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          change.mutate(values, { onError: (problem) => showFieldProblems(form, problem) }),
        )}
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('quiet.hint')}
          </Text>
          {WHO.map((who) => (
            <Stack key={who} gap={6}>
              <Checkbox
                label={t(`quiet.${who}`)}
                description={t(`quiet.${who}Hint`)}
                {...form.getInputProps(`${who}.enabled`, { type: 'checkbox' })}
              />
              {form.values[who].enabled && (
                <Group gap="sm" align="flex-start">
                  {(['from', 'to'] as const).map((end) => (
                    <TextInput
                      key={end}
                      inputMode="decimal"
                      maxLength={5}
                      w={120}
                      label={t(`quiet.${end}`)}
                      aria-label={`${t(`quiet.${who}`)}: ${t(`quiet.${end}`)}`}
                      {...form.getInputProps(`${who}.${end}`)}
                    />
                  ))}
                </Group>
              )}
            </Stack>
          ))}
          <Text size="sm">{t('quiet.through')}</Text>
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
