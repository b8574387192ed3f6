import { Button, Checkbox, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Problem } from '../../../shared/api/problem.ts'
import { visit as visitTime } from '../../../shared/format.ts'
import { toLocal } from '../../../shared/zoned.ts'
import { showClock } from '../../ui/clock-text.ts'
import { FormProblem, showFieldProblems } from '../../ui/form-problem.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { ScheduleFields } from '../schedule-fields.tsx'
import { newTicketValues, RENAMED, scheduleOf, ticketProblems, type TicketValues } from '../ticket-values.ts'

/** What the dialog has to know of a visit; the board and the ticket page both have it. */
export type Movable = {
  ticketId: string
  code: string
  title: string
  start: string
  end: string
  timeZone: string
  crew: readonly { name: string }[]
}
type Props = {
  visit: Movable
  /** where it was dropped; as it is now when nothing was dragged */
  to?: { start: string; end: string }
  onClose: () => void
}
type Wish = {
  scheduledStart: string
  scheduledEnd: string
  reason: string
  release: string[]
  override: boolean
}
type Collision = { technicianId: string; technician: string; what: 'JOB' | 'ABSENCE'; code: string }

const QUICK = ['customer', 'technician', 'parts'] as const

/** Asks before a visit moves: what changes, who will be told, and why when somebody has taken it already. */
export function MoveDialog({ visit, to, onClose }: Props) {
  const { t } = useTranslation(['office-calendar', 'office'])
  const zone = visit.timeZone
  const form = useScheduleForm(visit, to ?? visit)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const [release, setRelease] = useState<string[]>([])
  const [override, setOverride] = useState(false)
  const move = useMove(visit, onClose)
  // somebody may have taken it while the dialog was open: then the server says so
  const taken = visit.crew.length > 0 || move.error?.code === 'TICKET_TAKEN'
  const submit = form.onSubmit((values) => {
    const schedule = scheduleOf(values, zone)
    setAsked(true)
    if (!schedule || (taken && !reason.trim())) return
    move.mutate(
      { ...schedule, reason: taken ? reason.trim() : '', release, override },
      { onError: (problem) => showFieldProblems(form, problem, RENAMED) },
    )
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={<Text fw={700}>{t('move.title', { code: visit.code })}</Text>}
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">
            {visit.title}
            <br />
            {t('move.before')}: <s>{visitTime(visit.start, visit.end, { zone })}</s>
          </Text>
          <ScheduleFields form={form} zone={zone} />
          <Text size="sm">
            {taken
              ? t('move.whoIsTold', { crew: visit.crew.map((member) => member.name).join(', ') })
              : t('move.nobodyYet')}
          </Text>
          {taken && <ReasonField reason={reason} onChange={setReason} missing={asked && !reason.trim()} />}
          <Collisions
            problem={move.error}
            release={release}
            onRelease={setRelease}
            override={override}
            onOverride={setOverride}
          />
          <FormProblem problem={move.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('office:act.back')}
            </Button>
            <Button type="submit" loading={move.isPending}>
              {t('act.move')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** Only the schedule of it is shown; the other fields of a ticket keep the form whole. */
function useScheduleForm(visit: Movable, at: { start: string; end: string }) {
  const { t } = useTranslation('office')
  return useForm<TicketValues>({
    initialValues: {
      ...newTicketValues(new Date(0)),
      title: visit.title,
      address: '-',
      ...fieldsOf(at, visit.timeZone),
    },
    validate: (values) => {
      const { date, start, end } = ticketProblems({ ...values, address: '---' }, visit.timeZone)
      return Object.fromEntries(
        Object.entries({ date, start, end }).flatMap(([field, key]) => (key ? [[field, t(key)]] : [])),
      )
    },
  })
}

function fieldsOf({ start, end }: { start: string; end: string }, zone: string) {
  const [first, last] = [toLocal(start, zone), toLocal(end, zone)]
  return { date: first.date, endDate: last.date, start: showClock(first.time), end: showClock(last.time) }
}

/** Nobody has it: the schedule just changes. Somebody has: the move that tells those concerned. */
function useMove(visit: Movable, onDone: () => void) {
  const { t } = useTranslation('office-calendar')
  const params = { path: { id: visit.ticketId } }
  return useWrite(
    ({ reason, release, override, ...schedule }: Wish, headers) =>
      reason
        ? answer(
            api.POST('/api/v1/tickets/{id}/reschedule', {
              params,
              body: { ...schedule, reason, release, override },
              headers,
            }),
          )
        : answer(api.PATCH('/api/v1/tickets/{id}', { params, body: schedule, headers })),
    {
      showsProblemItself: true,
      refresh: ['calendar', 'tickets', 'pool', 'attendance', 'field-work'],
      done: t('move.done', { code: visit.code }),
      onDone,
    },
  )
}

type ReasonProps = { reason: string; onChange: (reason: string) => void; missing: boolean }

function ReasonField({ reason, onChange, missing }: ReasonProps) {
  const { t } = useTranslation(['office-calendar', 'office'])
  return (
    <Stack gap={6}>
      <Textarea
        label={t('reason')}
        value={reason}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={missing ? t('office:field.required') : undefined}
        autosize
        minRows={2}
        maxLength={500}
        required
      />
      <Group gap={6}>
        {QUICK.map((name) => (
          <Button
            key={name}
            size="compact-xs"
            variant="default"
            onClick={() => onChange(t(`move.quick.${name}`))}
          >
            {t(`move.quick.${name}`)}
          </Button>
        ))}
      </Group>
    </Stack>
  )
}

type CollisionProps = {
  problem: Problem | null
  release: string[]
  onRelease: (ids: string[]) => void
  override: boolean
  onOverride: (on: boolean) => void
}

/** Who cannot come at the new time: CS lets them go, or lets who is absent come all the same. */
function Collisions({ problem, release, onRelease, override, onOverride }: CollisionProps) {
  const { t } = useTranslation(['office-calendar', 'labels'])
  if (problem?.code !== 'CREW_COLLISION') return null
  const found = problem.details as unknown as Collision[]
  const people = [...new Map(found.map((one) => [one.technicianId, one])).values()]
  const busy = found.some((one) => one.what === 'JOB')
  return (
    <Stack gap={6} role="group" aria-label={t('move.collisions')}>
      {people.map((one) => (
        <Checkbox
          key={one.technicianId}
          label={t('move.release', {
            name: one.technician,
            why: one.what === 'JOB' ? one.code : t(`labels:absence.${one.code}`),
          })}
          checked={release.includes(one.technicianId)}
          onChange={(event) =>
            onRelease(
              event.currentTarget.checked
                ? [...release, one.technicianId]
                : release.filter((id) => id !== one.technicianId),
            )
          }
        />
      ))}
      {!busy && (
        <Checkbox
          label={t('move.override')}
          checked={override}
          onChange={(event) => onOverride(event.currentTarget.checked)}
        />
      )}
    </Stack>
  )
}
