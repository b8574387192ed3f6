import { ActionIcon, Button, Group, SegmentedControl, Select, TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { useToday } from '../../ui/when.tsx'
import classes from './agenda.module.css'
import { stepped, type View, VIEWS } from './range.ts'

export type FilterState = {
  date: string
  view: string
  rows: string
  q: string
  skill: string
  area: string
  state: string
}

const STATES = ['OPEN', 'ASSIGNED', 'IN_PROGRESS', 'DONE', 'CLOSED'] as const

type StepperProps = { view: View; day: string; onChange: (day: string) => void }

/** The day in the middle of the view, its neighbours, and back to today. */
export function DayStepper({ view, day, onChange }: StepperProps) {
  const { t } = useTranslation('office-calendar')
  const today = useToday()
  return (
    <Group gap={6} wrap="nowrap">
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t(`previous.${view}`)}
        onClick={() => onChange(stepped(view, day, -1))}
      >
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <TextInput
        type="date"
        aria-label={t('date')}
        value={day}
        // an emptied field means today
        onChange={(event) => onChange(event.currentTarget.value || today)}
      />
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t(`next.${view}`)}
        onClick={() => onChange(stepped(view, day, 1))}
      >
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
      <Button variant="subtle" onClick={() => onChange(today)} disabled={day === today}>
        {t('today')}
      </Button>
    </Group>
  )
}

type FilterProps = { filters: FilterState; view: View; onChange: (change: Partial<FilterState>) => void }

export function Filters({ filters, view, onChange }: FilterProps) {
  const { t } = useTranslation(['office-calendar', 'labels'])
  const skills = useQuery({
    queryKey: ['settings', 'skills'],
    queryFn: () => answer(api.GET('/api/v1/skills')),
  })
  return (
    <div className={classes.toolbar}>
      <SegmentedControl
        aria-label={t('view.label')}
        value={view}
        onChange={(next) => onChange({ view: next })}
        data={VIEWS.map((name) => ({ value: name, label: t(`view.${name}`) }))}
      />
      <SegmentedControl
        visibleFrom="sm"
        aria-label={t('rows.label')}
        value={filters.rows === 'ticket' ? 'ticket' : 'technician'}
        onChange={(rows) => onChange({ rows })}
        data={[
          { value: 'technician', label: t('rows.technician') },
          { value: 'ticket', label: t('rows.ticket') },
        ]}
      />
      <SearchField label={t('search')} value={filters.q} onChange={(q) => onChange({ q })} />
      <Select
        aria-label={t('skill')}
        placeholder={t('skill')}
        data={(skills.data?.items ?? []).map((one) => one.name)}
        value={filters.skill || null}
        onChange={(skill) => onChange({ skill: skill ?? '' })}
        clearable
        w={150}
      />
      <TextInput
        aria-label={t('area')}
        placeholder={t('area')}
        defaultValue={filters.area}
        maxLength={100}
        w={140}
        onBlur={(event) => onChange({ area: event.currentTarget.value.trim() })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onChange({ area: event.currentTarget.value.trim() })
        }}
      />
      <Select
        aria-label={t('state')}
        placeholder={t('state')}
        data={STATES.map((state) => ({ value: state, label: t(`labels:state.${state}`) }))}
        value={filters.state || null}
        onChange={(state) => onChange({ state: state ?? '' })}
        clearable
        w={150}
      />
    </div>
  )
}
