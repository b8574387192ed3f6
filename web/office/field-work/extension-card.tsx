import { Button, Group, Text } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Extension } from '../../shared/api/shapes.ts'
import { ExtensionBadge } from '../ui/badges.tsx'
import { AnchorLink } from '../ui/links.tsx'
import { Ago, When } from '../ui/when.tsx'
import { CollisionHint } from './extension-collisions.tsx'
import { ApproveDialog, RejectDialog } from './extension-dialogs.tsx'
import classes from './extension-card.module.css'

type Props = {
  extension: Extension
  /** may the reader decide it */
  decides: boolean
  /** on the ticket's own page its name is not said again */
  withTicket?: boolean
}

/** A request for more days: who, how many, why, what remains; and the decision, or the buttons for it. */
export function ExtensionCard({ extension, decides, withTicket = false }: Props) {
  const { t } = useTranslation('office-work')
  const [open, setOpen] = useState<'approve' | 'reject' | null>(null)
  const close = () => setOpen(null)
  const pending = extension.status === 'PENDING'
  return (
    <article className={classes.card}>
      <Group justify="space-between" gap="xs" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text fw={700}>{t('extensions.asks', { count: extension.days })}</Text>
          {withTicket && (
            <AnchorLink to="/tickets/$ticketId" params={{ ticketId: extension.ticketId }} size="sm" fw={600}>
              {extension.ticketCode} · {extension.ticketTitle}
            </AnchorLink>
          )}
          <Text size="sm" c="dimmed">
            {extension.requestedBy.name} · <Ago at={extension.createdAt} />
          </Text>
        </div>
        <ExtensionBadge status={extension.status} />
      </Group>
      <dl className={classes.facts}>
        <div>
          <dt>{t('extensions.reason')}</dt>
          <dd className="free-text">{extension.reason}</dd>
        </div>
        <div>
          <dt>{t('extensions.remaining')}</dt>
          <dd className="free-text">{extension.remainingWork}</dd>
        </div>
      </dl>
      {pending && decides && <CollisionHint extension={extension} />}
      {!pending && <Decision extension={extension} />}
      {pending && decides && (
        <Group gap="xs">
          <Button leftSection={<IconCheck size={17} aria-hidden />} onClick={() => setOpen('approve')}>
            {t('extensions.approve')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconX size={17} aria-hidden />}
            onClick={() => setOpen('reject')}
          >
            {t('extensions.reject')}
          </Button>
        </Group>
      )}
      {open === 'approve' && <ApproveDialog extension={extension} onClose={close} />}
      {open === 'reject' && <RejectDialog extension={extension} onClose={close} />}
    </article>
  )
}

function Decision({ extension }: { extension: Extension }) {
  const { t } = useTranslation('office-work')
  const { approvedDays, approvedUntil, days, decisionNote, decidedBy, decidedAt, timeZone } = extension
  return (
    <div className={classes.decision}>
      {approvedDays !== null && (
        <Text fw={600}>
          {t('extensions.approvedDays', { count: approvedDays })}
          {approvedDays !== days && ` ${t('extensions.insteadOf', { count: days })}`}
        </Text>
      )}
      {approvedUntil && (
        <Text size="sm">
          {t('extensions.newEnd')} <When at={approvedUntil} zone={timeZone} />
        </Text>
      )}
      {decisionNote && <Text className="free-text">{decisionNote}</Text>}
      {decidedBy && decidedAt && (
        <Text size="sm" c="dimmed">
          {decidedBy.name} · <Ago at={decidedAt} />
        </Text>
      )}
    </div>
  )
}
