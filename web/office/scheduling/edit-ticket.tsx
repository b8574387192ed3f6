import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Ticket } from '../../shared/api/shapes.ts'
import { showFieldProblems } from '../ui/form-problem.tsx'
import { SideForm } from '../ui/side-form.tsx'
import { useWrite } from '../ui/use-write.ts'
import { TicketFields } from './ticket-fields.tsx'
import { bodyOfTicket, RENAMED, ticketProblems, type TicketValues, valuesOfTicket } from './ticket-values.ts'

type Props = { ticket: Ticket; onClose: () => void }

/** Details and schedule, as long as nobody has taken the job. */
export function EditTicket({ ticket, onClose }: Props) {
  const { t } = useTranslation('office')
  const zone = ticket.timeZone
  const form = useForm<TicketValues>({
    initialValues: valuesOfTicket(ticket),
    validate: (values) =>
      Object.fromEntries(Object.entries(ticketProblems(values, zone)).map(([field, key]) => [field, t(key)])),
  })
  const change = useWrite<TicketValues, Ticket>(
    (values, headers) =>
      answer(
        api.PATCH('/api/v1/tickets/{id}', {
          params: { path: { id: ticket.id } },
          body: bodyOfTicket(values, zone),
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['tickets', 'pool', 'attendance'],
      done: t('act.saved'),
      onDone: onClose,
    },
  )
  return (
    <SideForm
      opened
      onClose={onClose}
      title={t('ticket.editTitle', { code: ticket.code })}
      submit={t('act.save')}
      busy={change.isPending}
      problem={change.error}
      onSubmit={form.onSubmit((values) =>
        change.mutate(values, { onError: (problem) => showFieldProblems(form, problem, RENAMED) }),
      )}
    >
      <TicketFields form={form} zone={zone} />
    </SideForm>
  )
}
