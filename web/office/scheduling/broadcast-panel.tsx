import { Text } from '@mantine/core'
import { IconBrandTelegram } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../shared/api/shapes.ts'
import { Panel } from '../ui/panel.tsx'
import classes from './broadcast-panel.module.css'

/** How far the offer has come on Telegram, and whom it cannot reach. */
export function BroadcastPanel({ broadcast }: { broadcast: NonNullable<Ticket['broadcast']> }) {
  const { t } = useTranslation('office')
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
          {unreachable.map((person) => person.name).join(', ')}.
        </Text>
      )}
    </Panel>
  )
}
