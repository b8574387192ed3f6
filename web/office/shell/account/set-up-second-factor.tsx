import { Anchor, Button, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { SecondFactorSetUp } from '../../../shared/api/shapes.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { FormProblem, showFieldProblems } from '../../ui/form-problem.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { BackupCodes } from './backup-codes.tsx'

type Props = { onDone: () => void; onCancel?: () => void }

/** Password, then the code to scan, the backup codes and the first code of the app. */
export function SetUpSecondFactor({ onDone, onCancel }: Props) {
  const begin = useWrite<{ password: string }, SecondFactorSetUp>(
    (body, headers) => answer(api.POST('/api/v1/me/second-factor', { body, headers })),
    { showsProblemItself: true },
  )
  if (begin.data) return <ScanAndConfirm setUp={begin.data} onDone={onDone} {...(onCancel && { onCancel })} />
  return <PasswordStep begin={begin} {...(onCancel && { onCancel })} />
}

type Begin = ReturnType<typeof useWrite<{ password: string }, SecondFactorSetUp>>

function PasswordStep({ begin, onCancel }: { begin: Begin; onCancel?: () => void }) {
  const { t } = useTranslation(['account', 'office'])
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value ? null : t('office:field.required')) },
  })
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        begin.mutate(values, { onError: (problem) => showFieldProblems(form, problem) }),
      )}
    >
      <Stack gap="md" maw={380}>
        <Text size="sm">{t('second.passwordFirst')}</Text>
        <PasswordInput
          label={t('second.password')}
          autoComplete="current-password"
          autoFocus
          visibilityToggleButtonProps={{ 'aria-label': t('office:login.showPassword'), tabIndex: 0 }}
          {...form.getInputProps('password')}
        />
        <FormProblem problem={begin.error} />
        <Group>
          <Button type="submit" loading={begin.isPending}>
            {t('second.goOn')}
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t('second.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}

function ScanAndConfirm({ setUp, onDone, onCancel }: Props & { setUp: SecondFactorSetUp }) {
  const { t } = useTranslation('account')
  const form = useForm({ initialValues: { code: '' } })
  const confirm = useWrite<{ code: string }>(
    (body, headers) => answer(api.POST('/api/v1/me/second-factor/confirm', { body, headers })),
    { showsProblemItself: true, refresh: ['me'], done: t('second.done'), onDone },
  )
  return (
    <Stack gap="lg">
      <Stack gap="sm">
        <Title order={3}>{t('second.step1')}</Title>
        <QrPicture qr={setUp.qr} label={t('second.qr')} />
        <Anchor href={setUp.uri} size="sm">
          {t('second.samePhone')}
        </Anchor>
        <CopyField label={t('second.key')} value={setUp.key} />
      </Stack>
      <Stack gap="sm">
        <Title order={3}>{t('second.step2')}</Title>
        <BackupCodes codes={setUp.backupCodes} />
      </Stack>
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          confirm.mutate(values, { onError: (problem) => showFieldProblems(form, problem) }),
        )}
      >
        <Stack gap="sm">
          <Title order={3}>{t('second.step3')}</Title>
          <TextInput
            label={t('code.label')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            maw={200}
            {...form.getInputProps('code')}
          />
          <FormProblem problem={confirm.error} />
          <Group>
            <Button type="submit" loading={confirm.isPending}>
              {t('second.confirm')}
            </Button>
            {onCancel && (
              <Button variant="default" onClick={onCancel}>
                {t('second.cancel')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Stack>
  )
}

/** Black on white with the quiet margin of four squares that scanners need. */
function QrPicture({ qr, label }: { qr: SecondFactorSetUp['qr']; label: string }) {
  const side = qr.size + 8
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-4 -4 ${side} ${side}`}
      width={220}
      height={220}
      shapeRendering="crispEdges"
      style={{ border: '1px solid var(--gss-line)', borderRadius: 10 }}
    >
      <rect x={-4} y={-4} width={side} height={side} fill="#fff" />
      <path d={qr.path} fill="#000" />
    </svg>
  )
}
