import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { CustomerMerge } from '../../../shared/api/shapes.ts'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import { AnchorLink } from '../../ui/links.tsx'
import { toCustomer } from '../../ui/paths.ts'
import { useCoordinates } from '../../ui/session.ts'
import { useWrite } from '../../ui/use-write.ts'
import { When } from '../../ui/when.tsx'

/** Which records this one was merged from or into, each to be taken back. */
export function MergeNotes({ customerId }: { customerId: string }) {
  const [undoing, ask] = useState<CustomerMerge | null>(null)
  const query = useQuery({
    queryKey: ['customers', customerId, 'merges'],
    queryFn: () => answer(api.GET('/api/v1/customers/{id}/merges', { params: { path: { id: customerId } } })),
  })
  const merges = query.data?.items ?? []
  if (merges.length === 0) return null
  return (
    <Alert color="gray" mb="md">
      <Stack gap="xs">
        {merges.map((merge) => (
          <MergeNote key={merge.id} merge={merge} customerId={customerId} onUndo={() => ask(merge)} />
        ))}
      </Stack>
      {undoing && <UndoDialog merge={undoing} onClose={() => ask(null)} />}
    </Alert>
  )
}

type NoteProps = { merge: CustomerMerge; customerId: string; onUndo: () => void }

function MergeNote({ merge, customerId, onUndo }: NoteProps) {
  const { t } = useTranslation('office-customers')
  const coordinates = useCoordinates()
  const goesOn = merge.customer.id === customerId
  const partner = goesOn ? merge.other : merge.customer
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm">
        {t(goesOn ? 'merge.from' : 'merge.into')}{' '}
        <AnchorLink {...toCustomer(partner.id)} size="sm" fw={600}>
          {partner.name}
        </AnchorLink>{' '}
        · {merge.mergedBy.name}, <When at={merge.mergedAt} />
      </Text>
      {coordinates && (
        <Button variant="default" size="xs" onClick={onUndo}>
          {t('merge.undo')}
        </Button>
      )}
    </Group>
  )
}

function UndoDialog({ merge, onClose }: { merge: CustomerMerge; onClose: () => void }) {
  const { t } = useTranslation('office-customers')
  const undo = useWrite<void>(
    (_, headers) =>
      answer(api.POST('/api/v1/customer-merges/{id}/undo', { params: { path: { id: merge.id } }, headers })),
    {
      showsProblemItself: true,
      refresh: ['customers', 'conversations', 'complaints', 'tickets', 'invoices', 'ratings'],
      done: t('merge.undone', { name: merge.other.name }),
      onDone: onClose,
    },
  )
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('merge.undoTitle')}
      confirm={t('merge.undo')}
      busy={undo.isPending}
      problem={undo.error}
      onConfirm={() => undo.mutate()}
    >
      <Text size="sm">{t('merge.undoText', { kept: merge.customer.name, other: merge.other.name })}</Text>
    </ConfirmDialog>
  )
}
