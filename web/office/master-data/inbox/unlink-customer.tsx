import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Conversation } from '../../../shared/api/shapes.ts'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import { useWrite } from '../../ui/use-write.ts'

/** The chat was linked to the wrong customer, or the number has changed hands. */
export function UnlinkCustomer({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('office-inbox')
  const [opened, dialog] = useDisclosure(false)
  const unlink = useWrite<void, Conversation>(
    (_, headers) =>
      answer(
        api.DELETE('/api/v1/conversations/{id}/customer', {
          params: { path: { id: conversation.id } },
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['conversations', 'customers', 'messages'],
      done: t('unlink.done'),
      onDone: dialog.close,
    },
  )
  return (
    <div>
      <Button variant="subtle" size="xs" px={0} onClick={dialog.open}>
        {t('unlink.act')}
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={dialog.close}
        title={t('unlink.title')}
        confirm={t('unlink.confirm')}
        busy={unlink.isPending}
        problem={unlink.error}
        onConfirm={() => unlink.mutate()}
      >
        <Text size="sm">{t('unlink.text', { name: conversation.customer?.name })}</Text>
      </ConfirmDialog>
    </div>
  )
}
