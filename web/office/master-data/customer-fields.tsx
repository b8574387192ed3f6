import { Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { Customer } from '../../shared/api/shapes.ts'
import { phone } from '../../shared/format.ts'
import { PointField } from '../ui/point-field.tsx'
import { parsePoint, writePoint } from '../ui/point.ts'

/** The form holds texts; the point is read from what was pasted. */
export type CustomerValues = {
  name: string
  phone: string
  company: string
  email: string
  address: string
  location: string
}

export function valuesOf(customer: Partial<Customer>): CustomerValues {
  return {
    name: customer.name ?? '',
    phone: customer.phone ? phone(customer.phone) : '',
    company: customer.company ?? '',
    email: customer.email ?? '',
    address: customer.address ?? '',
    location: writePoint(customer.location),
  }
}

export function bodyOf(values: CustomerValues) {
  return { ...values, location: parsePoint(values.location) }
}

/** A text that is no point must not be dropped in silence. */
export function locationProblem(values: CustomerValues, t: (key: string) => string): string | null {
  return values.location.trim() && !parsePoint(values.location) ? t('point.unreadable') : null
}

export function CustomerFields({ form }: { form: UseFormReturnType<CustomerValues> }) {
  const { t } = useTranslation('office')
  return (
    <>
      <TextInput
        label={t('customers.name')}
        required
        data-autofocus
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('customers.phone')}
        description={t('customers.phoneHint')}
        placeholder="0812-3456-7890"
        type="tel"
        autoComplete="off"
        {...form.getInputProps('phone')}
      />
      <TextInput label={t('customers.company')} autoComplete="off" {...form.getInputProps('company')} />
      <TextInput
        label={t('customers.email')}
        type="email"
        autoComplete="off"
        {...form.getInputProps('email')}
      />
      <Textarea
        label={t('customers.address')}
        description={t('customers.addressHint')}
        autosize
        minRows={2}
        maxRows={6}
        {...form.getInputProps('address')}
      />
      <PointField
        value={form.values.location}
        onChange={(text) => form.setFieldValue('location', text)}
        error={form.errors['location'] as string | undefined}
      />
    </>
  )
}
