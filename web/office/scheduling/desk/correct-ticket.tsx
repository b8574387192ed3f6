import { Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Ticket } from '../../../shared/api/shapes.ts'
import { showFieldProblems } from '../../ui/form-problem.tsx'
import { SideForm } from '../../ui/side-form.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { PlaceFields, PriorityField, WhatFields } from '../ticket-fields.tsx'
import { bodyOfTicket, ticketProblems, type TicketValues, valuesOfTicket } from '../ticket-values.ts'
import { movableOf } from './movable.ts'

type Props = { ticket: Ticket; onClose: () => void }
const FIELDS = ['title', 'description', 'address', 'location', 'priority'] as const

/** Details of a job that somebody has taken: possible with a reason, and the crew is told. */
export function CorrectTicket({ ticket, onClose }: Props) {
  const { t } = useTranslation(['office-tickets', 'office'])
  const { t: office } = useTranslation('office')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const form = useForm<TicketValues>({
    initialValues: valuesOfTicket(ticket),
    validate: (values) =>
      Object.fromEntries(
        Object.entries(ticketProblems(values, ticket.timeZone))
          .filter(([field]) => (FIELDS as readonly string[]).includes(field))
          .map(([field, key]) => [field, office(key)]),
      ),
  })
  const correct = useWrite<{ values: TicketValues; why: string }, Ticket>(
    ({ values, why }, headers) => {
      const { title, description, address, location, priority } = bodyOfTicket(values, ticket.timeZone)
      return answer(
        api.POST('/api/v1/tickets/{id}/correct', {
          params: { path: { id: ticket.id } },
          body: { title, description, address, location, priority, reason: why },
          headers,
        }),
      )
    },
    {
      showsProblemItself: true,
      refresh: ['tickets', 'pool', 'attendance', 'field-work', 'calendar'],
      done: t('correct.done', { code: ticket.code }),
      onDone: onClose,
    },
  )
  const crew = movableOf(ticket).crew.map(({ name }) => name)
  return (
    <SideForm
      opened
      onClose={onClose}
      title={t('correct.title', { code: ticket.code })}
      submit={t('office:act.save')}
      busy={correct.isPending}
      problem={correct.error}
      onSubmit={form.onSubmit(
        (values) => {
          setAsked(true)
          if (reason.trim())
            correct.mutate(
              { values, why: reason.trim() },
              { onError: (problem) => showFieldProblems(form, problem) },
            )
        },
        () => setAsked(true),
      )}
    >
      <Text size="sm">{t('correct.who', { crew: crew.join(', ') })}</Text>
      <WhatFields form={form} />
      <PriorityField form={form} />
      <PlaceFields form={form} />
      <Textarea
        label={t('office:ticket.reason')}
        description={t('correct.reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={asked && !reason.trim() ? t('office:field.required') : undefined}
        autosize
        minRows={2}
        maxLength={500}
        required
      />
    </SideForm>
  )
}
