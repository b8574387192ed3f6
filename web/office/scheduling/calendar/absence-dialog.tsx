import { Button, Checkbox, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { CalendarAbsence, RecordedAbsence } from '../../../shared/api/shapes.ts'
import { visit as visitTime } from '../../../shared/format.ts'
import { addDays, fromLocal, toLocal } from '../../../shared/zoned.ts'
import { ClockField } from '../../ui/clock-field.tsx'
import { parseClock, showClock } from '../../ui/clock-text.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { AnchorLink } from '../../ui/links.tsx'
import { toTicket } from '../../ui/paths.ts'
import { useWrite } from '../../ui/use-write.ts'

const KINDS = ['LEAVE', 'SICK', 'PERMIT', 'OTHER'] as const
type Kind = (typeof KINDS)[number]
type Values = {
  technicianId: string | null
  kind: Kind
  wholeDays: boolean
  from: string
  until: string
  start: string
  end: string
  note: string
}
type Props = {
  /** the one to change; a new one without it */
  absence?: CalendarAbsence
  technicianId?: string
  day: string
  technicians: readonly { id: string; name: string }[]
  onClose: () => void
}

/** Records that somebody is not there, changes it or removes it; then names the visits that need a replacement. */
export function AbsenceDialog({ absence, technicianId, day, technicians, onClose }: Props) {
  const { t } = useTranslation(['office-calendar', 'office', 'labels'])
  const [values, setValues] = useState<Values>(() => valuesOf(absence, technicianId, day))
  const [asked, setAsked] = useState(false)
  const { save, remove } = useAbsenceWrites(absence, onClose)
  const set = (change: Partial<Values>) => setValues((old) => ({ ...old, ...change }))
  const times = timesOf(values)
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (values.technicianId && times) save.mutate({ ...values, technicianId: values.technicianId, ...times })
  }
  if (save.data && save.data.visits.length > 0) return <StillHeld absence={save.data} onClose={onClose} />
  const fieldError = save.error?.fields[0]?.message
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={700}>{t(absence ? 'absence.change' : 'absence.record')}</Text>}
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Select
            label={t('assign.technician')}
            data={technicians.map(({ id, name }) => ({ value: id, label: name }))}
            value={values.technicianId}
            onChange={(id) => set({ technicianId: id })}
            disabled={absence !== undefined}
            searchable
            required
            error={asked && !values.technicianId ? t('office:field.required') : undefined}
          />
          <KindField kind={values.kind} onChange={(kind) => set({ kind })} />
          <Period values={values} set={set} error={asked && !times ? t('absence.order') : fieldError} />
          <Textarea
            label={t('absence.note')}
            value={values.note}
            onChange={(event) => set({ note: event.currentTarget.value })}
            maxLength={500}
            autosize
          />
          <FormProblem problem={save.error ?? remove.error} />
          <Group justify="space-between" gap="xs">
            {absence ? (
              <Remove busy={remove.isPending} onRemove={() => remove.mutate()} />
            ) : (
              <Button variant="default" onClick={onClose}>
                {t('office:act.back')}
              </Button>
            )}
            <Button type="submit" loading={save.isPending}>
              {t('office:act.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function KindField({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  const { t } = useTranslation(['office-calendar', 'labels'])
  return (
    <Select
      label={t('absence.kind')}
      data={KINDS.map((one) => ({ value: one, label: t(`labels:absence.${one}`) }))}
      value={kind}
      onChange={(next) => next && onChange(next as Kind)}
      allowDeselect={false}
    />
  )
}

/** Removing asks once, in place. */
function Remove({ busy, onRemove }: { busy: boolean; onRemove: () => void }) {
  const { t } = useTranslation('office-calendar')
  const [sure, setSure] = useState(false)
  return (
    <Button
      color="red"
      variant={sure ? 'filled' : 'light'}
      loading={busy}
      onClick={() => (sure ? onRemove() : setSure(true))}
    >
      {t(sure ? 'absence.removeSure' : 'absence.remove')}
    </Button>
  )
}

type PeriodProps = { values: Values; set: (change: Partial<Values>) => void; error: string | undefined }

function Period({ values, set, error }: PeriodProps) {
  const { t } = useTranslation('office-calendar')
  return (
    <Stack gap="xs">
      <Group grow align="flex-start">
        <TextInput
          type="date"
          label={t('absence.from')}
          value={values.from}
          required
          onChange={(event) => {
            const from = event.currentTarget.value
            set({ from, ...(values.until < from && { until: from }) })
          }}
        />
        <TextInput
          type="date"
          label={t('absence.until')}
          value={values.until}
          min={values.from}
          required
          error={error}
          onChange={(event) => set({ until: event.currentTarget.value })}
        />
      </Group>
      <Checkbox
        label={t('absence.wholeDays')}
        checked={values.wholeDays}
        onChange={(event) => set({ wholeDays: event.currentTarget.checked })}
      />
      {!values.wholeDays && (
        <Group grow align="flex-start">
          <ClockField label={t('absence.start')} value={values.start} onChange={(start) => set({ start })} />
          <ClockField label={t('absence.end')} value={values.end} onChange={(end) => set({ end })} />
        </Group>
      )}
    </Stack>
  )
}

function StillHeld({ absence, onClose }: { absence: RecordedAbsence; onClose: () => void }) {
  const { t } = useTranslation(['office-calendar', 'office'])
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={700}>{t('absence.held', { name: absence.technician.name })}</Text>}
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('absence.heldText')}</Text>
        {absence.visits.map((visit) => (
          <AnchorLink key={visit.ticketId} {...toTicket(visit.ticketId)}>
            {visit.code} {visit.title} · {visitTime(visit.start, visit.end, { zone: visit.timeZone })}
          </AnchorLink>
        ))}
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('office:act.close')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function valuesOf(
  absence: CalendarAbsence | undefined,
  technicianId: string | undefined,
  day: string,
): Values {
  if (!absence)
    return {
      technicianId: technicianId ?? null,
      kind: 'LEAVE',
      wholeDays: true,
      from: day,
      until: day,
      start: '08.00',
      end: '12.00',
      note: '',
    }
  const [from, until] = [toLocal(absence.start), toLocal(absence.end)]
  return {
    technicianId: absence.technician.id,
    kind: absence.kind,
    wholeDays: absence.wholeDays,
    from: from.date,
    until: absence.wholeDays ? addDays(until.date, -1) : until.date,
    start: showClock(from.time),
    end: showClock(until.time),
    note: absence.note ?? '',
  }
}

/** Whole days end with the midnight after the last; null while the times make no sense. */
function timesOf(values: Values): { start: string; end: string } | null {
  const [first, last] = values.wholeDays
    ? ['00:00', '00:00']
    : [parseClock(values.start), parseClock(values.end)]
  if (!first || !last || !values.from || !values.until) return null
  const start = fromLocal({ date: values.from, time: first })
  const end = fromLocal({ date: values.wholeDays ? addDays(values.until, 1) : values.until, time: last })
  return start && end && start < end ? { start, end } : null
}

function useAbsenceWrites(absence: CalendarAbsence | undefined, onClose: () => void) {
  const { t } = useTranslation('office-calendar')
  type Wish = {
    technicianId: string
    kind: Kind
    wholeDays: boolean
    start: string
    end: string
    note: string
  }
  const save = useWrite<Wish, RecordedAbsence>(
    ({ technicianId, kind, wholeDays, start, end, note }, headers) => {
      const body = { kind, wholeDays, start, end, note }
      return absence
        ? answer(api.PATCH('/api/v1/absences/{id}', { params: { path: { id: absence.id } }, body, headers }))
        : answer(api.POST('/api/v1/absences', { body: { technicianId, ...body }, headers }))
    },
    {
      showsProblemItself: true,
      refresh: ['calendar'],
      done: t('absence.saved'),
      onDone: (saved) => {
        if (saved.visits.length === 0) onClose()
      },
    },
  )
  const remove = useWrite<void>(
    (_, headers) =>
      answer(api.DELETE('/api/v1/absences/{id}', { params: { path: { id: absence?.id ?? '' } }, headers })),
    { showsProblemItself: true, refresh: ['calendar'], done: t('absence.removed'), onDone: onClose },
  )
  return { save, remove }
}
