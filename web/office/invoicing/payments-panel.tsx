import { Button, Group, Modal, Text } from '@mantine/core'
import { IconCheck, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Invoice, Payment } from '../../shared/api/shapes.ts'
import { dateTime, rupiah, shortDate } from '../../shared/format.ts'
import { PaymentBadge } from '../ui/badges.tsx'
import { ReasonDialog } from '../ui/dialogs.tsx'
import { Panel } from '../ui/panel.tsx'
import { useCoordinates } from '../ui/session.ts'
import { useWrite } from '../ui/use-write.ts'
import { PaymentDialog } from './payment-dialog.tsx'
import classes from './payments.module.css'
import { Proof, ProofThumb } from './proof.tsx'

type Open = { what: 'confirm' | 'reject' | 'view'; payment: Payment } | { what: 'record' } | null

/** What the customer has sent and paid; proofs that wait for a look come first. */
export function PaymentsPanel({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('office-work')
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const records = invoice.allowedMoves.includes('recordPayment')
  const issued = invoice.sentAt !== null
  const sorted = invoice.payments.toSorted(
    (a, b) =>
      Number(b.status === 'SUBMITTED') - Number(a.status === 'SUBMITTED') ||
      b.createdAt.localeCompare(a.createdAt),
  )
  return (
    <Panel
      title={t('payments.title')}
      aside={
        records && (
          <Button
            variant="default"
            leftSection={<IconPlus size={17} aria-hidden />}
            onClick={() => setOpen({ what: 'record' })}
          >
            {t('payments.record')}
          </Button>
        )
      }
    >
      {sorted.length === 0 && <Text c="dimmed">{t(issued ? 'payments.none' : 'payments.noneYet')}</Text>}
      <ul className={classes.list}>
        {sorted.map((payment) => (
          <PaymentRow key={payment.id} payment={payment} records={records} onOpen={setOpen} />
        ))}
      </ul>
      {open?.what === 'record' && <PaymentDialog invoice={invoice} payment={null} onClose={close} />}
      {open?.what === 'confirm' && <PaymentDialog invoice={invoice} payment={open.payment} onClose={close} />}
      {open?.what === 'reject' && <RejectDialog payment={open.payment} onClose={close} />}
      {open?.what === 'view' && <ProofDialog payment={open.payment} onClose={close} />}
    </Panel>
  )
}

type RowProps = { payment: Payment; records: boolean; onOpen: (open: Open) => void }

function PaymentRow({ payment, records, onOpen }: RowProps) {
  const { t } = useTranslation('office-work')
  const coordinates = useCoordinates()
  const when = dateTime(payment.createdAt)
  const waits = payment.status === 'SUBMITTED'
  return (
    <li className={classes.payment}>
      {payment.proofFileId && (
        <ProofThumb
          fileId={payment.proofFileId}
          label={t('payments.viewProofOf', { source: t(`labels:paymentSource.${payment.source}`), when })}
          onOpen={() => onOpen({ what: 'view', payment })}
        />
      )}
      <PaymentFacts payment={payment} />
      {waits && coordinates && (
        <Group gap="xs">
          {records && (
            <Button
              leftSection={<IconCheck size={17} aria-hidden />}
              aria-label={t('payments.confirmOf', { when })}
              onClick={() => onOpen({ what: 'confirm', payment })}
            >
              {t('payments.confirm')}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconX size={17} aria-hidden />}
            aria-label={t('payments.rejectOf', { when })}
            onClick={() => onOpen({ what: 'reject', payment })}
          >
            {t('payments.reject')}
          </Button>
        </Group>
      )}
    </li>
  )
}

function PaymentFacts({ payment }: { payment: Payment }) {
  const { t } = useTranslation('office-work')
  const { status, amount, paidOn, bank, senderName, decidedBy, decidedAt } = payment
  const from = [bank, senderName && t('payments.fromSender', { sender: senderName })].filter(Boolean)
  return (
    <div className={classes.facts}>
      <Group gap={8}>
        <Text fw={700} className="num">
          {amount === null ? t('payments.proof') : rupiah(amount)}
        </Text>
        <PaymentBadge status={status} />
      </Group>
      <Text size="sm">
        {[
          paidOn && t('payments.paidOn', { date: shortDate(`${paidOn}T05:00:00Z`) }),
          from.length > 0 && from.join(' '),
          t(`labels:paymentSource.${payment.source}`),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Text size="sm" c="dimmed">
        {decidedBy && decidedAt
          ? t(status === 'REJECTED' ? 'payments.rejectedBy' : 'payments.confirmedBy', {
              name: decidedBy.name,
              when: dateTime(decidedAt),
            })
          : t('payments.received', { when: dateTime(payment.createdAt) })}
      </Text>
      {payment.rejectReason && (
        <Text size="sm" c="red.8" className="free-text">
          {payment.rejectReason}
        </Text>
      )}
    </div>
  )
}

function ProofDialog({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const { t } = useTranslation('office-work')
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={<Text fw={700}>{t('payments.proof')}</Text>}
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      {payment.proofFileId && <Proof fileId={payment.proofFileId} />}
    </Modal>
  )
}

function RejectDialog({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const { t } = useTranslation('office-work')
  const reject = useWrite(
    (reason: string, headers) =>
      answer(
        api.POST('/api/v1/payments/{id}/reject', {
          params: { path: { id: payment.id } },
          body: { reason },
          headers,
        }),
      ),
    {
      refresh: ['invoices', 'tickets'],
      done: t('payments.rejected'),
      onDone: onClose,
      showsProblemItself: true,
    },
  )
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t('payments.rejectTitle')}
      label={t('payments.rejectReason')}
      placeholder={t('payments.rejectPlaceholder')}
      confirm={t('payments.reject')}
      danger
      busy={reject.isPending}
      problem={reject.error}
      onConfirm={(reason) => reject.mutate(reason)}
    >
      <Text size="sm">{t('payments.rejectWhat')}</Text>
    </ReasonDialog>
  )
}
