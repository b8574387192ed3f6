import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CalendarVisit } from '../../../shared/api/shapes.ts'
import { visit as visitTime } from '../../../shared/format.ts'
import { EmergencyBadge, StateBadge } from '../../ui/badges.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { toTicket } from '../../ui/paths.ts'
import { SeatCount } from '../../ui/seat-count.tsx'

type Props = {
  visit: CalendarVisit
  mayMove: boolean
  onMove: () => void
  onAssign: () => void
  onClose: () => void
}

const MOVABLE = ['OPEN', 'ASSIGNED', 'IN_PROGRESS']

/** A visit of the board: the facts, and what can be done about it without a mouse. */
export function VisitDialog({ visit, mayMove, onMove, onAssign, onClose }: Props) {
  const { t } = useTranslation(['office-calendar', 'office'])
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text fw={700}>
          {visit.code} {visit.title}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      <Stack gap="sm">
        <Group gap="xs">
          <StateBadge state={visit.state} />
          {visit.emergency && <EmergencyBadge />}
          <SeatCount taken={visit.quota - visit.freeSeats} quota={visit.quota} />
        </Group>
        <Text fw={600}>{visitTime(visit.start, visit.end, { zone: visit.timeZone })}</Text>
        <Text size="sm">
          {visit.customer} · {visit.address}
        </Text>
        {(visit.area || visit.skills.length > 0) && (
          <Text size="sm" c="dimmed">
            {[visit.area, ...visit.skills].filter(Boolean).join(' · ')}
          </Text>
        )}
        <Text size="sm">
          {t('crew')}: {visit.crew.map((member) => member.name).join(', ') || t('nobody')}
        </Text>
        {visit.conflicts.length > 0 && (
          <Alert color="red" icon={<IconAlertTriangle size={18} aria-hidden />}>
            {visit.conflicts.map((conflict) => t(`conflict.${conflict}`)).join('. ')}
          </Alert>
        )}
        <Group gap="xs">
          {mayMove && MOVABLE.includes(visit.state) && (
            <Button variant="default" onClick={onMove}>
              {t('act.move')}
            </Button>
          )}
          {mayMove && visit.freeSeats > 0 && (
            <Button variant="default" onClick={onAssign}>
              {t('act.assign')}
            </Button>
          )}
          <ButtonLink {...toTicket(visit.ticketId)}>{t('act.openTicket')}</ButtonLink>
        </Group>
      </Stack>
    </Modal>
  )
}
