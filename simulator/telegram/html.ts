import { badRequest } from './bot-error.ts'
import type { WireEntity } from './wire.ts'

export type Formatted = { text: string; entities: WireEntity[] }

const KINDS: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

type Open = { tag: string; start: number; attributes: Record<string, string> }

const broken = (what: string): never => {
  throw badRequest(`can't parse entities: ${what}`)
}

function unescape(source: string): string {
  return source.replace(
    /&(?:#(\d+)|#x([0-9a-f]+)|(lt|gt|amp|quot));/gi,
    (all, dec?: string, hex?: string, name?: string) => {
      if (name) return NAMED[name.toLowerCase()] ?? all
      const code = dec ? Number(dec) : Number.parseInt(hex ?? '', 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all
    },
  )
}

function attributesOf(source: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name = '', double, single, bare] of source.matchAll(
    /([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
  )) {
    found[name.toLowerCase()] = unescape(double ?? single ?? bare ?? '')
  }
  return found
}

function entityOf(open: Open, length: number, text: string): WireEntity | undefined {
  const base = { offset: open.start, length }
  if (open.tag === 'a') {
    const url = open.attributes.href || text.slice(open.start)
    return URL.canParse(url) ? { type: 'text_link', ...base, url } : undefined
  }
  if (open.tag === 'blockquote' && 'expandable' in open.attributes)
    return { type: 'expandable_blockquote', ...base }
  const language = /^language-(.+)/.exec(open.attributes.class ?? '')?.[1]
  return { type: KINDS[open.tag] ?? 'bold', ...base, ...(open.tag === 'pre' && language ? { language } : {}) }
}

/**
 * Reads the HTML style of the Bot API; offsets count UTF-16 units. A mistake refuses the whole message with
 * 400 "can't parse entities", positions in bytes, as the real service does.
 */
export function parseHtml(source: string): Formatted {
  const entities: WireEntity[] = []
  const stack: Open[] = []
  const byteAt = (index: number): number => Buffer.byteLength(source.slice(0, index))
  let text = ''
  let at = 0
  while (at < source.length) {
    const tagStart = source.indexOf('<', at)
    if (tagStart < 0) break
    text += unescape(source.slice(at, tagStart))
    const tagEnd = source.indexOf('>', tagStart)
    const closing = source[tagStart + 1] === '/'
    if (tagEnd < 0) broken(`Unclosed ${closing ? 'end' : 'start'} tag at byte offset ${byteAt(tagStart)}`)
    if (closing)
      close(
        source
          .slice(tagStart + 2, tagEnd)
          .trim()
          .toLowerCase(),
        byteAt(tagStart),
      )
    else open(source.slice(tagStart + 1, tagEnd), byteAt(tagStart))
    at = tagEnd + 1
  }
  text += unescape(source.slice(at))
  const left = stack.pop()
  if (left) broken(`Can't find end tag corresponding to start tag "${left.tag}"`)
  return trimmed(text, entities)

  function open(inside: string, byte: number): void {
    const [tag = ''] = /^[^\s/]*/.exec(inside.toLowerCase()) ?? []
    const attributes = attributesOf(inside.slice(tag.length))
    const spoiler = tag !== 'span' || attributes.class === 'tg-spoiler'
    if (!(tag in KINDS) || !spoiler) broken(`Unsupported start tag "${tag}" at byte offset ${byte}`)
    // <pre><code class="language-x"> is one entity.
    const outer = stack.at(-1)
    if (tag === 'code' && outer?.tag === 'pre' && attributes.class) outer.attributes.class = attributes.class
    stack.push({ tag, start: text.length, attributes })
  }

  function close(tag: string, byte: number): void {
    const top = stack.pop()
    if (!top) return broken(`Unexpected end tag at byte offset ${byte}`)
    if (tag !== '' && tag !== top.tag) {
      return broken(`Unmatched end tag at byte offset ${byte}, expected "</${top.tag}>", found "</${tag}>"`)
    }
    const inPre = top.tag === 'code' && stack.at(-1)?.tag === 'pre'
    const entity =
      text.length > top.start && !inPre ? entityOf(top, text.length - top.start, text) : undefined
    if (entity) entities.push(entity)
  }
}

/** The service strips white space around the text; entities move along. */
function trimmed(text: string, entities: WireEntity[]): Formatted {
  const lead = text.length - text.trimStart().length
  const result = text.trim()
  const kept = entities
    .map((one) => {
      const start = Math.max(0, one.offset - lead)
      const end = Math.min(result.length, one.offset - lead + one.length)
      return { ...one, offset: start, length: end - start }
    })
    .filter((one) => one.length > 0)
    .toSorted((a, b) => a.offset - b.offset || b.length - a.length)
  return { text: result, entities: kept }
}

const FOUND: [type: string, test: RegExp][] = [
  ['bot_command', /(?<=^|\s)\/\w{1,64}(@\w+)?/g],
  ['url', /\bhttps?:\/\/[^\s<>"]+[^\s<>".,!?)]/g],
  ['email', /\b[\w.+-]+@[\w-]+\.[\w.-]+\b/g],
  ['mention', /(?<=^|\s)@\w{4,32}\b/g],
  ['hashtag', /(?<=^|\s)#\w+/g],
]

/** Entities that clients find by themselves in what a person types; `/start` only counts through one. */
export function foundEntities(text: string): WireEntity[] {
  return FOUND.flatMap(([type, test]) =>
    [...text.matchAll(test)].map((match) => ({ type, offset: match.index, length: match[0].length })),
  ).toSorted((a, b) => a.offset - b.offset)
}
