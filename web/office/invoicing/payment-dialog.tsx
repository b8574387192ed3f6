import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import { asProblem } from '../../shared/api/problem.ts'
import type { Invoice, Payment } from '../../shared/api/shapes.ts'
import { rupiah } from '../../shared/format.ts'
import { FormProblem, showFieldProblems } from '../ui/form-problem.tsx'
import { useWrite } from '../ui/use-write.ts'
import { useToday } from '../ui/when.tsx'
import { MoneyInput } from './money-input.tsx'
import classes from './payments.module.css'
import { Proof } from './proof.tsx'

type Values = { amount: number | ''; paidOn: string; bank: string; senderName: string }
type Props = {
  invoice: Invoice
  /** the proof that is confirmed; null = money seen on the account without one */
  payment: Payment | null
  onClose: () => void
}

/** Confirms money that has arrived, with the customer's proof beside the fields. */
export function PaymentDialog({ invoice, payment, onClose }: Props) {
  const { t } = useTranslation('office-work')
  const proof = payment?.proofFileId ?? null
  return (
    <Modal
      opened
      onClose={onClose}
      size={proof ? 'xl' : 'md'}
      title={<Text fw={700}>{t(payment ? 'payments.confirmTitle' : 'payments.recordTitle')}</Text>}
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      <div className={proof ? classes.beside : undefined}>
        {proof && <Proof fileId={proof} />}
        <PaymentForm invoice={invoice} payment={payment} onClose={onClose} />
      </div>
    </Modal>
  )
}

function PaymentForm({ invoice, payment, onClose }: Props) {
  const { t } = useTranslation('office-work')
  const today = useToday()
  const rest = invoice.total - invoice.paidAmount
  const form = useForm<Values>({
    initialValues: {
      amount: payment?.amount ?? rest,
      paidOn: payment?.paidOn ?? today,
      bank: payment?.bank ?? '',
      senderName: payment?.senderName ?? '',
    },
    validate: {
      amount: (amount) => (amount === '' || amount < 1 ? t('payments.amountRequired') : null),
      paidOn: (paidOn) => (paidOn ? null : t('office:field.required')),
    },
  })
  const record = useRecording(invoice, payment, onClose)
  const submit = form.onSubmit(async (values) => {
    try {
      await record.mutateAsync(values)
    } catch (error) {
      showFieldProblems(form, asProblem(error))
    }
  })
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {!payment && <Text size="sm">{t('payments.recordHint')}</Text>}
        <MoneyInput
          label={t('payments.amount')}
          description={t('payments.restHint', { amount: rupiah(rest) })}
          required
          data-autofocus
          {...form.getInputProps('amount')}
        />
        <TextInput
          type="date"
          label={t('payments.date')}
          max={today}
          required
          {...form.getInputProps('paidOn')}
        />
        <TextInput
          label={t('payments.bank')}
          placeholder={t('payments.bankPlaceholder')}
          maxLength={60}
          {...form.getInputProps('bank')}
        />
        <TextInput label={t('payments.sender')} maxLength={100} {...form.getInputProps('senderName')} />
        <Outcome amount={form.values.amount} rest={rest} />
        <FormProblem problem={record.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('office:act.back')}
          </Button>
          <Button type="submit" loading={record.isPending}>
            {t('payments.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function useRecording(invoice: Invoice, payment: Payment | null, onDone: () => void) {
  const { t } = useTranslation('office-work')
  return useWrite(
    ({ amount, paidOn, bank, senderName }: Values, headers) =>
      answer(
        api.POST('/api/v1/invoices/{id}/payments', {
          params: { path: { id: invoice.id } },
          body: {
            amount: Number(amount),
            paidOn,
            bank: bank.trim() || null,
            senderName: senderName.trim() || null,
            ...(payment && { paymentId: payment.id }),
          },
          headers,
        }),
      ),
    { refresh: ['invoices', 'tickets', 'kpi'], done: t('payments.saved'), onDone, showsProblemItself: true },
  )
}

/** What the amount means: paid, paid in part, or more than is due. */
function Outcome({ amount, rest }: { amount: number | ''; rest: number }) {
  const { t } = useTranslation('office-work')
  if (amount === '' || amount < 1) return null
  const left = rest - amount
  const text =
    left > 0
      ? t('payments.partial', { amount: rupiah(left) })
      : left === 0
        ? t('payments.full')
        : `${t('payments.full')} ${t('payments.over', { amount: rupiah(-left) })}`
  return (
    <Alert color={left === 0 ? 'green' : 'amber'} py="xs" role="status">
      {text}
    </Alert>
  )
}
