import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { duration, OFFICE_ZONE, visit, zoneSuffix } from '../../shared/format.ts'
import { addDays, toLocal } from '../../shared/zoned.ts'
import { ClockField } from '../ui/clock-field.tsx'
import { useNow } from '../ui/when.tsx'
import { scheduleOf, type TicketForm } from './ticket-values.ts'

const DAY = { flex: '1 1 11rem' }
/** The two clocks stay together when the line is too short for the day as well. */
const CLOCKS = { flex: '1 1 15rem' }
const SOON = ['today', 'tomorrow', 'dayAfter'] as const

/** Day and hours of the visit; said back in words, since a date field speaks the language of the browser. */
export function ScheduleFields({ form, zone = OFFICE_ZONE }: { form: TicketForm; zone?: string }) {
  const { t } = useTranslation('office')
  const now = useNow(60_000)
  const { date, endDate } = form.values
  const [several, setSeveral] = useState(endDate !== date)
  const today = toLocal(now, zone).date
  const setDate = (next: string) =>
    form.setValues({ date: next, ...((!several || endDate < next) && { endDate: next }) })
  return (
    <Stack gap="xs">
      <Group align="flex-start" gap="sm">
        <TextInput
          type="date"
          style={DAY}
          label={t('tickets.date')}
          required
          value={date}
          error={form.errors['date']}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        {several && (
          <TextInput
            type="date"
            style={DAY}
            label={t('tickets.lastDate')}
            required
            min={date}
            {...form.getInputProps('endDate')}
          />
        )}
        <Clocks form={form} zone={zone} />
      </Group>
      <Group gap="xs">
        {SOON.map((name, days) => (
          <Button
            key={name}
            size="compact-xs"
            variant={date === addDays(today, days) ? 'light' : 'default'}
            aria-pressed={date === addDays(today, days)}
            onClick={() => setDate(addDays(today, days))}
          >
            {t(`tickets.${name}`)}
          </Button>
        ))}
        <Checkbox
          size="xs"
          label={t('tickets.severalDays')}
          checked={several}
          onChange={(event) => {
            setSeveral(event.currentTarget.checked)
            if (!event.currentTarget.checked) form.setFieldValue('endDate', date)
          }}
        />
      </Group>
      <SaidBack form={form} zone={zone} />
    </Stack>
  )
}

function Clocks({ form, zone }: { form: TicketForm; zone: string }) {
  const { t } = useTranslation('office')
  const { start, end } = form.values
  return (
    <Group align="flex-start" gap="sm" wrap="nowrap" style={CLOCKS}>
      <ClockField
        style={{ flex: 1 }}
        label={t('tickets.start', { zone: zoneSuffix(zone) })}
        value={start}
        onChange={(text) => form.setFieldValue('start', text)}
        error={form.errors['start']}
      />
      <ClockField
        style={{ flex: 1 }}
        label={t('tickets.end', { zone: zoneSuffix(zone) })}
        value={end}
        onChange={(text) => form.setFieldValue('end', text)}
        error={form.errors['end']}
      />
    </Group>
  )
}

function SaidBack({ form, zone }: { form: TicketForm; zone: string }) {
  const schedule = scheduleOf(form.values, zone)
  const length = schedule ? Date.parse(schedule.scheduledEnd) - Date.parse(schedule.scheduledStart) : 0
  return (
    <Text size="sm" c="dimmed" role="status" mih="1.3rem">
      {schedule &&
        length > 0 &&
        `${visit(schedule.scheduledStart, schedule.scheduledEnd, { zone })} · ${duration(length)}`}
    </Text>
  )
}
