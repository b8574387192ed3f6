import { Button, Checkbox, Group, NumberInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Got } from '../../../shared/api/shapes.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { FormProblem, showFieldProblems } from '../../ui/form-problem.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWrite } from '../../ui/use-write.ts'

type Demands = Got<'/api/v1/settings/bast'>

/** What is asked of every job before Selesai. */
export function EvidenceTab() {
  const query = useQuery({
    queryKey: ['settings', 'bast'],
    queryFn: () => answer(api.GET('/api/v1/settings/bast')),
  })
  return (
    <Stack gap="md" maw={860}>
      <QueryAnswer query={query} lines={5}>
        {(demands) => <DemandsForm demands={demands} />}
      </QueryAnswer>
    </Stack>
  )
}

function DemandsForm({ demands }: { demands: Demands }) {
  const { t } = useTranslation(['settings', 'office'])
  const form = useForm<Demands>({ initialValues: demands })
  const change = useWrite<Demands, unknown>(
    (body, headers) => answer(api.PATCH('/api/v1/settings/bast', { body, headers })),
    {
      showsProblemItself: true,
      refresh: ['settings', 'field-work'],
      done: t('office:act.saved'),
      onDone: () => form.resetDirty(),
    },
  )
  return (
    <Panel title={t('evidence.title')}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          change.mutate(values, { onError: (problem) => showFieldProblems(form, problem) }),
        )}
      >
        <Stack gap="md">
          {(['photosBefore', 'photosAfter'] as const).map((name) => (
            <NumberInput
              key={name}
              label={t(`evidence.${name}`)}
              description={t('evidence.photosHint')}
              min={0}
              max={20}
              clampBehavior="strict"
              allowDecimal={false}
              allowNegative={false}
              inputMode="numeric"
              maw={280}
              {...form.getInputProps(name)}
            />
          ))}
          <Checkbox
            label={t('evidence.secondProof')}
            description={t('evidence.secondProofHint')}
            {...form.getInputProps('secondProofNeeded', { type: 'checkbox' })}
          />
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
