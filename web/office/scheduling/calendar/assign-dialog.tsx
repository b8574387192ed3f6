import { Alert, Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Problem } from '../../../shared/api/problem.ts'
import { longDate, visit as visitTime } from '../../../shared/format.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { useWrite } from '../../ui/use-write.ts'
import type { Movable } from './move-dialog.tsx'
import { startOfDay } from './range.ts'

type Person = { id: string; name: string; area: string | null; skills: readonly string[] }
type Props = {
  visit: Movable
  technicians: readonly Person[]
  /** on whose row the job was dropped */
  technicianId?: string
  onClose: () => void
}
type Wish = { technicianId: string; reason: string; override: boolean }

/** The exception: CS puts somebody on a free seat. What speaks against it is shown first. */
export function AssignDialog({ visit, technicians, technicianId, onClose }: Props) {
  const { t } = useTranslation(['office-calendar', 'office'])
  const [chosen, setChosen] = useState<string | null>(technicianId ?? null)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const assign = useAssign(visit, onClose)
  const warned = assign.error?.code === 'ASSIGNMENT_WARNINGS'
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!chosen || (warned && !reason.trim())) return
    assign.mutate({ technicianId: chosen, reason: reason.trim(), override: warned })
  }
  const choose = (id: string | null) => {
    setChosen(id)
    // another person, other warnings
    assign.reset()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={700}>{t('assign.title', { code: visit.code })}</Text>}
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">
            {visit.title}
            <br />
            <b>{visitTime(visit.start, visit.end, { zone: visit.timeZone })}</b>
          </Text>
          <Text size="sm">{t('assign.what')}</Text>
          <TechnicianField
            visit={visit}
            technicians={technicians}
            value={chosen}
            onChange={choose}
            missing={asked && !chosen}
          />
          <Textarea
            label={t('reason')}
            description={warned ? undefined : t('assign.reasonHint')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={asked && warned && !reason.trim() ? t('office:field.required') : undefined}
            required={warned}
            autosize
            minRows={2}
            maxLength={500}
          />
          {warned ? <Warnings problem={assign.error} /> : <FormProblem problem={assign.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('office:act.back')}
            </Button>
            <Button type="submit" color={warned ? 'red' : undefined} loading={assign.isPending}>
              {t(warned ? 'assign.anyway' : 'act.assign')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

type FieldProps = Pick<Props, 'visit' | 'technicians'> & {
  value: string | null
  onChange: (id: string | null) => void
  missing: boolean
}

/** Everybody who is not in the crew already. */
function TechnicianField({ visit, technicians, value, onChange, missing }: FieldProps) {
  const { t } = useTranslation(['office-calendar', 'office'])
  const held = new Set((visit.crew as readonly { technicianId?: string }[]).map((one) => one.technicianId))
  return (
    <Select
      label={t('assign.technician')}
      data={technicians
        .filter(({ id }) => !held.has(id))
        .map((one) => ({ value: one.id, label: [one.name, one.area].filter(Boolean).join(' · ') }))}
      value={value}
      onChange={onChange}
      searchable
      required
      nothingFoundMessage={t('assign.unknown')}
      error={missing ? t('office:field.required') : undefined}
    />
  )
}

function useAssign(visit: Movable, onDone: () => void) {
  const { t } = useTranslation('office-calendar')
  return useWrite(
    (body: Wish, headers) =>
      answer(
        api.POST('/api/v1/tickets/{id}/assignments', {
          params: { path: { id: visit.ticketId } },
          body,
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['calendar', 'tickets', 'pool', 'claims', 'attendance', 'field-work'],
      done: t('assign.done', { code: visit.code }),
      onDone,
    },
  )
}

function Warnings({ problem }: { problem: Problem | null }) {
  const { t } = useTranslation(['office-calendar', 'labels'])
  const words = (one: Record<string, unknown>) =>
    t(`warning.${one['warning']}${one['warning'] === 'OUTSIDE_HOURS' && !one['from'] ? '_off' : ''}`, {
      ...one,
      kind: t(`labels:absence.${one['kind']}`),
      skills: Array.isArray(one['skills']) ? one['skills'].join(', ') : '',
      day: typeof one['day'] === 'string' ? longDate(startOfDay(one['day'])) : '',
    })
  return (
    <Alert
      color="amber"
      role="alert"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={t('warning.title')}
    >
      <ul style={{ margin: 0, paddingLeft: '1.1rem' }}>
        {(problem?.details ?? []).map((one) => (
          <li key={String(one['warning'])}>{words(one)}</li>
        ))}
      </ul>
    </Alert>
  )
}
