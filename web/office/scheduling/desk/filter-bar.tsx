import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { PRIORITIES } from '../ticket-fields.tsx'
import classes from './filter-bar.module.css'
import { countNarrowing, NO_FILTERS, RANGES, type TicketFilters } from './ticket-filters.ts'
import { useStaff } from './use-staff.ts'

type Props = { filters: TicketFilters; onChange: (change: Partial<TicketFilters>) => void }

/** Search always, everything else behind one button that says how much of it is on. */
export function FilterBar({ filters, onChange }: Props) {
  const { t } = useTranslation(['office-tickets', 'office'])
  const count = countNarrowing(filters)
  const [open, setOpen] = useState(count > 0)
  const { q: _, state: __, sort: ___, view: ____, ...narrowing } = NO_FILTERS
  return (
    <div className={classes.bar}>
      <SearchField label={t('office:tickets.search')} value={filters.q} onChange={(q) => onChange({ q })} />
      <Button
        variant={count > 0 ? 'light' : 'default'}
        leftSection={<IconAdjustmentsHorizontal size={17} aria-hidden />}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {count > 0 ? t('filter.on', { number: count }) : t('filter.title')}
      </Button>
      {count > 0 && (
        <Button variant="subtle" onClick={() => onChange(narrowing)}>
          {t('filter.clear')}
        </Button>
      )}
      {filters.view !== 'board' && (
        <Select
          aria-label={t('filter.sort')}
          w={175}
          allowDeselect={false}
          data={[
            { value: 'newest', label: t('filter.newest') },
            { value: 'schedule', label: t('filter.schedule') },
          ]}
          value={filters.sort || 'newest'}
          onChange={(sort) => onChange({ sort: sort === 'schedule' ? sort : '' })}
        />
      )}
      {open && <Panel filters={filters} onChange={onChange} />}
    </div>
  )
}

function Panel({ filters, onChange }: Props) {
  const { t } = useTranslation(['office-tickets', 'office', 'labels'])
  const skills = useQuery({
    queryKey: ['settings', 'skills'],
    queryFn: () => answer(api.GET('/api/v1/skills')),
  })
  const technicians = useStaff('technician').data ?? []
  return (
    <div className={classes.panel} role="group" aria-label={t('filter.title')}>
      <Select
        label={t('office:tickets.priority')}
        placeholder={t('filter.any')}
        data={PRIORITIES.map((value) => ({ value, label: t(`labels:priority.${value}`) }))}
        value={filters.priority || null}
        onChange={(priority) => onChange({ priority: priority ?? '' })}
        clearable
      />
      <Select
        label={t('office:tickets.crew')}
        placeholder={t('filter.any')}
        data={technicians.map(({ id, name }) => ({ value: id, label: name }))}
        value={filters.technician || null}
        onChange={(technician) => onChange({ technician: technician ?? '' })}
        searchable
        clearable
      />
      <Select
        label={t('filter.skill')}
        placeholder={t('filter.any')}
        data={(skills.data?.items ?? []).map(({ name }) => name)}
        value={filters.skill || null}
        onChange={(skill) => onChange({ skill: skill ?? '' })}
        clearable
      />
      <AreaField key={filters.area} value={filters.area} onChange={(area) => onChange({ area })} />
      <Days filters={filters} onChange={onChange} />
      <div className={classes.checks}>
        <Checkbox
          label={t('filter.late')}
          checked={filters.late === '1'}
          onChange={(event) => onChange({ late: event.currentTarget.checked ? '1' : '' })}
        />
        <Checkbox
          label={t('office:tickets.onlyEmergency')}
          checked={filters.emergency === '1'}
          onChange={(event) => onChange({ emergency: event.currentTarget.checked ? '1' : '' })}
        />
      </div>
    </div>
  )
}

function AreaField({ value, onChange }: { value: string; onChange: (area: string) => void }) {
  const { t } = useTranslation('office-tickets')
  const [text, setText] = useState(value)
  const send = () => {
    if (text.trim() !== value) onChange(text.trim())
  }
  return (
    <TextInput
      label={t('needs.area')}
      placeholder={t('filter.any')}
      value={text}
      maxLength={100}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={send}
      onKeyDown={(event) => {
        if (event.key === 'Enter') send()
      }}
    />
  )
}

function Days({ filters, onChange }: Props) {
  const { t } = useTranslation('office-tickets')
  const picked = filters.when === '' && (filters.from !== '' || filters.to !== '')
  const [own, setOwn] = useState(picked)
  return (
    <>
      <Select
        label={t('filter.when')}
        placeholder={t('filter.any')}
        data={[...RANGES, 'own'].map((value) => ({ value, label: t(`filter.range.${value}`) }))}
        value={own ? 'own' : filters.when || null}
        onChange={(when) => {
          setOwn(when === 'own')
          onChange({ when: when === 'own' ? '' : (when ?? ''), from: '', to: '' })
        }}
        clearable
      />
      {own && (
        <>
          <TextInput
            type="date"
            label={t('filter.from')}
            value={filters.from}
            max={filters.to || undefined}
            onChange={(event) => onChange({ when: '', from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('filter.to')}
            value={filters.to}
            min={filters.from || undefined}
            onChange={(event) => onChange({ when: '', to: event.currentTarget.value })}
          />
        </>
      )}
    </>
  )
}
