import { useEffect, useState, type ReactNode } from 'react'
import type { Callback, ChatMessage } from '../../telegram/state.ts'
import type { InlineButton } from '../../telegram/wire.ts'
import { DocumentCard, MapCard, Picture, Voice } from '../shell/chat-parts.tsx'
import { Icon } from '../shell/icons.tsx'
import { Menu, type MenuItem } from '../shell/menu.tsx'
import { callbackEvents } from '../shell/stores.ts'
import { clock } from '../shell/times.ts'
import { useNow } from '../shell/use-now.ts'
import type { Acts } from '../shell/use-acts.ts'
import { t } from '../texts.ts'
import { TgText } from './TgText.tsx'

type Props = {
  message: ChatMessage
  base: string
  botName: string
  acts: Acts
  onFocus: (mode: 'reply' | 'edit') => void
  onMove: () => void
}

const EMOJIS = ['👍', '🔥']

function actions({ message, acts, onFocus }: Props): MenuItem[] {
  const own = message.from === 'person'
  return [
    { label: t.reply, icon: 'reply', onPick: () => onFocus('reply') },
    ...EMOJIS.map((emoji): MenuItem => ({
      label: t.react(emoji),
      onPick: () => void acts.act({ type: 'reaction', messageId: message.id, emoji }),
    })),
    ...(own && (message.wire.text || message.file) ? [{ label: t.edit, onPick: () => onFocus('edit') }] : []),
  ]
}

export function TgBubble(props: Props): ReactNode {
  const { message } = props
  const { wire } = message
  const own = message.from === 'person'
  const emojis = [message.personEmoji, message.botEmoji].filter(Boolean)
  const forward = wire.forward_origin
  return (
    <article className={`message ${own ? 'mine' : 'theirs'}`}>
      <div className={`bubble ${own ? 'mine' : 'theirs'} kind-${message.file?.kind ?? 'text'}`}>
        {forward && (
          <small className="forwarded">
            {t.forwarded}
            {forward.type === 'hidden_user' ? `: ${forward.sender_user_name}` : ''}
          </small>
        )}
        {wire.reply_to_message && (
          <blockquote className="quote">
            <strong>{wire.reply_to_message.from.is_bot ? props.botName : t.you}</strong>
            <span>{wire.reply_to_message.text ?? wire.reply_to_message.caption ?? '…'}</span>
          </blockquote>
        )}
        <Content {...props} />
        <div className="meta">
          <Menu
            className="bubble-menu"
            icon="chevron"
            label={t.messageActions}
            items={actions(props)}
            size={16}
          />
          {message.edits > 0 && !wire.location && `${t.edited} `}
          {clock(message.at)}
          {own && <Icon name="checks" size={15} />}
        </div>
      </div>
      {wire.reply_markup && <InlineKeys message={message} acts={props.acts} />}
      {emojis.length > 0 && <span className="reactions">{emojis.join(' ')}</span>}
    </article>
  )
}

function Content({ message, base, acts, onMove }: Props): ReactNode {
  const { wire, file } = message
  const url = file ? `${base}/_sim/media/${file.uniqueId}` : ''
  return (
    <>
      {file && (file.kind === 'photo' || file.kind === 'sticker') && (
        <Picture url={url} alt={wire.caption ?? t.media.photo} />
      )}
      {file && (file.kind === 'voice' || file.kind === 'audio') && <Voice url={url} />}
      {file && (file.kind === 'document' || file.kind === 'video') && (
        <DocumentCard url={url} name={file.name ?? file.kind} mimeType={file.mimeType} size={file.size} />
      )}
      {wire.location && <Position message={message} acts={acts} onMove={onMove} />}
      {wire.contact && (
        <span className="contact-card">
          <Icon name="person" size={26} />
          <span>
            <strong>{[wire.contact.first_name, wire.contact.last_name].filter(Boolean).join(' ')}</strong>
            <small>+{wire.contact.phone_number.replace(/^\+/, '')}</small>
          </span>
        </span>
      )}
      {wire.text !== undefined && <TgText text={wire.text} entities={wire.entities} />}
      {wire.caption && <TgText text={wire.caption} entities={wire.caption_entities} />}
    </>
  )
}

function Position({ message, acts, onMove }: Pick<Props, 'message' | 'acts' | 'onMove'>): ReactNode {
  const { location, venue } = message.wire
  const now = useNow(5000)
  if (!location) return null
  const own = message.from === 'person'
  const live = own && (message.liveUntil ?? 0) > now
  const wasLive = message.edits > 0 || message.liveUntil !== undefined
  const note = live
    ? t.location.until(clock(message.liveUntil ?? 0))
    : wasLive
      ? t.location.ended
      : venue?.address
  return (
    <>
      <MapCard
        latitude={location.latitude}
        longitude={location.longitude}
        title={live ? t.livePosition : venue?.title}
        note={note}
      />
      {live && (
        <span className="live-actions">
          <button type="button" onClick={onMove}>
            {t.location.move}
          </button>
          <button type="button" onClick={() => void acts.act({ type: 'stop-live', messageId: message.id })}>
            {t.location.stop}
          </button>
        </span>
      )}
    </>
  )
}

/** Buttons under a message. A pressed one shows that it waits until the bot has answered. */
function InlineKeys({ message, acts }: { message: ChatMessage; acts: Acts }): ReactNode {
  const [waiting, setWaiting] = useState<{ id: string; data: string } | null>(null)
  useEffect(() => {
    if (!waiting) return
    const done = (event: Event): void => {
      const callback = (event as CustomEvent<Callback>).detail
      if (callback.id === waiting.id && callback.answered) setWaiting(null)
    }
    callbackEvents.addEventListener('callback', done)
    const timer = setTimeout(() => setWaiting(null), 10_000)
    return () => {
      callbackEvents.removeEventListener('callback', done)
      clearTimeout(timer)
    }
  }, [waiting])
  const press = async (data: string): Promise<void> => {
    const done = await acts.act<{ callback: Callback }>({
      type: 'press',
      messageId: message.id,
      button: data,
    })
    if (done && !done.callback.answered) setWaiting({ id: done.callback.id, data })
  }
  return (
    <div className="inline-keys">
      {message.wire.reply_markup?.inline_keyboard.map((row) => (
        <div key={row.map((one) => one.text).join('|')} className="keyboard-row">
          {row.map((button) => (
            <InlineKey
              key={button.text}
              button={button}
              waiting={waiting?.data === button.callback_data}
              press={press}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

function InlineKey({
  button,
  waiting,
  press,
}: {
  button: InlineButton
  waiting: boolean
  press: (data: string) => Promise<void>
}): ReactNode {
  const url = button.url ?? button.web_app?.url ?? button.login_url?.url
  if (url) {
    return (
      <a href={url} target="_blank" rel="noopener">
        {button.text}
        <Icon name="external" size={13} />
      </a>
    )
  }
  const { callback_data: data, copy_text: copy } = button
  return (
    <button
      type="button"
      aria-busy={waiting}
      title={waiting ? t.tg.waiting : undefined}
      onClick={() => {
        if (data !== undefined) void press(data)
        else if (copy) void navigator.clipboard.writeText(copy.text)
      }}
    >
      {button.text}
    </button>
  )
}
