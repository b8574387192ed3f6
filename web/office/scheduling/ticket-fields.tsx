import {
  Checkbox,
  Group,
  Input,
  NumberInput,
  SegmentedControl,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import { PointField } from '../ui/point-field.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import type { TicketForm, TicketValues } from './ticket-values.ts'

export const PRIORITIES = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const

type FieldsProps = {
  form: TicketForm
  zone?: string
  /** what is to be said about the chosen time */
  timeHints?: ReactNode
}

/** The fields of a ticket, in the order in which one is taken up on the phone. */
export function TicketFields({ form, zone, timeHints }: FieldsProps) {
  return (
    <Stack gap="md">
      <WhatFields form={form} />
      <ScheduleFields form={form} {...(zone && { zone })} />
      {timeHints}
      <CrewFields form={form} />
      <PlaceFields form={form} />
      <NeedsFields form={form} />
    </Stack>
  )
}

/** What is to be done. */
export function WhatFields({ form }: { form: TicketForm }) {
  const { t } = useTranslation('office')
  return (
    <>
      <TextInput
        label={t('tickets.title')}
        placeholder={t('tickets.titleHint')}
        maxLength={150}
        required
        {...form.getInputProps('title')}
      />
      <Textarea
        label={t('tickets.description')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={4000}
        {...form.getInputProps('description')}
      />
    </>
  )
}

/** Where it is. */
export function PlaceFields({ form }: { form: TicketForm }) {
  const { t } = useTranslation('office')
  return (
    <>
      <Textarea
        label={t('tickets.address')}
        description={t('tickets.addressHint')}
        autosize
        minRows={2}
        maxRows={5}
        maxLength={500}
        required
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

/** The number under which the customer ordered the work; nothing else depends on it. */
export function PurchaseOrderField({ form }: { form: TicketForm }) {
  const { t } = useTranslation(['office', 'office-tickets'])
  return (
    <TextInput
      label={t('office-tickets:purchaseOrder.label')}
      description={t('office-tickets:purchaseOrder.hint')}
      maxLength={60}
      autoComplete="off"
      {...form.getInputProps('purchaseOrder')}
    />
  )
}

function CrewFields({ form }: { form: TicketForm }) {
  const { t } = useTranslation('office')
  return (
    <Group align="flex-start" gap="sm">
      <NumberInput
        style={{ flex: '1 1 9rem' }}
        label={t('tickets.quota')}
        min={1}
        max={50}
        clampBehavior="none"
        allowDecimal={false}
        required
        {...form.getInputProps('technicianQuota')}
      />
      <div style={{ flex: '1 1 19rem' }}>
        <PriorityField form={form} />
      </div>
    </Group>
  )
}

export function PriorityField({ form }: { form: TicketForm }) {
  const { t } = useTranslation(['office', 'labels'])
  return (
    <div role="group" aria-labelledby="ticket-priority">
      <Input.Label component="div" id="ticket-priority">
        {t('tickets.priority')}
      </Input.Label>
      <SegmentedControl
        fullWidth
        aria-labelledby="ticket-priority"
        data={PRIORITIES.map((value) => ({ value, label: t(`labels:priority.${value}`) }))}
        value={form.values.priority}
        onChange={(value) => form.setFieldValue('priority', value as TicketValues['priority'])}
      />
    </div>
  )
}

/** Who may take it: only with all of these skills, and from this area when the office says that areas bind. */
function NeedsFields({ form }: { form: TicketForm }) {
  const { t } = useTranslation(['office', 'office-tickets'])
  const skills = useQuery({
    queryKey: ['settings', 'skills'],
    queryFn: () => answer(api.GET('/api/v1/skills')),
  })
  const names = (skills.data?.items ?? []).map((skill) => skill.name)
  const all = [...new Set([...names, ...form.values.requiredSkills])]
  return (
    <>
      {all.length > 0 && (
        <Checkbox.Group
          label={t('office-tickets:needs.skills')}
          description={t('office-tickets:needs.skillsHint')}
          {...form.getInputProps('requiredSkills')}
        >
          <Group gap="sm" mt="xs">
            {all.map((name) => (
              <Checkbox key={name} value={name} label={name} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
      <TextInput
        label={t('office-tickets:needs.area')}
        description={t('office-tickets:needs.areaHint')}
        maxLength={100}
        autoComplete="off"
        {...form.getInputProps('area')}
      />
    </>
  )
}
