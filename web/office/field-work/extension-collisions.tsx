import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Collision, Extension } from '../../shared/api/shapes.ts'
import { visit } from '../../shared/format.ts'
import { AnchorLink } from '../ui/links.tsx'

/** What is in the way of so many days; asked anew whenever the days change. */
export function useCollisions(extension: Extension, days: number | string) {
  return useQuery({
    queryKey: ['extensions', 'collisions', extension.id, days],
    queryFn: () =>
      answer(
        api.GET('/api/v1/extensions/{id}/collisions', {
          params: { path: { id: extension.id }, query: { days: Number(days) } },
        }),
      ),
    enabled: typeof days === 'number',
    placeholderData: keepPreviousData,
  })
}

export type SeatChoice = 'LEAVES' | 'COMES'

type Props = {
  extension: Extension
  check: ReturnType<typeof useCollisions>
  /** what is decided of a seat that something is in the way of: its technician leaves, or comes although absent */
  decided: ReadonlyMap<string, SeatChoice>
  onDecide: (assignmentId: string, choice: SeatChoice | null) => void
  onDays: (days: number) => void
}

/** Which job, which day, whose; and the choice to let him leave this ticket or to grant fewer days. */
export function CollisionChoices({ extension, check, decided, onDecide, onDays }: Props) {
  const { t } = useTranslation('office-work')
  if (check.isError)
    return (
      <Group gap="xs" role="alert">
        <Text size="sm">{t('extensions.checkFailed')}</Text>
        <Button size="compact-sm" variant="default" onClick={() => void check.refetch()}>
          {t('office:act.retry')}
        </Button>
      </Group>
    )
  if (!check.data)
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('extensions.checking')}
      </Text>
    )
  const { items, freeDays } = check.data
  if (items.length === 0)
    return (
      <Group gap={6} wrap="nowrap" role="status">
        <IconCircleCheck size={18} color="var(--mantine-color-green-8)" aria-hidden />
        <Text size="sm">{t('extensions.noCollision')}</Text>
      </Group>
    )
  return (
    <Alert
      color="orange"
      role="status"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={t('extensions.collides')}
      styles={{ title: { color: '#7c3a00' } }}
    >
      <Stack gap="sm">
        {bySeat(items).map(([seat, jobs]) => (
          <Member key={seat} jobs={jobs} zone={extension.timeZone}>
            <SeatChoices
              jobs={jobs}
              chosen={decided.get(seat) ?? null}
              onChoose={(choice) => onDecide(seat, choice)}
            />
          </Member>
        ))}
        {freeDays > 0 && (
          <Button variant="default" size="xs" onClick={() => onDays(freeDays)} style={{ alignSelf: 'start' }}>
            {t('extensions.onlyFree', { count: freeDays })}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

function Member({ jobs, zone, children }: { jobs: Collision[]; zone: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={700}>
        {jobs[0]?.technician.name}
      </Text>
      {jobs.map((job) => (
        <Text size="sm" key={job.ticketId ?? job.scheduledStart} mb={6}>
          <InTheWay job={job} />
          <br />
          {visit(job.scheduledStart, job.scheduledEnd, { zone })}
        </Text>
      ))}
      {children}
    </div>
  )
}

function InTheWay({ job }: { job: Collision }) {
  const { t } = useTranslation('office-work')
  if (!job.ticketId) return t('extensions.absent', { kind: t(`labels:absence.${job.absence ?? 'OTHER'}`) })
  return (
    <AnchorLink to="/tickets/$ticketId" params={{ ticketId: job.ticketId }} size="sm" target="_blank">
      {job.ticketCode} · {job.ticketTitle}
    </AnchorLink>
  )
}

type ChoiceProps = {
  jobs: Collision[]
  chosen: SeatChoice | null
  onChoose: (choice: SeatChoice | null) => void
}

/** Nobody is at two jobs at once, so he leaves one; who is only absent may have said that he comes. */
function SeatChoices({ jobs, chosen, onChoose }: ChoiceProps) {
  const { t } = useTranslation('office-work')
  const name = jobs[0]?.technician.name
  const onlyAbsent = jobs.every((job) => job.what === 'ABSENCE')
  const box = (choice: SeatChoice) => ({
    checked: chosen === choice,
    onChange: () => onChoose(chosen === choice ? null : choice),
  })
  return (
    <Stack gap={6}>
      <Checkbox
        {...box('LEAVES')}
        label={t('extensions.release', { name })}
        description={t(onlyAbsent ? 'extensions.releaseAbsent' : 'extensions.releaseWhat')}
      />
      {onlyAbsent && <Checkbox {...box('COMES')} label={t('extensions.comes', { name })} />}
    </Stack>
  )
}

const bySeat = (items: readonly Collision[]): [string, Collision[]][] => [
  ...Map.groupBy(items, (one) => one.assignmentId),
]

/** On the card of a request that waits: what will be in the way. */
export function CollisionHint({ extension }: { extension: Extension }) {
  const { t } = useTranslation('office-work')
  const { collisions, timeZone } = extension
  if (collisions.length === 0) return null
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <IconAlertTriangle
        size={18}
        color="var(--mantine-color-orange-8)"
        style={{ flexShrink: 0, marginTop: 2 }}
        aria-hidden
      />
      <div>
        {collisions.map((one) => (
          <Text size="sm" key={`${one.assignmentId} ${one.ticketId ?? one.scheduledStart}`}>
            {t(one.absence ? 'extensions.hintAbsent' : 'extensions.hint', {
              name: one.technician.name,
              job: `${one.ticketCode} ${one.ticketTitle}`,
              kind: t(`labels:absence.${one.absence ?? 'OTHER'}`),
              when: visit(one.scheduledStart, one.scheduledEnd, { zone: timeZone }),
            })}
          </Text>
        ))}
      </div>
    </Group>
  )
}
