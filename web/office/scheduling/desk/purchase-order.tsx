import { Button, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Ticket } from '../../../shared/api/shapes.ts'
import { SideForm } from '../../ui/side-form.tsx'
import { useWrite } from '../../ui/use-write.ts'

type Props = { ticket: Ticket }

/** The customer's own order number, and the way to note it when it comes later than the work. */
export function PurchaseOrder({ ticket }: Props) {
  const { t } = useTranslation('office-tickets')
  const [opened, setOpened] = useState(false)
  const number = ticket.purchaseOrder
  return (
    <Group gap="xs">
      {number === null ? (
        <Text span c="dimmed">
          {t('purchaseOrder.none')}
        </Text>
      ) : (
        <span className="num" style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
          {number}
        </span>
      )}
      {ticket.allowedMoves.includes('notePurchaseOrder') && (
        <Button variant="subtle" size="compact-sm" onClick={() => setOpened(true)}>
          {t(number === null ? 'purchaseOrder.fill' : 'purchaseOrder.change')}
        </Button>
      )}
      {opened && <NotePurchaseOrder ticket={ticket} onClose={() => setOpened(false)} />}
    </Group>
  )
}

function NotePurchaseOrder({ ticket, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation(['office-tickets', 'office'])
  const [number, setNumber] = useState(ticket.purchaseOrder ?? '')
  const note = useWrite<string, Ticket>(
    (text, headers) =>
      answer(
        api.PUT('/api/v1/tickets/{id}/purchase-order', {
          params: { path: { id: ticket.id } },
          body: { purchaseOrder: text.trim() || null },
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['tickets', 'invoices'],
      done: t('purchaseOrder.done'),
      onDone: onClose,
    },
  )
  return (
    <SideForm
      opened
      onClose={onClose}
      title={t('purchaseOrder.title', { code: ticket.code })}
      submit={t('office:act.save')}
      busy={note.isPending}
      problem={note.error}
      onSubmit={(event) => {
        event.preventDefault()
        note.mutate(number)
      }}
    >
      <TextInput
        label={t('purchaseOrder.label')}
        description={t('purchaseOrder.later')}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
        maxLength={60}
        autoComplete="off"
        data-autofocus
      />
    </SideForm>
  )
}
