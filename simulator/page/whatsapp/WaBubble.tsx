import { useState, type ReactNode } from 'react'
import type { ChatMessage, Person } from '../../whatsapp/state.ts'
import { Menu, type MenuItem } from '../shell/menu.tsx'
import { clock } from '../shell/times.ts'
import type { Acts } from '../shell/use-acts.ts'
import { t } from '../texts.ts'
import { preview } from './preview.ts'
import { WaActions } from './WaActions.tsx'
import { WaContent } from './WaContent.tsx'
import { WaTicks } from './WaTicks.tsx'

type Props = {
  message: ChatMessage
  quoted: ChatMessage | undefined
  person: Person
  base: string
  business: string
  acts: Acts
  onFocus: (mode: 'reply' | 'edit') => void
  onLocation: () => void
}

const EMOJIS = ['👍', '🙏', '❤️']

function actions({ message, acts, onFocus }: Props): MenuItem[] {
  const own = message.from === 'person'
  const emoji = (one: string): MenuItem => ({
    label: t.react(one),
    onPick: () => void acts.act({ type: 'reaction', messageId: message.id, emoji: one }),
  })
  return [
    { label: t.reply, icon: 'reply', onPick: () => onFocus('reply') },
    ...EMOJIS.map(emoji),
    ...(message.personEmoji
      ? [
          {
            label: t.removeReaction,
            onPick: () => void acts.act({ type: 'reaction', messageId: message.id }),
          },
        ]
      : []),
    ...(own && message.body.text ? [{ label: t.edit, onPick: () => onFocus('edit') }] : []),
    ...(own
      ? [
          {
            label: t.deleteForAll,
            danger: true,
            onPick: () => void acts.act({ type: 'revoke', messageId: message.id }),
          },
        ]
      : []),
  ]
}

export function WaBubble(props: Props): ReactNode {
  const { message, quoted, business } = props
  const [full, setFull] = useState(false)
  const own = message.from === 'person'
  const emojis = [message.personEmoji, message.businessEmoji].filter(Boolean)
  if (message.body.type === 'system') return <div className="day">{message.text}</div>
  return (
    <article className={`message ${own ? 'mine' : 'theirs'}`}>
      <div className={`bubble ${own ? 'mine' : 'theirs'} kind-${message.media?.type ?? message.body.type}`}>
        {message.forwarded && <small className="forwarded">{t.forwarded}</small>}
        {quoted && (
          <blockquote className="quote">
            <strong>{quoted.from === 'person' ? t.you : business}</strong>
            <span>{preview(quoted)}</span>
          </blockquote>
        )}
        {message.revoked ? (
          <em className="revoked">{t.revoked}</em>
        ) : (
          <WaContent message={message} base={props.base} full={full} onFull={() => setFull(true)} />
        )}
        <div className="meta">
          {!message.revoked && (
            <Menu
              className="bubble-menu"
              icon="chevron"
              label={t.messageActions}
              items={actions(props)}
              size={16}
            />
          )}
          {message.edited && `${t.edited} `}
          {clock(message.at)}
          <WaTicks message={message} />
        </div>
      </div>
      {!own && (
        <WaActions
          message={message}
          acts={props.acts}
          blocked={props.person.blocked}
          onLocation={props.onLocation}
        />
      )}
      {emojis.length > 0 && <span className="reactions">{emojis.join(' ')}</span>}
    </article>
  )
}
