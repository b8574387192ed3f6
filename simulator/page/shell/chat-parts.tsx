import { Fragment, useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { t } from '../texts.ts'
import { Dialog } from './dialog.tsx'
import { Icon } from './icons.tsx'
import { dayLabel, sizeLabel } from './times.ts'

/** Messages with a label between days; keeps the newest in view unless the reader scrolled up. */
export function Chat<M extends { seq: number; at: number; from: string }>(props: {
  messages: M[]
  label: string
  children: (message: M) => ReactNode
  after?: ReactNode
}): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  const stick = useRef(true)
  const last = props.messages.at(-1)
  const lastOwn = last?.from === 'person' ? last.seq : 0
  useEffect(() => {
    if (lastOwn === 0 || !box.current) return
    stick.current = true
    box.current.scrollTop = box.current.scrollHeight
  }, [lastOwn])
  useEffect(() => {
    const element = box.current
    const content = element?.firstElementChild
    if (!element || !content) return
    const follow = new ResizeObserver(() => {
      if (stick.current) element.scrollTop = element.scrollHeight
    })
    follow.observe(content)
    follow.observe(element)
    return () => follow.disconnect()
  }, [])
  return (
    <div
      className="chat"
      ref={box}
      role="log"
      aria-label={props.label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling area has to be reachable by keyboard
      tabIndex={0}
      onScroll={(event) => {
        const element = event.currentTarget
        stick.current = element.scrollHeight - element.scrollTop - element.clientHeight < 80
      }}
    >
      <div className="chat-content">
        {props.messages.map((message, i) => {
          const label = dayLabel(message.at)
          const before = props.messages[i - 1]
          return (
            <Fragment key={message.seq}>
              {(!before || dayLabel(before.at) !== label) && <div className="day">{label}</div>}
              {props.children(message)}
            </Fragment>
          )
        })}
        {props.after}
      </div>
    </div>
  )
}

/** True while the element is on the screen of a visible tab: then its messages count as read. */
export function useSeen(ref: RefObject<HTMLElement | null>): boolean {
  const [inView, setInView] = useState(false)
  const [visible, setVisible] = useState(() => document.visibilityState === 'visible')
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const watcher = new IntersectionObserver(([entry]) => setInView((entry?.intersectionRatio ?? 0) > 0.4), {
      threshold: [0, 0.4, 0.5, 1],
    })
    watcher.observe(element)
    const onVisibility = (): void => setVisible(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      watcher.disconnect()
      document.removeEventListener('visibilitychange', onVisibility)
    }
  }, [ref])
  return inView && visible
}

export function Picture({ url, alt }: { url: string; alt: string }): ReactNode {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="picture" aria-label={t.openImage} onClick={() => setOpen(true)}>
        <img src={url} alt={alt} loading="lazy" />
      </button>
      {open && (
        <Dialog title={alt} onClose={() => setOpen(false)}>
          <img className="viewer" src={url} alt={alt} />
        </Dialog>
      )}
    </>
  )
}

export function DocumentCard({
  url,
  name,
  mimeType,
  size,
}: {
  url: string
  name: string
  mimeType: string
  size: number
}): ReactNode {
  const kind =
    mimeType === 'application/pdf' ? 'PDF' : (name.split('.').at(-1) ?? '').slice(0, 4).toUpperCase()
  return (
    <a
      className="document"
      href={url}
      target="_blank"
      rel="noopener"
      aria-label={`${t.openDocument}: ${name}`}
    >
      <span className="document-kind" data-kind={kind}>
        {kind || <Icon name="file" />}
      </span>
      <span className="document-name">
        <strong>{name}</strong>
        <small>
          {kind} · {sizeLabel(size)}
        </small>
      </span>
      <Icon name="download" size={18} />
    </a>
  )
}

export function MapCard(props: {
  latitude: number
  longitude: number
  title?: string | undefined
  note?: string | undefined
}): ReactNode {
  const { latitude, longitude } = props
  const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`
  return (
    <a
      className="map"
      href={href}
      target="_blank"
      rel="noopener"
      aria-label={`${t.position} ${latitude}, ${longitude}`}
    >
      <span className="map-ground">
        <Icon name="pin" size={30} />
      </span>
      <span className="map-text">
        {props.title && <strong>{props.title}</strong>}
        {props.note && <small>{props.note}</small>}
        <small>
          {latitude.toFixed(5)}, {longitude.toFixed(5)}
        </small>
      </span>
    </a>
  )
}

export function Voice({ url }: { url: string }): ReactNode {
  return (
    <span className="voice">
      <Icon name="mic" size={18} />
      {/* eslint-disable-next-line jsx-a11y/media-has-caption -- a voice note has none */}
      <audio controls preload="metadata" src={url} aria-label={t.voiceNote} />
    </span>
  )
}

/** Text with its web addresses made clickable. */
export function Linked({ text }: { text: string }): ReactNode {
  return text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,!?)*_~])/g).map((part, i) =>
    i % 2 === 1 ? (
      // oxlint-disable-next-line react/no-array-index-key -- parts of one text never move
      <a key={i} href={part} target="_blank" rel="noopener">
        {part}
      </a>
    ) : (
      part
    ),
  )
}

/** A short note over the phone; touching it makes it go away. */
export function Toast({
  text,
  role,
  onClose,
}: {
  text: string
  role: 'alert' | 'status'
  onClose: () => void
}): ReactNode {
  return (
    <div className="toast-area" role={role}>
      {text !== '' && (
        <button type="button" className="toast" onClick={onClose}>
          {text}
        </button>
      )}
    </div>
  )
}
