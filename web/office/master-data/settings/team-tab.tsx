import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Role } from '../../../shared/api/shapes.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import { FormProblem, showFieldProblems } from '../../ui/form-problem.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { useSkills } from '../staff-fields.tsx'
import { ROLES } from '../staff-roles.ts'

/** Rules for the accounts of staff, and the catalogue of skills. */
export function TeamTab() {
  return (
    <Stack gap="md" maw={860}>
      <SecondFactorRule />
      <Skills />
    </Stack>
  )
}

function SecondFactorRule() {
  const { t } = useTranslation(['settings', 'labels', 'office'])
  const query = useQuery({
    queryKey: ['settings', 'second-factor'],
    queryFn: () => answer(api.GET('/api/v1/settings/second-factor')),
  })
  const change = useWrite<Role[]>(
    (roles, headers) => answer(api.PATCH('/api/v1/settings/second-factor', { body: { roles }, headers })),
    { refresh: ['settings', 'me'], done: t('office:act.saved') },
  )
  return (
    <Panel title={t('team.second')}>
      <QueryAnswer query={query} lines={3}>
        {({ roles }) => (
          <Checkbox.Group
            label={t('team.second')}
            description={t('team.secondHint')}
            value={change.isPending ? change.variables : roles}
            onChange={(next) => change.mutate(next as Role[])}
          >
            <Group mt="sm">
              {ROLES.map((role) => (
                <Checkbox key={role} value={role} label={t(`labels:role.${role}`)} />
              ))}
            </Group>
          </Checkbox.Group>
        )}
      </QueryAnswer>
    </Panel>
  )
}

function Skills() {
  const { t } = useTranslation(['settings', 'office'])
  const query = useSkills()
  const [leaving, setLeaving] = useState<{ name: string; people: number } | null>(null)
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: (value) => (value.trim() ? null : t('office:field.required')) },
  })
  const add = useWrite<{ name: string }>(
    (body, headers) => answer(api.POST('/api/v1/skills', { body, headers })),
    { showsProblemItself: true, refresh: ['settings'], onDone: () => form.reset() },
  )
  const remove = useWrite<string>(
    (name, headers) => answer(api.DELETE('/api/v1/skills/{name}', { params: { path: { name } }, headers })),
    { showsProblemItself: true, refresh: ['settings', 'users'], onDone: () => setLeaving(null) },
  )
  return (
    <Panel title={t('team.skills')}>
      <QueryAnswer query={query} lines={3}>
        {({ items }) => (
          <Stack gap="sm">
            <Text size="sm" c="dimmed">
              {t(items.length > 0 ? 'team.skillsHint' : 'team.skillsNone')}
            </Text>
            {items.map((skill) => (
              <Group key={skill.name} justify="space-between">
                <span>
                  {skill.name}{' '}
                  <Text span size="sm" c="dimmed">
                    {t('team.people', { count: skill.people })}
                  </Text>
                </span>
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('team.removeLabel', { name: skill.name })}
                  onClick={() => setLeaving(skill)}
                >
                  {t('team.remove')}
                </Button>
              </Group>
            ))}
          </Stack>
        )}
      </QueryAnswer>
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          add.mutate(values, { onError: (problem) => showFieldProblems(form, problem) }),
        )}
      >
        <Group align="flex-start" mt="md" gap="sm">
          <TextInput
            label={t('team.skillName')}
            maxLength={40}
            style={{ flex: '1 1 12rem', maxWidth: '20rem' }}
            {...form.getInputProps('name')}
          />
          <Button type="submit" mt={24} loading={add.isPending}>
            {t('team.add')}
          </Button>
        </Group>
        {add.error && add.error.fields.length === 0 && <FormProblem problem={add.error} />}
      </form>
      <ConfirmDialog
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t('team.removeTitle', { name: leaving?.name })}
        confirm={t('team.remove')}
        danger
        busy={remove.isPending}
        problem={remove.error}
        onConfirm={() => leaving && remove.mutate(leaving.name)}
      >
        <Text size="sm">{t('team.removeText', { count: leaving?.people ?? 0 })}</Text>
      </ConfirmDialog>
    </Panel>
  )
}
