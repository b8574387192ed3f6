import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Complaint, Customer, Ticket } from '../../shared/api/shapes.ts'
import { CustomerPicker } from '../ui/customer-picker.tsx'
import { FormProblem, showFieldProblems } from '../ui/form-problem.tsx'
import { AnchorLink, ButtonLink } from '../ui/links.tsx'
import { Panel } from '../ui/panel.tsx'
import { toNewCustomer, toTicket } from '../ui/paths.ts'
import { PhotoStrip } from '../ui/photo-strip.tsx'
import { writePoint } from '../ui/point.ts'
import { useWrite } from '../ui/use-write.ts'
import { SimilarTickets, TimeHints } from './desk/ticket-hints.tsx'
import { useHints } from './desk/use-hints.ts'
import { PurchaseOrderField, TicketFields } from './ticket-fields.tsx'
import {
  bodyOfTicket,
  newTicketValues,
  RENAMED,
  type TicketForm,
  ticketProblems,
  type TicketStart,
  type TicketValues,
} from './ticket-values.ts'

type Props = {
  /** what is known already */
  from?: TicketStart
  customer?: { id: string; name: string }
  complaint?: Complaint
  notice?: string
}

export function NewTicketForm({ from, customer, complaint, notice }: Props) {
  const { t } = useTranslation('office')
  const navigate = useNavigate()
  const [initialValues] = useState(() => newTicketValues(new Date(), from))
  const [customerId, setCustomerId] = useState(customer?.id ?? null)
  const [customerError, setCustomerError] = useState<string | null>(null)
  const form = useForm<TicketValues>({
    initialValues,
    validate: (values) =>
      Object.fromEntries(Object.entries(ticketProblems(values)).map(([field, key]) => [field, t(key)])),
  })
  const open = useWrite<{ customerId: string; values: TicketValues }, Ticket>(
    (input, headers) =>
      answer(
        api.POST('/api/v1/tickets', {
          body: {
            customerId: input.customerId,
            ...(complaint && { complaintId: complaint.id }),
            ...bodyOfTicket(input.values),
            purchaseOrder: input.values.purchaseOrder.trim() || null,
          },
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['tickets', 'pool', 'complaints', 'conversations', 'customers'],
      done: (ticket) => t('tickets.opened', { code: ticket.code }),
      onDone: (ticket) => void navigate(toTicket(ticket.id)),
    },
  )
  const takeCustomer = (chosen: Customer | null) => {
    setCustomerId(chosen?.id ?? null)
    setCustomerError(null)
    if (!chosen) return
    if (!form.isTouched('address')) form.setFieldValue('address', chosen.address ?? '')
    if (!form.isTouched('location')) form.setFieldValue('location', writePoint(chosen.location))
  }
  const hints = useHints(form, customerId)
  const repeat = useRepeat(form)
  const submit = form.onSubmit(
    (values) => {
      if (!customerId) return setCustomerError(t('tickets.chooseCustomer'))
      open.mutate({ customerId, values }, { onError: (problem) => showFieldProblems(form, problem, RENAMED) })
    },
    () => setCustomerError(customerId ? null : t('tickets.chooseCustomer')),
  )
  return (
    <form onSubmit={submit} noValidate style={{ maxWidth: '46rem' }}>
      <Stack gap="md">
        {notice && <Alert color="amber">{notice}</Alert>}
        {complaint && <ComplaintQuote complaint={complaint} />}
        <Panel>
          <Stack gap="md">
            {customer ? (
              <FixedCustomer name={customer.name} />
            ) : (
              <ChooseCustomer value={customerId} onChange={takeCustomer} error={customerError} />
            )}
            <SimilarTickets tickets={hints?.tickets ?? []} onRepeat={repeat} />
            <TicketFields form={form} timeHints={<TimeHints hints={hints} />} />
            <PurchaseOrderField form={form} />
          </Stack>
        </Panel>
        <FormProblem problem={open.error} />
        <Group>
          <Button type="submit" size="md" loading={open.isPending}>
            {t('tickets.openIt')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('tickets.openHint')}
          </Text>
        </Group>
      </Stack>
    </form>
  )
}

/** The words of the finished ticket, without losing what was typed. */
function useRepeat(form: TicketForm) {
  const { t } = useTranslation('office-tickets')
  return ({ code, title }: { code: string; title: string }) => {
    const about = t('office-tickets:hint.repeatText', { code })
    const { title: own, description } = form.values
    form.setValues({
      title: own.trim() || t('office-tickets:hint.repeatTitle', { title }).slice(0, 150),
      ...(!description.includes(code) && {
        description: [about, description.trim()].filter(Boolean).join('\n'),
      }),
    })
  }
}

function FixedCustomer({ name }: { name: string }) {
  const { t } = useTranslation('office')
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {t('tickets.customer')}
      </Text>
      <Text fw={700}>{name}</Text>
      <AnchorLink to="/tickets/new" size="sm">
        {t('tickets.otherCustomer')}
      </AnchorLink>
    </Group>
  )
}

type ChooseProps = {
  value: string | null
  onChange: (customer: Customer | null) => void
  error: string | null
}

function ChooseCustomer({ value, onChange, error }: ChooseProps) {
  const { t } = useTranslation('office')
  return (
    <Group align="flex-start" gap="sm">
      <div style={{ flex: '1 1 18rem' }}>
        <CustomerPicker
          label={t('tickets.customer')}
          value={value}
          onChange={onChange}
          error={error}
          required
          autoFocus
        />
      </div>
      <ButtonLink {...toNewCustomer({ next: 'ticket' })} variant="default" mt={22}>
        {t('customers.new')}
      </ButtonLink>
    </Group>
  )
}

function ComplaintQuote({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation('office')
  return (
    <Paper p="md" bg="brand.0" radius="md">
      <Text size="sm" fw={600} mb={4}>
        {t('tickets.fromComplaint', { name: complaint.customerName })}
      </Text>
      <Text size="sm" className="free-text">
        {complaint.text}
      </Text>
      <PhotoStrip fileIds={complaint.photos} label={t('complaints.photo')} />
    </Paper>
  )
}
