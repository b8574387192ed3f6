import { Badge, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import { FormProblem, showFieldProblems } from '../../ui/form-problem.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useMe } from '../../ui/session.ts'
import { useWrite, type WriteHeaders } from '../../ui/use-write.ts'
import { BackupCodes } from './backup-codes.tsx'
import { SetUpSecondFactor } from './set-up-second-factor.tsx'

/** Own second factor: set up, new backup codes, switch off. */
export function SecondFactorPanel() {
  const { t } = useTranslation('account')
  const on = useMe().secondFactor === 'ON'
  const [step, setStep] = useState<'setUp' | 'renew' | 'off' | null>(null)
  const close = () => setStep(null)
  return (
    <Panel
      title={t('second.title')}
      aside={
        <Badge variant="light" color={on ? 'green' : 'gray'}>
          {t(on ? 'second.on' : 'second.off')}
        </Badge>
      }
    >
      <Stack gap="md">
        <Text size="sm">{t(on ? 'second.explainOn' : 'second.explainOff')}</Text>
        {on && (
          <Group gap="xs">
            <Button variant="default" onClick={() => setStep('renew')}>
              {t('second.renew')}
            </Button>
            <Button variant="default" c="red.7" onClick={() => setStep('off')}>
              {t('second.switchOff')}
            </Button>
          </Group>
        )}
        {!on && step !== 'setUp' && (
          <Group>
            <Button onClick={() => setStep('setUp')}>{t('second.begin')}</Button>
          </Group>
        )}
        {!on && step === 'setUp' && <SetUpSecondFactor onDone={close} onCancel={close} />}
      </Stack>
      {step === 'renew' && <RenewCodes onClose={close} />}
      {step === 'off' && <SwitchOff onClose={close} />}
    </Panel>
  )
}

function RenewCodes({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account')
  const [codes, setCodes] = useState<string[] | null>(null)
  if (!codes)
    return (
      <WithPassword
        title={t('second.renew')}
        text={t('second.renewText')}
        submit={t('second.renew')}
        act={(body, headers) => answer(api.POST('/api/v1/me/second-factor/backup-codes', { body, headers }))}
        onDone={(made: { backupCodes: string[] }) => setCodes(made.backupCodes)}
        onClose={onClose}
      />
    )
  return (
    <Dialog title={t('second.newCodes')} onClose={onClose}>
      <BackupCodes codes={codes} />
      <Button onClick={onClose}>{t('second.kept')}</Button>
    </Dialog>
  )
}

function SwitchOff({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account')
  return (
    <WithPassword
      title={t('second.switchOffTitle')}
      text={t('second.switchOffText')}
      submit={t('second.switchOff')}
      done={t('second.isOff')}
      act={(body, headers) => answer(api.DELETE('/api/v1/me/second-factor', { body, headers }))}
      onDone={onClose}
      onClose={onClose}
    />
  )
}

type PasswordProps<O> = {
  title: string
  text: string
  submit: string
  done?: string
  act: (body: { password: string }, headers: WriteHeaders) => Promise<O>
  onDone: (answer: O) => void
  onClose: () => void
}

/** An act that only the person himself may do: the password is asked again. */
function WithPassword<O>({ title, text, submit, done, act, onDone, onClose }: PasswordProps<O>) {
  const { t } = useTranslation(['account', 'office'])
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value ? null : t('office:field.required')) },
  })
  const write = useWrite<{ password: string }, O>(act, {
    showsProblemItself: true,
    refresh: ['me'],
    ...(done && { done }),
    onDone,
  })
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          write.mutate(values, { onError: (problem) => showFieldProblems(form, problem) }),
        )}
      >
        <Stack gap="md">
          <Text size="sm">{text}</Text>
          <PasswordInput
            label={t('second.password')}
            autoComplete="current-password"
            data-autofocus
            visibilityToggleButtonProps={{ 'aria-label': t('office:login.showPassword'), tabIndex: 0 }}
            {...form.getInputProps('password')}
          />
          <FormProblem problem={write.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('second.cancel')}
            </Button>
            <Button type="submit" loading={write.isPending}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation(['account', 'office'])
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={<Text fw={700}>{title}</Text>}
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      <Stack gap="md">{children}</Stack>
    </Modal>
  )
}
