import { ActionIcon, Button, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../shared/api/shapes.ts'
import { clock } from '../../../shared/format.ts'
import { AnchorLink } from '../../ui/links.tsx'
import { toTicket } from '../../ui/paths.ts'
import classes from './message-bubble.module.css'
import { MessageContent } from './message-content.tsx'
import { previewOf } from './message-preview.ts'
import { MessageTicks } from './message-ticks.tsx'

type Props = {
  message: Message
  quoted: Message | null
  onReply: () => void
  onResend: (text: string) => void
}

/** One message with what it answers, how it arrived and who sent it. */
export function MessageBubble({ message, quoted, onReply, onResend }: Props) {
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
              {t('inbox.partOfTicket')}
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
          </div>
        )}
        {message.status === 'UNKNOWN' && (
          <div className={classes.failed} role="note">
            {message.problem ?? t('inbox.unsure')}
          </div>
        )}
      </div>
      {message.kind !== 'system' && (
        <ActionIcon
          className={classes.reply}
          variant="subtle"
          color="gray"
          size={30}
          aria-label={t('inbox.replyTo', { text: previewOf(message, t).slice(0, 40) })}
          onClick={onReply}
        >
          <IconArrowBackUp size={17} aria-hidden />
        </ActionIcon>
      )}
    </div>
  )
}
