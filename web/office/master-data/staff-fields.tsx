import { Checkbox, Group, Select, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Role, StaffMember } from '../../shared/api/shapes.ts'
import { PointField } from '../ui/point-field.tsx'
import { parsePoint, writePoint } from '../ui/point.ts'
import { useMe } from '../ui/session.ts'
import { rolesGivenBy } from './staff-roles.ts'

export type StaffValues = {
  name: string
  username: string
  password: string
  role: Role
  phone: string
  employeeNumber: string
  skills: string[]
  homeArea: string
  homePoint: string
}

/** What a technician can do and where he lives, as the form holds it. */
export const whereAndWhatOf = (member?: StaffMember) => ({
  skills: member?.skills ?? [],
  homeArea: member?.homeArea ?? '',
  homePoint: writePoint(member?.homePoint ?? null),
})

/** And as the server takes it. */
export const whereAndWhatBody = ({ skills, homeArea, homePoint }: StaffValues) => ({
  skills,
  homeArea,
  homePoint: parsePoint(homePoint),
})

/** A text that is no point must not be dropped in silence. */
export const homePointProblem = (text: string, t: (key: string) => string): string | null =>
  text.trim() && !parsePoint(text) ? t('office:point.unreadable') : null

/** The catalogue of skills. */
export const useSkills = () =>
  useQuery({ queryKey: ['settings', 'skills'], queryFn: () => answer(api.GET('/api/v1/skills')) })

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
      {role === 'technician' && <WhereAndWhat form={form} />}
    </>
  )
}

function WhereAndWhat({ form }: { form: UseFormReturnType<StaffValues> }) {
  const { t } = useTranslation(['office', 'account'])
  const names = useSkills().data?.items.map((skill) => skill.name) ?? []
  return (
    <>
      <Checkbox.Group
        label={t('account:skills.label')}
        description={t(names.length > 0 ? 'account:skills.hint' : 'account:skills.none')}
        {...form.getInputProps('skills')}
      >
        <Group gap="sm" mt={names.length > 0 ? 'xs' : 0}>
          {[...new Set([...names, ...form.values.skills])].map((name) => (
            <Checkbox key={name} value={name} label={name} />
          ))}
        </Group>
      </Checkbox.Group>
      <TextInput
        label={t('account:area.label')}
        description={t('account:area.hint')}
        autoComplete="off"
        {...form.getInputProps('homeArea')}
      />
      <PointField
        hint={t('account:area.pointHint')}
        value={form.values.homePoint}
        onChange={(text) => form.setFieldValue('homePoint', text)}
        error={form.errors['homePoint'] as string | undefined}
      />
    </>
  )
}
