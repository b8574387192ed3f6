import { useState, type ReactNode } from 'react'
import type { ChatMessage } from '../../whatsapp/state.ts'
import type { WireInteractive } from '../../whatsapp/wire.ts'
import { Dialog } from '../shell/dialog.tsx'
import { Icon } from '../shell/icons.tsx'
import type { Acts } from '../shell/use-acts.ts'
import { t } from '../texts.ts'

type Props = { message: ChatMessage; acts: Acts; blocked: boolean; onLocation: () => void }

/** Buttons under a message of the business: what a tap sends goes through the webhook. */
export function WaActions({ message, acts, blocked, onLocation }: Props): ReactNode {
  if (message.revoked || blocked) return null
  const tap = (button: string | number): void =>
    void acts.act({ type: 'press', messageId: message.id, button })
  if (message.template) return <TemplateButtons message={message} tap={tap} />
  const it = message.body.interactive
  if (!it) return null
  if (it.type === 'button') {
    return (
      <div className="actions">
        {it.action?.buttons?.map(({ reply }) => (
          <button
            key={reply.id}
            type="button"
            aria-pressed={message.chosen === reply.id}
            onClick={() => tap(reply.id)}
          >
            <Icon name="reply" size={16} />
            {reply.title}
          </button>
        ))}
      </div>
    )
  }
  if (it.type === 'list') return <ListButton it={it} message={message} acts={acts} />
  if (it.type === 'cta_url') {
    const { url, display_text: label } = it.action?.parameters ?? {}
    return (
      <div className="actions">
        <LinkButton url={String(url)} label={String(label)} />
      </div>
    )
  }
  if (it.type === 'location_request_message') {
    return (
      <div className="actions">
        <button type="button" onClick={onLocation}>
          <Icon name="pin" size={16} />
          {t.wa.sendLocation}
        </button>
      </div>
    )
  }
  if (it.type === 'request_contact_info') {
    return (
      <div className="actions">
        <button type="button" onClick={() => void acts.act({ type: 'share-number', messageId: message.id })}>
          <Icon name="person" size={16} />
          {t.wa.shareContact}
        </button>
      </div>
    )
  }
  return null
}

function LinkButton({ url, label }: { url: string; label: string }): ReactNode {
  return (
    <a href={url} target="_blank" rel="noopener">
      <Icon name="external" size={16} />
      {label}
    </a>
  )
}

function TemplateButtons({ message, tap }: { message: ChatMessage; tap: (text: string) => void }): ReactNode {
  const buttons = message.template?.buttons ?? []
  if (buttons.length === 0) return null
  return (
    <div className="actions">
      {buttons.map((button) =>
        button.url ? (
          <LinkButton key={button.text} url={button.url} label={button.text} />
        ) : (
          <button
            key={button.text}
            type="button"
            disabled={button.type !== 'QUICK_REPLY'}
            aria-pressed={message.chosen === button.text}
            onClick={() => tap(button.text)}
          >
            <Icon name="reply" size={16} />
            {button.text}
          </button>
        ),
      )}
    </div>
  )
}

function ListButton({
  it,
  message,
  acts,
}: {
  it: WireInteractive
  message: ChatMessage
  acts: Acts
}): ReactNode {
  const [open, setOpen] = useState(false)
  const title = it.action?.button ?? ''
  return (
    <div className="actions">
      <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="list" size={16} />
        {title}
      </button>
      {open && (
        <Dialog title={title} onClose={() => setOpen(false)}>
          {it.action?.sections?.map((section) => (
            <section key={section.title ?? 'rows'} className="list-section">
              {section.title && <h3>{section.title}</h3>}
              {section.rows.map((row) => (
                <button
                  key={row.id}
                  type="button"
                  className="list-row"
                  aria-pressed={message.chosen === row.id}
                  onClick={() => {
                    setOpen(false)
                    void acts.act({ type: 'choose', messageId: message.id, row: row.id })
                  }}
                >
                  <strong>{row.title}</strong>
                  {row.description && <small>{row.description}</small>}
                </button>
              ))}
            </section>
          ))}
        </Dialog>
      )}
    </div>
  )
}
