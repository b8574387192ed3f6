import { Fragment, type ReactNode } from 'react'
import type { ChatMedia, ChatMessage } from '../../whatsapp/state.ts'
import { DocumentCard, Linked, MapCard, Picture, Voice } from '../shell/chat-parts.tsx'
import { Icon } from '../shell/icons.tsx'
import { t } from '../texts.ts'

const MARKS: [test: RegExp, tag: 'strong' | 'em' | 's' | 'code'][] = [
  [/```([\s\S]+?)```/, 'code'],
  [/(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])/, 'strong'],
  [/(?<![\w_/])_(\S(?:[^_\n]*\S)?)_(?![\w_])/, 'em'],
  [/(?<![\w~])~(\S(?:[^~\n]*\S)?)~(?![\w~])/, 's'],
]

/** WhatsApp's own marks: *bold*, _italic_, ~struck~, ```fixed```. */
export function WaText({ text }: { text: string }): ReactNode {
  for (const [test, Tag] of MARKS) {
    const match = test.exec(text)
    if (!match) continue
    const [whole, inner = ''] = match
    return (
      <>
        <WaText text={text.slice(0, match.index)} />
        <Tag>{Tag === 'code' ? inner : <WaText text={inner} />}</Tag>
        <WaText text={text.slice(match.index + whole.length)} />
      </>
    )
  }
  return <Linked text={text} />
}

const LONG = 700

function Words(props: { text: string; full: boolean; onFull: () => void }): ReactNode {
  const cut = !props.full && props.text.length > LONG
  return (
    <p className="words">
      <WaText text={cut ? `${props.text.slice(0, LONG)}… ` : props.text} />
      {cut && (
        <button type="button" className="read-more" onClick={props.onFull}>
          {t.more}
        </button>
      )}
    </p>
  )
}

export function WaMedia({ media, base }: { media: ChatMedia; base: string }): ReactNode {
  if (media.id === '') return null
  const url = `${base}/_sim/media/${media.id}`
  if (media.type === 'image' || media.type === 'sticker')
    return <Picture url={url} alt={media.caption ?? (media.type === 'sticker' ? t.sticker : t.media.photo)} />
  if (media.type === 'audio') return <Voice url={url} />
  return (
    <DocumentCard url={url} name={media.filename ?? media.type} mimeType={media.mimeType} size={media.size} />
  )
}

/** The inside of a bubble, whatever its kind. */
export function WaContent({
  message,
  base,
  full,
  onFull,
}: {
  message: ChatMessage
  base: string
  full: boolean
  onFull: () => void
}): ReactNode {
  const { body, media, template } = message
  const words = (text: string | undefined): ReactNode =>
    text ? <Words text={text} full={full} onFull={onFull} /> : null
  const picture = media && <WaMedia media={media} base={base} />
  if (template) {
    return (
      <>
        {picture}
        {template.header && !media && <strong className="head">{template.header}</strong>}
        {words(template.body)}
        {template.footer && <small className="foot">{template.footer}</small>}
      </>
    )
  }
  if (body.interactive && message.from === 'business') {
    const { header, body: main, footer } = body.interactive
    return (
      <>
        {picture}
        {header?.text && <strong className="head">{header.text}</strong>}
        {words(main?.text)}
        {footer && <small className="foot">{footer.text}</small>}
      </>
    )
  }
  if (body.location) {
    const { latitude, longitude, name, address } = body.location
    return <MapCard latitude={latitude} longitude={longitude} title={name} note={address} />
  }
  if (body.contacts) {
    return body.contacts.map((contact) => (
      <Fragment key={contact.phones?.[0]?.phone ?? contact.name?.formatted_name}>
        <span className="contact-card">
          <Icon name="person" size={26} />
          <span>
            <strong>{contact.name?.formatted_name}</strong>
            <small>{contact.phones?.map((one) => one.phone).join(', ')}</small>
          </span>
        </span>
      </Fragment>
    ))
  }
  if (media) {
    return (
      <>
        {picture}
        {words(media.caption)}
      </>
    )
  }
  return words(message.text)
}
