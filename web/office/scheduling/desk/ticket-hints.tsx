import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCopy, IconHistory } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TicketHints } from '../../../shared/api/shapes.ts'
import { ago, longDate, visit } from '../../../shared/format.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { AnchorLink } from '../../ui/links.tsx'
import { toTicket } from '../../ui/paths.ts'

type Similar = TicketHints['tickets'][number]

/** The same trouble may have a ticket already, or may be back: said before a second one is made. */
export function SimilarTickets({
  tickets,
  onRepeat,
}: {
  tickets: Similar[]
  /** takes the words of a finished ticket for a repeat visit */
  onRepeat: (ticket: Similar) => void
}) {
  const { t } = useTranslation('office-tickets')
  const open = tickets.filter(({ why }) => why === 'OPEN')
  const finished = tickets.filter(({ why }) => why === 'REPEAT')
  return (
    <>
      {open.length > 0 && (
        <Alert color="amber" icon={<IconCopy size={18} aria-hidden />} title={t('hint.open')}>
          <Rows tickets={open} />
        </Alert>
      )}
      {finished.length > 0 && (
        <Alert color="blue" icon={<IconHistory size={18} aria-hidden />} title={t('hint.repeat')}>
          <Rows tickets={finished} onRepeat={onRepeat} />
        </Alert>
      )}
    </>
  )
}

function Rows({ tickets, onRepeat }: { tickets: Similar[]; onRepeat?: (ticket: Similar) => void }) {
  const { t } = useTranslation('office-tickets')
  return (
    <Stack gap="xs">
      {tickets.map((ticket) => (
        <Group key={ticket.id} gap="xs" justify="space-between">
          <div style={{ flex: '1 1 16rem', minWidth: 0 }}>
            <Group gap={6}>
              <AnchorLink {...toTicket(ticket.id)} target="_blank" fw={600} size="sm">
                {ticket.code} {ticket.title}
              </AnchorLink>
              <StateBadge state={ticket.state} size="sm" />
            </Group>
            <Text size="sm" c="#3e5055">
              {[
                ticket.customer.name,
                ticket.doneAt
                  ? t('hint.doneAgo', { when: ago(ticket.doneAt) })
                  : visit(ticket.scheduledStart, ticket.scheduledEnd, { zone: ticket.timeZone }),
                ticket.crew.map(({ name }) => name).join(', '),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </div>
          {onRepeat && (
            <Button size="xs" variant="default" onClick={() => onRepeat(ticket)}>
              {t('hint.makeRepeat')}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  )
}

/** Why the proposed day is not tomorrow, and what is unusual about the one that was chosen. */
export function TimeHints({ hints }: { hints: TicketHints | undefined }) {
  const { t } = useTranslation(['office-tickets', 'office-calendar'])
  if (!hints) return null
  const { suggestion, warnings } = hints
  return (
    <>
      {suggestion && suggestion.skipped.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('hint.skipped', { names: suggestion.skipped.join(', '), day: dayOf(suggestion.date) })}
        </Text>
      )}
      {warnings.length > 0 && (
        <Alert color="amber" icon={<IconAlertTriangle size={18} aria-hidden />} role="status">
          {warnings
            .map((one) =>
              t(`hint.${one.warning}${one.warning === 'OUTSIDE_HOURS' && !one.from ? '_off' : ''}`, {
                ...one,
                day: dayOf(one.day),
              }),
            )
            .join(' ')}
        </Alert>
      )}
    </>
  )
}

// midday in Jakarta is the same day everywhere in Indonesia
const dayOf = (day: string) => longDate(`${day}T05:00:00Z`)
