import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { StaffMember } from '../../shared/api/shapes.ts'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import { useWrite } from '../ui/use-write.ts'

/** Ends an account (sessions stop at once) or opens it again. */
export function SwitchStaff({ member }: { member: StaffMember }) {
  const { t } = useTranslation('office')
  const [opened, dialog] = useDisclosure(false)
  const active = member.status === 'ACTIVE'
  const act = active ? 'deactivate' : 'activate'
  const change = useWrite<void>(
    (_, headers) =>
      answer(
        api.PATCH('/api/v1/users/{id}', {
          params: { path: { id: member.id } },
          body: { status: active ? 'INACTIVE' : 'ACTIVE' },
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['users'],
      done: t(`staff.${act}d`, { name: member.name }),
      onDone: dialog.close,
    },
  )
  return (
    <>
      <Button variant="default" c={active ? 'red.7' : undefined} onClick={dialog.open}>
        {t(`staff.${act}`)}
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={dialog.close}
        title={t(`staff.${act}Title`, { name: member.name })}
        confirm={t(`staff.${act}`)}
        danger={active}
        busy={change.isPending}
        problem={change.error}
        onConfirm={() => change.mutate()}
      >
        <Text size="sm">{t(`staff.${act}Text`)}</Text>
      </ConfirmDialog>
    </>
  )
}
