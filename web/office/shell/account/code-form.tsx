import { Button, Stack, Text, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../../shared/api/problem.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { answerSecondFactor } from '../sign-in.ts'

type Props = { onDone: () => Promise<void>; onBack: () => void }

/** Second step of the sign-in: the code of the app, or one of the backup codes. */
export default function CodeForm({ onDone, onBack }: Props) {
  const { t } = useTranslation(['account', 'office'])
  const [backup, setBackup] = useState(false)
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (value) => (value.trim() ? null : t('office:field.required')) },
  })
  const enter = useWrite<string, void>(
    async (code) => {
      await answerSecondFactor(code.trim(), backup)
      await onDone()
    },
    { showsProblemItself: true },
  )
  const other = () => {
    form.reset()
    enter.reset()
    setBackup(!backup)
  }
  return (
    <form noValidate onSubmit={form.onSubmit(({ code }) => enter.mutate(code))}>
      <Stack gap="md">
        <Title order={2}>{t('code.title')}</Title>
        <Text size="sm">{t(backup ? 'code.backupText' : 'code.text')}</Text>
        <TextInput
          key={String(backup)}
          size="md"
          label={t(backup ? 'code.backupLabel' : 'code.label')}
          inputMode={backup ? 'text' : 'numeric'}
          autoComplete={backup ? 'off' : 'one-time-code'}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={20}
          autoFocus
          {...form.getInputProps('code')}
        />
        <FormProblem problem={whyCodeFailed(enter.error, backup, t)} />
        <Button type="submit" size="md" fullWidth loading={enter.isPending}>
          {t('code.submit')}
        </Button>
        <Button variant="subtle" onClick={other}>
          {t(backup ? 'code.useApp' : 'code.useBackup')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('code.lost')}
        </Text>
        <Button variant="subtle" onClick={onBack}>
          {t('code.back')}
        </Button>
      </Stack>
    </form>
  )
}

/** The library answers in its own words; these are ours. */
function whyCodeFailed(problem: Problem | null, backup: boolean, t: (key: string) => string): Problem | null {
  if (!problem || problem.isNetwork) return problem
  const say = (detail: string) =>
    new Problem(problem.status, { code: problem.code, title: t('code.title'), detail })
  if (problem.code === 'INVALID_TWO_FACTOR_COOKIE' || problem.code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE')
    return say(t('code.expired'))
  if (problem.status === 429) return say(t('code.locked'))
  if (problem.status === 400 || problem.status === 401)
    return say(t(backup ? 'code.wrongBackup' : 'code.wrong'))
  return problem
}
