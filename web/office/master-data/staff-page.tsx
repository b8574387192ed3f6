import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Role, StaffMember } from '../../shared/api/shapes.ts'
import { phone } from '../../shared/format.ts'
import { PersonStatusBadge, RoleBadge, TelegramBadge } from '../ui/badges.tsx'
import { type Column, DataList } from '../ui/data-list.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { useCoordinates } from '../ui/session.ts'
import { StateTabs } from '../ui/state-tabs.tsx'
import { useUrlState } from '../ui/url-state.ts'
import { useList } from '../ui/use-list.ts'
import { Ago } from '../ui/when.tsx'
import { NewStaff } from './new-staff.tsx'
import { StaffCard } from './staff-card.tsx'
import { useSkills } from './staff-fields.tsx'
import { ROLES } from './staff-roles.ts'

export function StaffPage() {
  const { t } = useTranslation(['office', 'labels'])
  const [filters, setFilters] = useUrlState({ q: '', role: '', status: 'ACTIVE', skill: '', area: '' })
  const [adding, setAdding] = useState(false)
  const [opened, setOpened] = useState<string | null>(null)
  const coordinates = useCoordinates()
  const status = filters.status as StaffMember['status']
  const list = useList(['users', 'list', filters], (cursor) =>
    answer(
      api.GET('/api/v1/users', {
        params: {
          query: {
            status,
            ...(filters.q && { q: filters.q }),
            ...(filters.role && { role: filters.role as Role }),
            ...(filters.skill && { skill: filters.skill }),
            ...(filters.area && { area: filters.area }),
            ...(cursor && { cursor }),
          },
        },
      }),
    ),
  )
  const member = list.data?.find((item) => item.id === opened)
  const add = coordinates && (
    <Button leftSection={<IconUserPlus size={17} aria-hidden />} onClick={() => setAdding(true)}>
      {t('staff.new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('nav.staff')} subtitle={t('staff.subtitle')} actions={add} />
      <StateTabs
        label={t('customers.status')}
        value={status}
        onChange={(next) => setFilters({ status: next })}
        options={(['ACTIVE', 'INACTIVE'] as const).map((value) => ({
          value,
          label: t(`labels:personStatus.${value}`),
        }))}
      />
      <DataList
        label={t('nav.staff')}
        list={list}
        rowKey={(item) => item.id}
        {...(coordinates && { onOpen: (item: StaffMember) => setOpened(item.id) })}
        columns={useColumns()}
        card={(item) => <PhoneCard member={item} />}
        toolbar={
          <>
            <SearchField label={t('staff.search')} value={filters.q} onChange={(q) => setFilters({ q })} />
            <Select
              aria-label={t('staff.role')}
              placeholder={t('staff.allRoles')}
              clearable
              w={180}
              data={ROLES.map((role) => ({ value: role, label: t(`labels:role.${role}`) }))}
              value={filters.role || null}
              onChange={(role) => setFilters({ role: role ?? '' })}
            />
            <WhereAndWhatFilters filters={filters} onChange={setFilters} />
          </>
        }
        empty={{ title: filters.q ? t('list.noMatch', { q: filters.q }) : t('staff.none'), action: add }}
      />
      {adding && <NewStaff onClose={() => setAdding(false)} />}
      {member && <StaffCard key={member.id} member={member} onClose={() => setOpened(null)} />}
    </>
  )
}

type WhereAndWhat = { skill: string; area: string }

/** Who can do it, and who is near. */
function WhereAndWhatFilters({
  filters,
  onChange,
}: {
  filters: WhereAndWhat
  onChange: (change: Partial<WhereAndWhat>) => void
}) {
  const { t } = useTranslation(['office', 'account'])
  const names = useSkills().data?.items.map((skill) => skill.name) ?? []
  return (
    <>
      {(names.length > 0 || filters.skill) && (
        <Select
          aria-label={t('account:skills.label')}
          placeholder={t('account:skills.all')}
          clearable
          searchable
          w={180}
          data={[...new Set([...names, ...(filters.skill ? [filters.skill] : [])])]}
          value={filters.skill || null}
          onChange={(skill) => onChange({ skill: skill ?? '' })}
        />
      )}
      <SearchField
        label={t('account:area.filter')}
        value={filters.area}
        onChange={(area) => onChange({ area })}
      />
    </>
  )
}

function useColumns(): Column<StaffMember>[] {
  const { t } = useTranslation('office')
  return [
    {
      key: 'name',
      label: t('staff.name'),
      render: (item) => (
        <Text fw={600} size="sm" component="span">
          {item.name}
          <Skills member={item} />
        </Text>
      ),
    },
    { key: 'username', label: t('login.username'), render: (item) => item.username },
    { key: 'role', label: t('staff.role'), render: (item) => <RoleBadge role={item.role} /> },
    {
      key: 'phone',
      label: t('staff.phone'),
      render: (item) => <span className="num">{item.phone ? phone(item.phone) : '–'}</span>,
    },
    { key: 'telegram', label: 'Telegram', render: (item) => <TelegramBadge state={item.telegram} /> },
    {
      key: 'seen',
      label: t('staff.lastSignIn'),
      extra: true,
      render: (item) => (item.lastSignInAt ? <Ago at={item.lastSignInAt} /> : t('staff.never')),
    },
  ]
}

/** What a technician can do and where he lives, in one quiet line. */
function Skills({ member }: { member: StaffMember }) {
  const words = [member.homeArea, ...member.skills].filter(Boolean)
  if (words.length === 0) return null
  return (
    <Text size="xs" c="dimmed" fw={400} component="span" display="block">
      {words.join(' · ')}
    </Text>
  )
}

function PhoneCard({ member }: { member: StaffMember }) {
  return (
    <Stack gap={4}>
      <Group gap={6}>
        <Text fw={600}>{member.name}</Text>
        {member.status === 'INACTIVE' && <PersonStatusBadge status="INACTIVE" size="sm" />}
      </Group>
      <Group gap={6}>
        <RoleBadge role={member.role} size="sm" />
        <Text size="sm" c="dimmed">
          {member.username}
        </Text>
        {member.telegram !== 'LINKED' && <TelegramBadge state={member.telegram} size="sm" />}
      </Group>
      <Skills member={member} />
    </Stack>
  )
}
