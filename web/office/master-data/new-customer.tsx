import { useForm } from '@mantine/form'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import { asProblem } from '../../shared/api/problem.ts'
import type { Customer } from '../../shared/api/shapes.ts'
import { showFieldProblems } from '../ui/form-problem.tsx'
import { toConversation, toCustomer, toNewTicket } from '../ui/paths.ts'
import { SideForm } from '../ui/side-form.tsx'
import { tellProblem } from '../ui/toasts.ts'
import { useWrite } from '../ui/use-write.ts'
import { bodyOf, CustomerFields, type CustomerValues, locationProblem, valuesOf } from './customer-fields.tsx'

type Props = { opened: boolean; onClose: () => void }

/**
 * Adds a customer by hand. The address may bring a name, say that a ticket follows (`next=ticket`), or name the
 * conversation that belongs to the customer.
 */
export function NewCustomer({ opened, onClose }: Props) {
  const { t } = useTranslation('office')
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as {
    name?: string
    phone?: string
    next?: string
    conversation?: string
  }
  const form = useForm<CustomerValues>({
    initialValues: { ...valuesOf({}), name: search.name ?? '', phone: search.phone ?? '' },
    validate: (values) => ({
      name: values.name.trim() ? null : t('field.required'),
      location: locationProblem(values, t),
    }),
  })
  const create = useWrite<CustomerValues, Customer>(
    async (values, headers) => {
      const customer = await answer(api.POST('/api/v1/customers', { body: bodyOf(values), headers }))
      if (search.conversation) await linkOrTell(search.conversation, customer.id)
      return customer
    },
    {
      showsProblemItself: true,
      refresh: ['customers', 'conversations'],
      done: (customer) => t('customers.created', { name: customer.name }),
      onDone: (customer) => {
        if (search.next === 'ticket') void navigate(toNewTicket({ customerId: customer.id }))
        else if (search.conversation) void navigate(toConversation(search.conversation))
        else void navigate(toCustomer(customer.id))
      },
    },
  )
  return (
    <SideForm
      opened={opened}
      onClose={onClose}
      title={t('customers.new')}
      submit={t('customers.create')}
      busy={create.isPending}
      problem={create.error}
      onSubmit={form.onSubmit((values) =>
        create.mutate(values, { onError: (problem) => showFieldProblems(form, problem) }),
      )}
    >
      <CustomerFields form={form} />
    </SideForm>
  )
}

/** The customer exists by now: a failed link is told, but must not make anybody create the customer twice. */
async function linkOrTell(conversationId: string, customerId: string): Promise<void> {
  try {
    await answer(
      api.POST('/api/v1/conversations/{id}/customer', {
        params: { path: { id: conversationId } },
        body: { customerId },
      }),
    )
  } catch (error) {
    tellProblem(asProblem(error))
  }
}
