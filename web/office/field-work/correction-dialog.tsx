import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { AttendanceEntry, BoardRow, Grade } from '../../shared/api/shapes.ts'
import { longDate, zoneSuffix } from '../../shared/format.ts'
import { FormProblem } from '../ui/form-problem.tsx'
import { useWrite } from '../ui/use-write.ts'
import { momentsOf, problemsOf, type Subject, type Times, timesOf } from './correction-form.ts'

const GRADES: readonly Grade[] = ['ON_SITE', 'LIKELY', 'OFF_SITE', 'NO_LOCATION']

/** What a row of the board, or an entry of a ticket, is corrected by. */
export const subjectOfRow = (row: BoardRow, day: string): Subject =>
  row.attendance
    ? subjectOf(row.attendance, row.assignmentId)
    : {
        entryId: null,
        assignmentId: row.assignmentId,
        name: row.technician.name,
        day,
        timeZone: row.timeZone,
        checkInAt: null,
        checkOutAt: null,
        grade: null,
      }

export const subjectOf = (entry: AttendanceEntry, assignmentId = ''): Subject => ({
  entryId: entry.id,
  assignmentId,
  name: entry.technician.name,
  day: entry.workDate,
  timeZone: entry.timeZone,
  checkInAt: entry.checkInAt,
  checkOutAt: entry.checkOutAt,
  grade: entry.grade,
})

/** Puts times and grade right, or writes down a day that the technician could not; always with the reason. */
export function CorrectionDialog({ subject, onClose }: { subject: Subject; onClose: () => void }) {
  const { t } = useTranslation('office-attendance')
  const [times, setTimes] = useState<Times>(() => timesOf(subject))
  const [tried, setTried] = useState(false)
  const isNew = subject.entryId === null
  const save = useSaving(subject, onClose)
  const problems = tried ? problemsOf(times) : {}
  const change = (next: Partial<Times>) => setTimes((old) => ({ ...old, ...next }))
  const wrong = (field: keyof Times, path: string) => {
    const own = problems[field]
    if (own) return own === 'clock' ? t('correct.clock') : t('office:field.required')
    return save.error?.fields.find((each) => each.path === path)?.message
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(problemsOf(times)).length === 0) save.mutate(times)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text fw={700}>{t(isNew ? 'correct.enterTitle' : 'correct.title', { name: subject.name })}</Text>
      }
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">
            {longDate(`${subject.day}T05:00:00Z`)} ·{' '}
            {t('correct.zone', { zone: zoneSuffix(subject.timeZone) })}
            <br />
            {t(isNew ? 'correct.enterWhat' : 'correct.what')}
          </Text>
          <Fields times={times} isNew={isNew} change={change} wrong={wrong} />
          <FormProblem problem={save.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('office:act.back')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(isNew ? 'correct.saveEnter' : 'correct.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

type FieldsProps = {
  times: Times
  isNew: boolean
  change: (next: Partial<Times>) => void
  wrong: (field: keyof Times, path: string) => string | undefined
}

function Fields({ times, isNew, change, wrong }: FieldsProps) {
  const { t } = useTranslation('office-attendance')
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          label={t('correct.checkIn')}
          placeholder="08.30"
          inputMode="decimal"
          value={times.checkIn}
          onChange={(event) => change({ checkIn: event.currentTarget.value })}
          error={wrong('checkIn', 'checkInAt')}
          required
          data-autofocus
        />
        <TextInput
          label={t('correct.checkOut')}
          placeholder="17.00"
          inputMode="decimal"
          value={times.checkOut}
          onChange={(event) => change({ checkOut: event.currentTarget.value })}
          error={wrong('checkOut', 'checkOutAt')}
        />
      </Group>
      {!isNew && (
        <Select
          label={t('correct.grade')}
          data={GRADES.map((grade) => ({ value: grade, label: t(`labels:grade.${grade}`) }))}
          value={times.grade}
          onChange={(grade) => change({ grade: grade ?? times.grade })}
          allowDeselect={false}
        />
      )}
      <Textarea
        label={t('correct.reason')}
        placeholder={t('correct.reasonPlaceholder')}
        value={times.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
        error={wrong('reason', 'reason')}
        autosize
        minRows={2}
        maxLength={500}
        required
      />
    </>
  )
}

function useSaving(subject: Subject, onDone: () => void) {
  const { t } = useTranslation('office-attendance')
  return useWrite<Times, AttendanceEntry>(
    (times, headers) => {
      const moments = momentsOf(subject, times)
      const reason = times.reason.trim()
      if (subject.entryId === null)
        return answer(
          api.POST('/api/v1/assignments/{id}/attendance', {
            params: { path: { id: subject.assignmentId } },
            body: { ...moments, reason },
            headers,
          }),
        )
      return answer(
        api.POST('/api/v1/attendance/{id}/corrections', {
          params: { path: { id: subject.entryId } },
          body: { ...moments, grade: times.grade as Grade, reason },
          headers,
        }),
      )
    },
    {
      refresh: ['attendance', 'field-work', 'tickets'],
      done: t(subject.entryId === null ? 'correct.entered' : 'correct.saved'),
      onDone,
      showsProblemItself: true,
    },
  )
}
