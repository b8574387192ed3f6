import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Got } from '../../../shared/api/shapes.ts'
import { storedLanguage } from '../../../shared/language.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { FormProblem, showFieldProblems } from '../../ui/form-problem.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { HolidayPanel } from './holiday-panel.tsx'

type Calendar = Got<'/api/v1/settings/calendar'>

/** Working hours of the week and the days off. */
export function CalendarTab() {
  const query = useQuery({
    queryKey: ['settings', 'calendar'],
    queryFn: () => answer(api.GET('/api/v1/settings/calendar')),
  })
  return (
    <Stack gap="md" maw={860}>
      <QueryAnswer query={query} lines={7}>
        {(calendar) => <WorkingHours calendar={calendar} />}
      </QueryAnswer>
      <HolidayPanel />
    </Stack>
  )
}

// the week begins on Monday here; the list of the server begins on Sunday, as dates count
const WEEK = [1, 2, 3, 4, 5, 6, 0]
/** 2023-01-01 was a Sunday. */
const dayName = (day: number) =>
  new Intl.DateTimeFormat(storedLanguage() === 'en' ? 'en-GB' : 'id-ID', {
    weekday: 'long',
    timeZone: 'UTC',
  }).format(new Date(Date.UTC(2023, 0, 1 + day)))

// people write 08.00, the wire has 08:00; always 24 hours, whatever the browser's language
const shown = (clock: string) => clock.replace(':', '.')
const sent = (clock: string) => clock.trim().replace('.', ':').padStart(5, '0')
const inClocks = (calendar: Calendar, write: (clock: string) => string): Calendar => ({
  ...calendar,
  workingHours: calendar.workingHours.map(
    (hours) => hours && { from: write(hours.from), to: write(hours.to) },
  ),
})

function WorkingHours({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation(['settings', 'office'])
  const form = useForm<Calendar>({ initialValues: inClocks(calendar, shown) })
  const change = useWrite<Calendar>(
    (values, headers) =>
      answer(api.PATCH('/api/v1/settings/calendar', { body: inClocks(values, sent), headers })),
    {
      showsProblemItself: true,
      refresh: ['settings'],
      done: t('office:act.saved'),
      onDone: () => form.resetDirty(),
    },
  )
  return (
    <Panel title={t('calendar.hours')}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          change.mutate(values, { onError: (problem) => showFieldProblems(form, problem) }),
        )}
      >
        <Stack gap="sm">
          {WEEK.map((day) => {
            const hours = form.values.workingHours[day]
            const name = dayName(day)
            return (
              <Group key={day} gap="sm" align="flex-start" wrap="nowrap">
                <Checkbox
                  w={110}
                  pt={8}
                  label={name}
                  checked={hours !== null}
                  onChange={(event) =>
                    form.setFieldValue(
                      `workingHours.${day}`,
                      event.currentTarget.checked ? { from: '08.00', to: '17.00' } : null,
                    )
                  }
                />
                {hours ? (
                  (['from', 'to'] as const).map((end) => (
                    <TextInput
                      key={end}
                      inputMode="decimal"
                      placeholder="08.00"
                      maxLength={5}
                      w={90}
                      aria-label={t(`calendar.${end}`, { day: name })}
                      {...form.getInputProps(`workingHours.${day}.${end}`)}
                    />
                  ))
                ) : (
                  <Text size="sm" c="dimmed" pt={8}>
                    {t('calendar.free')}
                  </Text>
                )}
              </Group>
            )
          })}
          <Checkbox
            mt="xs"
            label={t('calendar.jointLeave')}
            description={t('calendar.jointLeaveHint')}
            {...form.getInputProps('jointLeaveIsWorkingDay', { type: 'checkbox' })}
          />
          <Checkbox
            label={t('calendar.tellsClosed')}
            description={t('calendar.tellsClosedHint')}
            {...form.getInputProps('tellsWhenClosed', { type: 'checkbox' })}
          />
          <FormProblem problem={change.error} />
          <Group>
            <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
              {t('office:act.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}
