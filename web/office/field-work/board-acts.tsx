import { ActionIcon, Badge, Button, Group, Tooltip } from '@mantine/core'
import { IconBellRinging, IconCheck, IconClockEdit, IconMapPinPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { BoardRow } from '../../shared/api/shapes.ts'
import { useWrite } from '../ui/use-write.ts'

type Alert = BoardRow['alerts'][number]

/** What CS was told about this visit and has not seen to yet; a press says that it has. */
export function AlertList({ row, decides }: { row: BoardRow; decides: boolean }) {
  if (row.alerts.length === 0) return null
  return (
    <Group gap={6} mt={4}>
      {row.alerts.map((alert) => (
        <AlertChip key={alert.id} alert={alert} name={row.technician.name} decides={decides} />
      ))}
    </Group>
  )
}

function AlertChip({ alert, name, decides }: { alert: Alert; name: string; decides: boolean }) {
  const { t } = useTranslation('office-attendance')
  const kind = t(`alert.${alert.kind}`)
  const dismiss = useWrite<string>(
    (id, headers) =>
      answer(api.POST('/api/v1/attendance-alerts/{id}/dismiss', { params: { path: { id } }, headers })),
    { refresh: ['attendance'], done: t('alert.dismissed') },
  )
  return (
    <Badge
      color={alert.kind === 'MISSING' ? 'red' : 'amber'}
      variant="light"
      size="lg"
      tt="none"
      rightSection={
        decides && (
          <Tooltip label={t('alert.dismiss')}>
            <ActionIcon
              size={26}
              variant="subtle"
              color={alert.kind === 'MISSING' ? 'red' : 'amber'}
              aria-label={t('alert.dismissOf', { kind, name })}
              loading={dismiss.isPending}
              onClick={() => dismiss.mutate(alert.id)}
            >
              <IconCheck size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )
      }
    >
      {kind}
    </Badge>
  )
}

/** Ingatkan: a message on the technician's Telegram. */
export function RemindButton({ row }: { row: BoardRow }) {
  const { t } = useTranslation('office-attendance')
  const { name } = row.technician
  const remind = useWrite<string>(
    (id, headers) =>
      answer(api.POST('/api/v1/assignments/{id}/reminder', { params: { path: { id } }, headers })),
    { refresh: ['tickets'], done: t('remind.done', { name }) },
  )
  return (
    <Button
      variant="default"
      leftSection={<IconBellRinging size={17} aria-hidden />}
      aria-label={t('remind.buttonFor', { name })}
      loading={remind.isPending}
      onClick={() => remind.mutate(row.assignmentId)}
    >
      {t('remind.button')}
    </Button>
  )
}

/** Opens the form that puts an entry right, or writes down one that is missing. */
export function CorrectButton({
  name,
  missing,
  onPress,
}: {
  name: string
  missing: boolean
  onPress: () => void
}) {
  const { t } = useTranslation('office-attendance')
  return (
    <Button
      variant="default"
      leftSection={<IconClockEdit size={17} aria-hidden />}
      aria-label={t(missing ? 'correct.enterFor' : 'correct.buttonFor', { name })}
      onClick={onPress}
    >
      {t(missing ? 'correct.enter' : 'correct.button')}
    </Button>
  )
}

/** Good enough to become the place of the site, in metres; the server has the last word. */
const EXACT_ENOUGH = 100

/** Whether this check-in may tell where the site is. */
export const canPlaceSite = (row: BoardRow): boolean =>
  !row.siteKnown &&
  row.attendance !== null &&
  row.attendance.location !== null &&
  (row.attendance.accuracy ?? Infinity) <= EXACT_ENOUGH

export function PlaceButton({ onPress }: { onPress: () => void }) {
  const { t } = useTranslation('office-attendance')
  return (
    <Button
      size="compact-sm"
      variant="light"
      mt={6}
      leftSection={<IconMapPinPlus size={16} aria-hidden />}
      onClick={onPress}
    >
      {t('site.button')}
    </Button>
  )
}
