import { Select, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../shared/api/shapes.ts'
import { useMe } from '../ui/session.ts'
import { rolesGivenBy } from './staff-roles.ts'

export type StaffValues = {
  name: string
  username: string
  password: string
  role: Role
  phone: string
  employeeNumber: string
}

/** What a new account and a changed one have in common. */
export function StaffFields({
  form,
  fixedRole,
}: {
  form: UseFormReturnType<StaffValues>
  fixedRole?: boolean
}) {
  const { t } = useTranslation(['office', 'labels'])
  const roles = rolesGivenBy(useMe().role)
  const { role } = form.values
  return (
    <>
      <TextInput
        label={t('staff.name')}
        required
        data-autofocus
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <Select
        label={t('staff.role')}
        required
        allowDeselect={false}
        disabled={fixedRole}
        description={t(`staff.roleHint.${role}`)}
        data={[...new Set([...roles, role])].map((value) => ({ value, label: t(`labels:role.${value}`) }))}
        {...form.getInputProps('role')}
      />
      <TextInput
        label={t('staff.phone')}
        description={t('staff.phoneHint')}
        placeholder="0812-3456-7890"
        type="tel"
        autoComplete="off"
        {...form.getInputProps('phone')}
      />
      <TextInput
        label={t('staff.employeeNumber')}
        autoComplete="off"
        {...form.getInputProps('employeeNumber')}
      />
    </>
  )
}
