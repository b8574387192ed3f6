import { Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { StaffMember } from '../../shared/api/shapes.ts'
import { CopyField } from '../ui/copy-field.tsx'
import { showFieldProblems } from '../ui/form-problem.tsx'
import { SideForm } from '../ui/side-form.tsx'
import { useWrite } from '../ui/use-write.ts'
import {
  homePointProblem,
  StaffFields,
  type StaffValues,
  whereAndWhatBody,
  whereAndWhatOf,
} from './staff-fields.tsx'
import { suggestPassword } from './suggest-password.ts'

/** Registers an account; the first password is suggested, shown once more at the end, and changed at the first sign-in. */
export function NewStaff({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('office')
  const form = useForm<StaffValues>({
    initialValues: {
      name: '',
      username: '',
      password: suggestPassword(),
      role: 'technician',
      phone: '',
      employeeNumber: '',
      ...whereAndWhatOf(),
    },
    validate: {
      homePoint: (value) => homePointProblem(value, t),
      name: (value) => (value.trim() ? null : t('field.required')),
      username: (value) =>
        /^[a-z0-9_.]{3,30}$/.test(value.trim().toLowerCase()) ? null : t('staff.usernameRule'),
      password: (value) => (value.length >= 8 ? null : t('password.tooShort', { count: 8 })),
    },
  })
  const create = useWrite<StaffValues, StaffMember>(
    (values, headers) =>
      answer(
        api.POST('/api/v1/users', {
          body: { ...values, ...whereAndWhatBody(values), mustChangePassword: true },
          headers,
        }),
      ),
    { showsProblemItself: true, refresh: ['users'] },
  )
  if (create.data)
    return <FirstSignIn username={create.data.username} password={form.values.password} onClose={onClose} />
  return (
    <SideForm
      opened
      onClose={onClose}
      title={t('staff.new')}
      submit={t('staff.create')}
      busy={create.isPending}
      problem={create.error}
      onSubmit={form.onSubmit((values) =>
        create.mutate(values, { onError: (problem) => showFieldProblems(form, problem) }),
      )}
    >
      <StaffFields form={form} />
      <TextInput
        label={t('login.username')}
        description={t('staff.usernameRule')}
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('username')}
      />
      <TextInput
        label={t('staff.firstPassword')}
        description={t('staff.firstPasswordHint')}
        required
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('password')}
      />
    </SideForm>
  )
}

type SignInProps = { username: string; password: string; onClose: () => void }

/** What has to be handed to the new colleague; the password is not shown again. */
function FirstSignIn({ username, password, onClose }: SignInProps) {
  const { t } = useTranslation('office')
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={700}>{t('staff.createdTitle')}</Text>}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <Text size="sm">{t('staff.createdText')}</Text>
        <CopyField label={t('login.username')} value={username} />
        <CopyField label={t('login.password')} value={password} />
        <Button onClick={onClose}>{t('staff.handedOver')}</Button>
      </Stack>
    </Modal>
  )
}
