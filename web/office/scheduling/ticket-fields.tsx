import { Group, Input, NumberInput, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PointField } from '../ui/point-field.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import type { TicketForm, TicketValues } from './ticket-values.ts'

const PRIORITIES = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const

/** The fields of a ticket, in the order in which one is taken up on the phone. */
export function TicketFields({ form, zone }: { form: TicketForm; zone?: string }) {
  const { t } = useTranslation('office')
  return (
    <Stack gap="md">
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
      <ScheduleFields form={form} {...(zone && { zone })} />
      <CrewFields form={form} />
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
    </Stack>
  )
}

function CrewFields({ form }: { form: TicketForm }) {
  const { t } = useTranslation(['office', 'labels'])
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
      <div role="group" aria-labelledby="ticket-priority" style={{ flex: '1 1 19rem' }}>
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
    </Group>
  )
}
