import { longDateWithDay, timeOfDay, workDate } from '../../platform/indonesian-date.ts'
import { say } from '../../platform/texts.ts'
import type { JobSnapshot } from '../../scheduling/index.ts'
import { cut, type Links, type Rendered, sayHtml, withLink } from './html.ts'

export const claimData = (ticketId: string) => `claim:${ticketId}`
export const fieldJob = (ticketId: string) => `/field/jobs/${ticketId}`

/** `Jumat, 20 November 2026, 09.00-12.00 WIB`, or from day to day. */
export function when(job: Pick<JobSnapshot, 'start' | 'end' | 'timeZone'>): string {
  const [first, last] = [workDate(job.start, job.timeZone), workDate(job.end, job.timeZone)]
  const [begins, ends] = [timeOfDay(job.start, job.timeZone), timeOfDay(job.end, job.timeZone)]
  if (first === last) return `${longDateWithDay(first)}, ${begins.split(' ')[0]}\u2013${ends}`
  return say('chat:jobCard.fromTo', {
    from: `${longDateWithDay(first)} ${begins}`,
    to: `${longDateWithDay(last)} ${ends}`,
  })
}

export const whose = (job: Pick<JobSnapshot, 'customer' | 'company'>) =>
  job.company ? `${job.customer} (${job.company})` : job.customer

type Face = 'open' | 'emergency' | 'mine' | 'full' | 'finished' | 'cancelled' | 'expired' | 'superseded'

/** What a card of this round shows this person now. */
export function faceOf(job: JobSnapshot, round: number): Face {
  if (job.state === 'CANCELLED') return 'cancelled'
  if (job.state === 'DONE' || job.state === 'CLOSED') return 'finished'
  if (job.mine) return 'mine'
  // the seat was offered again in a newer message: only that one has the button
  if (round < job.round) return 'superseded'
  if (job.over) return 'expired'
  if (job.free === 0) return 'full'
  return job.emergency ? 'emergency' : 'open'
}

/** The job offer, from the state at the moment of sending: a card that arrives late says so itself. */
export function renderJobCard(job: JobSnapshot, round: number, links: Links): Rendered {
  const face = faceOf(job, round)
  const head = sayHtml(`chat:jobCard.${face}`, {
    code: job.code,
    title: job.title,
    crew: job.crew.join(', '),
    quota: job.quota,
  })
  if (face === 'open' || face === 'emergency') {
    const offer: Rendered = {
      text: [head, ...jobDetails(job)].join('\n'),
      rows: [[{ text: say('chat:jobCard.take'), callback_data: claimData(job.id) }]],
    }
    return withLink(offer, links, say('chat:jobCard.openApp'), fieldJob(job.id))
  }
  return { text: head, rows: [] }
}

/** What a job is about, line by line. */
export function jobDetails(job: JobSnapshot): string[] {
  const seats = job.free < job.quota ? 'seatsLeft' : 'seats'
  return [
    sayHtml('chat:jobCard.title', { title: job.title }),
    sayHtml('chat:jobCard.customer', { customer: whose(job) }),
    sayHtml('chat:jobCard.where', { address: job.address }),
    sayHtml('chat:jobCard.when', { when: when(job) }),
    ...(job.mine ? [] : [sayHtml(`chat:jobCard.${seats}`, { quota: job.quota, free: job.free })]),
    ...(job.description ? ['', sayHtml('chat:jobCard.note', { note: cut(job.description, 400) })] : []),
  ]
}
