import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Customer } from '../../shared/api/shapes.ts'
import { showFieldProblems } from '../ui/form-problem.tsx'
import { SideForm } from '../ui/side-form.tsx'
import { useWrite } from '../ui/use-write.ts'
import { bodyOf, CustomerFields, type CustomerValues, locationProblem, valuesOf } from './customer-fields.tsx'

type Props = { customer: Customer; onClose: () => void }

/** Changes a customer; mounted only while open, so that it starts from the values of that moment. */
export function EditCustomer({ customer, onClose }: Props) {
  const { t } = useTranslation('office')
  const form = useForm<CustomerValues>({
    initialValues: valuesOf(customer),
    validate: (values) => ({
      name: values.name.trim() ? null : t('field.required'),
      location: locationProblem(values, t),
    }),
  })
  const change = useWrite<CustomerValues>(
    (values, headers) =>
      answer(
        api.PATCH('/api/v1/customers/{id}', {
          params: { path: { id: customer.id } },
          body: bodyOf(values),
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['customers', 'conversations', 'complaints'],
      done: t('act.saved'),
      onDone: onClose,
    },
  )
  return (
    <SideForm
      opened
      onClose={onClose}
      title={t('customers.edit')}
      submit={t('act.save')}
      busy={change.isPending}
      problem={change.error}
      onSubmit={form.onSubmit((values) =>
        change.mutate(values, { onError: (problem) => showFieldProblems(form, problem) }),
      )}
    >
      <CustomerFields form={form} />
    </SideForm>
  )
}
