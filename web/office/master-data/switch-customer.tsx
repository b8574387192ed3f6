import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Customer } from '../../shared/api/shapes.ts'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import { useWrite } from '../ui/use-write.ts'

/** Deactivates (history stays) or takes the customer back; both are asked first. */
export function SwitchCustomer({ customer }: { customer: Customer }) {
  const { t } = useTranslation('office')
  const [opened, dialog] = useDisclosure(false)
  const active = customer.status === 'ACTIVE'
  const act = active ? 'deactivate' : 'activate'
  const change = useWrite<void>(
    (_, headers) => {
      const at = { params: { path: { id: customer.id } }, headers }
      return active
        ? answer(api.DELETE('/api/v1/customers/{id}', at))
        : answer(api.POST('/api/v1/customers/{id}/activate', at))
    },
    {
      showsProblemItself: true,
      refresh: ['customers'],
      done: t(`customers.${act}d`, { name: customer.name }),
      onDone: dialog.close,
    },
  )
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t(`customers.${act}`)}
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={dialog.close}
        title={t(`customers.${act}Title`, { name: customer.name })}
        confirm={t(`customers.${act}`)}
        danger={active}
        busy={change.isPending}
        problem={change.error}
        onConfirm={() => change.mutate()}
      >
        <Text size="sm">{t(`customers.${act}Text`)}</Text>
      </ConfirmDialog>
    </>
  )
}
