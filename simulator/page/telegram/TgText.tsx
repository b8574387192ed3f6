import type { ReactNode } from 'react'
import type { WireEntity } from '../../telegram/wire.ts'
import { Linked } from '../shell/chat-parts.tsx'

function wrap(entity: WireEntity, inner: ReactNode): ReactNode {
  switch (entity.type) {
    case 'bold':
      return <strong>{inner}</strong>
    case 'italic':
      return <em>{inner}</em>
    case 'underline':
      return <u>{inner}</u>
    case 'strikethrough':
      return <s>{inner}</s>
    case 'code':
      return <code>{inner}</code>
    case 'pre':
      return <pre>{inner}</pre>
    case 'spoiler':
      return <span className="spoiler">{inner}</span>
    case 'blockquote':
    case 'expandable_blockquote':
      return <blockquote className="cite">{inner}</blockquote>
    case 'text_link':
      return (
        <a href={entity.url} target="_blank" rel="noopener">
          {inner}
        </a>
      )
    case 'bot_command':
      return <span className="command">{inner}</span>
    default:
      return inner
  }
}

type Span = { text: string; start: number; end: number; entities: WireEntity[] }

/** Draws the entities from the outside in; offsets count UTF-16 units like JavaScript strings. */
function draw({ text, start, end, entities }: Span): ReactNode[] {
  const parts: ReactNode[] = []
  let at = start
  const [first, ...others] = entities.filter((one) => one.offset < end && one.offset + one.length > start)
  if (!first) return [<Linked key={start} text={text.slice(start, end)} />]
  const [from, to] = [Math.max(start, first.offset), Math.min(end, first.offset + first.length)]
  if (from > at) parts.push(<Linked key={`a${at}`} text={text.slice(at, from)} />)
  const inside = others.filter((one) => one.offset < to)
  const inner =
    first.type === 'text_link' || first.type === 'url'
      ? flat(text, from, to, first)
      : draw({ text, start: from, end: to, entities: inside })
  parts.push(<span key={`e${from}${first.type}`}>{wrap(first, inner)}</span>)
  at = to
  if (at < end) parts.push(...draw({ text, start: at, end, entities: others }))
  return parts
}

function flat(text: string, from: number, to: number, entity: WireEntity): ReactNode {
  const words = text.slice(from, to)
  return entity.type === 'url' ? <Linked text={words} /> : words
}

export function TgText({ text, entities }: { text: string; entities: WireEntity[] | undefined }): ReactNode {
  return <p className="words">{draw({ text, start: 0, end: text.length, entities: entities ?? [] })}</p>
}
