import { Button, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKey } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { StaffMember } from '../../shared/api/shapes.ts'
import { CopyField } from '../ui/copy-field.tsx'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import { useWrite } from '../ui/use-write.ts'

/** Gives a new password, shown once; the person changes it at the next sign-in. */
export function ResetPassword({ member }: { member: StaffMember }) {
  const { t } = useTranslation('office')
  const [opened, dialog] = useDisclosure(false)
  const reset = useWrite<void, { password: string }>(
    (_, headers) =>
      answer(
        api.POST('/api/v1/users/{id}/password', { params: { path: { id: member.id } }, body: {}, headers }),
      ),
    { showsProblemItself: true, onDone: dialog.close },
  )
  return (
    <>
      <Button variant="default" leftSection={<IconKey size={17} aria-hidden />} onClick={dialog.open}>
        {t('staff.resetPassword')}
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={dialog.close}
        title={t('staff.resetTitle', { name: member.name })}
        confirm={t('staff.resetPassword')}
        busy={reset.isPending}
        problem={reset.error}
        onConfirm={() => reset.mutate()}
      >
        <Text size="sm">{t('staff.resetText')}</Text>
      </ConfirmDialog>
      <Modal
        opened={reset.data !== undefined}
        onClose={reset.reset}
        closeOnClickOutside={false}
        title={<Text fw={700}>{t('staff.newPasswordTitle', { name: member.name })}</Text>}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        <Stack gap="md">
          <Text size="sm">{t('staff.shownOnce')}</Text>
          <CopyField label={t('staff.newPassword')} value={reset.data?.password ?? ''} />
          <Button onClick={reset.reset}>{t('staff.handedOver')}</Button>
        </Stack>
      </Modal>
    </>
  )
}
