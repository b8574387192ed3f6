import { ActionIcon, Button, Text } from '@mantine/core'
import { IconArrowBackUp, IconTicket } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../shared/api/shapes.ts'
import { clock } from '../../../shared/format.ts'
import { AnchorLink } from '../../ui/links.tsx'
import { toTicket } from '../../ui/paths.ts'
import { useNow } from '../../ui/when.tsx'
import classes from './message-bubble.module.css'
import { MessageContent } from './message-content.tsx'
import { previewOf } from './message-preview.ts'
import { MessageTicks } from './message-ticks.tsx'
import { WaMeLink } from './wa-me-link.tsx'

type Props = {
  message: Message
  quoted: Message | null
  onReply: () => void
  onResend: (text: string) => void
  /** null while nobody knows whose tickets it could be about */
  onLink: (() => void) | null
  /** the customer's number, for the way around our own */
  phone: string | null
}

/** One message with what it answers, how it arrived and who sent it. */
export function MessageBubble({ message, quoted, onReply, onResend, onLink, phone }: Props) {
  const { t } = useTranslation('office')
  const out = message.direction === 'OUT'
  return (
    <div className={classes.line}>
      <div
        className={classes.bubble}
        data-out={out || undefined}
        data-failed={message.status === 'FAILED' || undefined}
      >
        {message.replyTo && (
          <Text className={classes.quote} lineClamp={2}>
            {quoted ? previewOf(quoted, t) : t('inbox.quotedEarlier')}
          </Text>
        )}
        <MessageContent message={message} />
        <div className={classes.foot}>
          {out && <span>{message.sentBy?.name ?? t('inbox.automatic')}</span>}
          {message.ticketId && (
            <AnchorLink {...toTicket(message.ticketId)} size="xs">
              {message.ticketCode ?? t('inbox.partOfTicket')}
            </AnchorLink>
          )}
          {message.complaintId && !message.ticketId && <span>{t('inbox.partOfComplaint')}</span>}
          <time dateTime={message.at}>{clock(message.at)}</time>
          {out && <MessageTicks status={message.status} />}
        </div>
        {message.status === 'FAILED' && (
          <div className={classes.failed} role="note">
            {message.problem ?? t('inbox.failed')}
            {message.body && (
              <Button size="compact-xs" variant="default" onClick={() => onResend(message.body ?? '')}>
                {t('inbox.writeAgain')}
              </Button>
            )}
            <WaMeLink phone={phone} text={message.body ?? ''} />
          </div>
        )}
        {message.status === 'UNKNOWN' && <Unsure message={message} phone={phone} onResend={onResend} />}
        <Stuck message={message} phone={phone} />
      </div>
      {message.kind !== 'system' && <Acts message={message} onReply={onReply} onLink={onLink} />}
    </div>
  )
}

/** A report that settles it comes within this time, or probably never. */
const UNSURE_MS = 120_000

/** It may have gone out: not to be said again before WhatsApp had the time to tell. */
function Unsure({ message, phone, onResend }: Pick<Props, 'message' | 'phone' | 'onResend'>) {
  const { t } = useTranslation('office')
  const now = useNow(30_000)
  const late = now - Date.parse(message.at) > UNSURE_MS
  return (
    <div className={classes.failed} role="note">
      {message.problem ?? t('inbox.unsure')}
      {late && message.body && (
        <Button size="compact-xs" variant="default" onClick={() => onResend(message.body ?? '')}>
          {t('inbox.writeAgain')}
        </Button>
      )}
      {late && <WaMeLink phone={phone} text={message.body ?? ''} />}
    </div>
  )
}

/** Waiting longer than this means that WhatsApp, or our way to it, is down. */
const STUCK_MS = 60_000

function Stuck({ message, phone }: { message: Message; phone: string | null }) {
  const { t } = useTranslation('office-inbox')
  const now = useNow(30_000)
  if (message.status !== 'QUEUED' || now - Date.parse(message.at) < STUCK_MS) return null
  return (
    <div className={classes.failed} role="note">
      {message.problem ?? t('stuck')}
      <WaMeLink phone={phone} text={message.body ?? ''} />
    </div>
  )
}

function Acts({ message, onReply, onLink }: Pick<Props, 'message' | 'onReply' | 'onLink'>) {
  const { t } = useTranslation('office')
  const words = previewOf(message, t).slice(0, 40)
  return (
    <span className={classes.acts}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={30}
        aria-label={t('inbox.replyTo', { text: words })}
        onClick={onReply}
      >
        <IconArrowBackUp size={17} aria-hidden />
      </ActionIcon>
      {onLink && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={`${t('office-inbox:linkTicket.act')}: ${words}`}
          onClick={onLink}
        >
          <IconTicket size={17} aria-hidden />
        </ActionIcon>
      )}
    </span>
  )
}
