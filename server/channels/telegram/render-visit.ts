import { timeOfDay } from '../../platform/indonesian-date.ts'
import { say } from '../../platform/texts.ts'
import type { FieldWork } from '../../field-work/index.ts'
import type { JobSnapshot } from '../../scheduling/index.ts'
import { type Button, type Links, type Rendered, sayHtml, withLink } from './html.ts'
import { fieldJob, jobDetails } from './render-job.ts'

/** What somebody can do on his own job now, and how far it is. */
export type Visit = { moves: readonly string[]; work: FieldWork; departedAt: string | null }

/** Verb of a button by the move that it makes; the ticket's id follows it. */
const BUTTONS: readonly { move: string; verb: string; unless?: (visit: Visit) => boolean }[] = [
  { move: 'depart', verb: 'go' },
  { move: 'checkIn', verb: 'in' },
  { move: 'handOver', verb: 'foto' },
  { move: 'handOver', verb: 'bast', unless: (visit) => visit.work.bast !== null },
  { move: 'markDone', verb: 'done' },
  { move: 'checkOut', verb: 'out' },
  { move: 'requestExtension', verb: 'more' },
  { move: 'releaseJob', verb: 'drop' },
]
export const VISIT_VERBS = ['job', 'st', ...new Set(BUTTONS.map((button) => button.verb)), 'fin'] as const
export const visitData = (verb: string, ticketId: string) => `${verb}:${ticketId}`

/** The buttons of an own job: exactly the moves that the server allows now, two in a row. */
export function visitButtons(job: JobSnapshot, visit: Visit): Button[][] {
  const acts = BUTTONS.filter(({ move, unless }) => visit.moves.includes(move) && !unless?.(visit)).map(
    ({ verb }): Button => ({
      text: say(`chat:visit.button.${verb}`),
      callback_data: visitData(verb, job.id),
    }),
  )
  const map: Button = { text: say('chat:visit.map'), url: mapOf(job) }
  const letter: Button = { text: say('chat:visit.button.st'), callback_data: visitData('st', job.id) }
  const all = [...acts, ...(job.mine ? [letter, map] : [])]
  return Array.from({ length: Math.ceil(all.length / 2) }, (_, row) => all.slice(row * 2, row * 2 + 2))
}

/** A public map, so also where the product itself has no address that Telegram could reach. */
const mapOf = (job: JobSnapshot) =>
  `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(
    job.place ? `${job.place.lat},${job.place.lng}` : job.address,
  )}`

/** How far the visit is, line by line; nothing for what has not happened. */
export function visitLines(job: JobSnapshot, visit: Visit, staffId: string): string[] {
  const { work, departedAt } = visit
  const at = (time: string) => timeOfDay(time, job.timeZone)
  const own = work.attendance.filter((entry) => entry.technician.id === staffId)
  const last = own.at(-1)
  const photos = (kind: string) => work.photos.filter((photo) => photo.kind === kind).length
  const count = work.photos.length
  const extension = work.extensions.at(-1)
  return [
    ...(departedAt && !last ? [sayHtml('chat:visit.departed', { time: at(departedAt) })] : []),
    ...(last
      ? [
          sayHtml('chat:visit.checkedIn', {
            time: at(last.checkInAt),
            grade: say(`labels:grade.${last.grade}`),
          }),
        ]
      : []),
    ...(last?.checkOutAt ? [sayHtml('chat:visit.checkedOut', { time: at(last.checkOutAt) })] : []),
    ...(count > 0
      ? [sayHtml('chat:visit.photos', { count, before: photos('BEFORE'), after: photos('AFTER') })]
      : []),
    ...(work.bast ? [sayHtml('chat:visit.bast', { number: work.bast.number ?? '' })] : []),
    ...(extension
      ? [
          sayHtml('chat:visit.extension', {
            days: extension.approvedDays ?? extension.days,
            status: say(`labels:extensionStatus.${extension.status}`),
          }),
        ]
      : []),
  ]
}

/** An own job with how far it is and everything that can be done on it now. */
export function renderVisit(job: JobSnapshot, visit: Visit, staffId: string, links: Links): Rendered {
  const state = say(`labels:state.${job.state}`)
  return withHead(sayHtml('chat:visit.head', { code: job.code, state }), job, visit, staffId, links)
}

/** The same as the card of the offer that he won. */
export const renderOwnCard = (job: JobSnapshot, visit: Visit, staffId: string, links: Links): Rendered =>
  withHead(sayHtml('chat:jobCard.mine', { code: job.code }), job, visit, staffId, links)

function withHead(head: string, job: JobSnapshot, visit: Visit, staffId: string, links: Links): Rendered {
  const lines = visitLines(job, visit, staffId)
  const phone = job.mine && job.phone ? [sayHtml('chat:visit.phone', { phone: job.phone })] : []
  const text = [head, ...jobDetails(job), ...phone, ...(lines.length > 0 ? ['', ...lines] : [])].join('\n')
  return withLink(
    { text, rows: visitButtons(job, visit) },
    links,
    say('chat:jobCard.openApp'),
    fieldJob(job.id),
  )
}
