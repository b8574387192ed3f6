import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../shared/api/problem.ts'
import { FormProblem } from '../ui/form-problem.tsx'
import { useWrite } from '../ui/use-write.ts'
import { changePassword } from './sign-in.ts'

const SHORTEST = 8

/** Own password: the old one, the new one twice. Ends all other sessions of the person. */
export function PasswordForm({ onDone, submit }: { onDone: () => void; submit: string }) {
  const { t } = useTranslation('office')
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '', again: '' },
    validate: {
      currentPassword: (value) => (value ? null : t('field.required')),
      newPassword: (value, all) => {
        if (value.length < SHORTEST) return t('password.tooShort', { count: SHORTEST })
        return value === all.currentPassword ? t('password.same') : null
      },
      again: (value, all) => (value === all.newPassword ? null : t('password.differs')),
    },
  })
  const change = useWrite(changePassword, {
    showsProblemItself: true,
    done: t('password.changed'),
    refresh: ['me'],
    onDone: () => {
      form.reset()
      onDone()
    },
  })
  const toggle = { 'aria-label': t('login.showPassword'), tabIndex: 0 }
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ currentPassword, newPassword }) =>
        change.mutate({ currentPassword, newPassword }),
      )}
    >
      <Stack gap="md" maw={380}>
        <PasswordInput
          label={t('password.current')}
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label={t('password.new')}
          description={t('password.rule', { count: SHORTEST })}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('newPassword')}
        />
        <PasswordInput
          label={t('password.again')}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('again')}
        />
        <FormProblem problem={whyRefused(change.error, t)} />
        <Group>
          <Button type="submit" loading={change.isPending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The library says 400 for a wrong old password, in its own words. */
function whyRefused(problem: Problem | null, t: (key: string) => string): Problem | null {
  if (problem?.status !== 400) return problem
  return new Problem(400, { title: t('problem.title'), detail: t('password.wrongOld') })
}
