import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBrandTelegram } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../shared/api/shapes.ts'
import { Panel } from '../ui/panel.tsx'
import { BroadcastMessages } from './broadcast-messages.tsx'
import classes from './broadcast-panel.module.css'

type Props = { ticketId: string; zone: string; broadcast: NonNullable<Ticket['broadcast']> }

/** How far the offer has come on Telegram, whom it cannot reach and why; on request every single message. */
export function BroadcastPanel({ ticketId, zone, broadcast }: Props) {
  const { t } = useTranslation(['office', 'labels'])
  const [open, { toggle }] = useDisclosure(false)
  const { sent, waiting, failed, unreachable } = broadcast
  return (
    <Panel title={t('ticket.broadcast')} aside={<IconBrandTelegram size={18} aria-hidden />}>
      <dl className={classes.counts}>
        <div>
          <dt>{t('ticket.broadcastSent')}</dt>
          <dd>{sent}</dd>
        </div>
        <div>
          <dt>{t('ticket.broadcastWaiting')}</dt>
          <dd>{waiting}</dd>
        </div>
        <div data-bad={failed > 0 || undefined}>
          <dt>{t('ticket.broadcastFailed')}</dt>
          <dd>{failed}</dd>
        </div>
      </dl>
      {unreachable.length > 0 && (
        <Text size="sm" mt="sm">
          <strong>{t('ticket.unreachable', { count: unreachable.length })}</strong>{' '}
          {unreachable
            .map((person) => `${person.name} (${t(`labels:telegram.${person.telegram}`).toLowerCase()})`)
            .join(', ')}
          .
        </Text>
      )}
      <Button variant="subtle" size="xs" mt="sm" px={0} aria-expanded={open} onClick={toggle}>
        {t(open ? 'broadcast.hide' : 'broadcast.show')}
      </Button>
      {open && <BroadcastMessages ticketId={ticketId} zone={zone} />}
    </Panel>
  )
}
