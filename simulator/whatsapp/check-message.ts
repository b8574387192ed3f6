import { graphError } from './graph-error.ts'
import { MEDIA_TYPES, type WireInteractive, type WireMediaRef, type WireSend } from './wire.ts'
import type { World } from './world.ts'

function missing(what: string): never {
  throw graphError(100, `The parameter ${what} is required.`, {
    message: `(#100) The parameter ${what} is required.`,
  })
}

function bad(details: string): never {
  throw graphError(131009, details)
}

/** Limits count characters (code points), not bytes. */
function atMost(text: string | undefined, limit: number, what: string): void {
  if (text !== undefined && Array.from(text).length > limit)
    bad(`${what} length should be at most ${limit} characters.`)
}

function filled(text: unknown, what: string): string {
  if (typeof text !== 'string' || text.trim() === '') return missing(what)
  return text
}

function unique(values: string[], what: string): void {
  if (new Set(values).size !== values.length) bad(`${what} must be unique.`)
}

function checkButtons(it: WireInteractive): void {
  const buttons = it.action?.buttons ?? []
  if (buttons.length < 1 || buttons.length > 3) bad('Number of buttons should be between 1 and 3.')
  for (const button of buttons) {
    if (button.type !== 'reply') bad('Button type should be reply.')
    atMost(filled(button.reply?.id, "interactive['action']['buttons'][i]['reply']['id']"), 256, 'Button id')
    atMost(
      filled(button.reply?.title, "interactive['action']['buttons'][i]['reply']['title']"),
      20,
      'Button title',
    )
  }
  unique(
    buttons.map((one) => one.reply.id),
    'Button ids',
  )
  unique(
    buttons.map((one) => one.reply.title),
    'Button titles',
  )
}

function checkList(it: WireInteractive): void {
  atMost(filled(it.action?.button, "interactive['action']['button']"), 20, 'List button')
  const sections = it.action?.sections ?? []
  if (sections.length < 1 || sections.length > 10) bad('Number of sections should be between 1 and 10.')
  if (sections.length > 1 && sections.some((one) => !one.title))
    bad('Section title is required when there is more than one section.')
  for (const section of sections) atMost(section.title, 24, 'Section title')
  const rows = sections.flatMap((section) => section.rows ?? [])
  if (rows.length < 1 || rows.length > 10)
    bad('Total row count exceed max allowed count: 10, or there are none.')
  for (const row of rows) {
    atMost(filled(row.id, 'row id'), 200, 'Row id')
    atMost(filled(row.title, 'row title'), 24, 'Row title')
    atMost(row.description, 72, 'Row description')
  }
  unique(
    rows.map((row) => row.id),
    'Row ids',
  )
  if (it.header && it.header.type !== 'text') bad('List header must be text.')
}

function checkLink(it: WireInteractive): void {
  const { display_text: label, url } = it.action?.parameters ?? {}
  if (it.action?.name !== 'cta_url') bad("interactive['action']['name'] should be cta_url.")
  atMost(filled(label, "interactive['action']['parameters']['display_text']"), 20, 'Display text')
  if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url))
    bad('url is not a valid URL.')
}

function checkNamedAction(it: WireInteractive, name: string): void {
  if (it.action?.name !== name) bad(`interactive['action']['name'] should be ${name}.`)
}

const INTERACTIVE: Record<string, (it: WireInteractive) => void> = {
  button: checkButtons,
  list: checkList,
  cta_url: checkLink,
  location_request_message: (it) => checkNamedAction(it, 'send_location'),
  request_contact_info: (it) => checkNamedAction(it, 'request_contact_info'),
  flow: () => {},
}

function checkInteractive(world: World, it: WireInteractive): void {
  const check = INTERACTIVE[it.type]
  if (!check) return bad(`interactive type ${it.type} is not supported.`)
  atMost(filled(it.body?.text, "interactive['body']['text']"), it.type === 'list' ? 4096 : 1024, 'Body text')
  atMost(it.footer?.text, 60, 'Footer text')
  if (it.header?.type === 'text')
    atMost(filled(it.header.text, "interactive['header']['text']"), 60, 'Header text')
  else if (it.header) {
    if (!['button', 'cta_url'].includes(it.type)) bad('Media headers are allowed on button and cta_url only.')
    const media = it.header.image ?? it.header.video ?? it.header.document
    checkMedia(world, it.header.type, media)
  }
  return check(it)
}

/** Exactly one of id and link; an id must be one of ours that still lives. */
export function checkMedia(world: World, type: string, media: WireMediaRef | undefined): void {
  if (!media) return missing(type)
  if ((media.id === undefined) === (media.link === undefined))
    bad(`${type}: exactly one of id and link is required.`)
  if (media.id !== undefined && !world.state.media[media.id])
    bad(`${type}: media id ${media.id} does not exist.`)
  if (media.link !== undefined && !URL.canParse(media.link)) bad(`${type}: link is not a valid URL.`)
  if (media.caption !== undefined && ['audio', 'sticker'].includes(type)) bad(`${type} has no caption.`)
  atMost(media.caption, 1024, 'Caption')
}

function checkLocation(send: WireSend): void {
  const { latitude, longitude } = send.location ?? missing('location')
  if (!(Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180))
    bad('location: not a position.')
}

/** Refuses what the real endpoint would refuse for the content alone (templates are checked elsewhere). */
export function checkContent(world: World, send: WireSend): void {
  const type = send.type
  if (type === 'text') {
    atMost(filled(send.text?.body, "text['body']"), 4096, 'Text body')
  } else if (type === 'interactive') {
    checkInteractive(world, send.interactive ?? missing('interactive'))
  } else if ((MEDIA_TYPES as readonly string[]).includes(type)) {
    checkMedia(world, type, send[type as 'image'])
  } else if (type === 'location') {
    checkLocation(send)
  } else if (type === 'reaction') {
    if (!world.index.has(filled(send.reaction?.message_id, "reaction['message_id']")))
      bad('reaction: unknown message_id.')
  } else if (type === 'contacts') {
    if (!send.contacts?.length) missing('contacts')
  } else if (type !== 'template') {
    bad(`type ${type} is not supported.`)
  }
}
