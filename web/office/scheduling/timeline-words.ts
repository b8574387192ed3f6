import type { TimelineEntry } from '../../shared/api/shapes.ts'
import { dateTime, rupiah } from '../../shared/format.ts'

type Say = (key: string, params?: Record<string, unknown>) => string
export type Words = { what: string; note: string | null; weight: 'step' | 'good' | 'trouble' | 'detail' }

const WEIGHTS: Record<string, Words['weight']> = {
  ticketOpened: 'step',
  jobClaimed: 'step',
  departed: 'step',
  jobAssigned: 'step',
  visitRescheduled: 'step',
  checkedIn: 'step',
  workDone: 'good',
  invoiceSent: 'step',
  paymentConfirmed: 'good',
  ticketClosed: 'good',
  ratingReceived: 'good',
  ticketCancelled: 'trouble',
  jobReleased: 'trouble',
  replacementRequested: 'trouble',
  extensionRejected: 'trouble',
  revisionRequested: 'trouble',
  paymentRejected: 'trouble',
  invoiceVoided: 'trouble',
}

const money = (value: unknown) => (typeof value === 'number' ? rupiah(value) : '')

const at = (value: unknown) => (typeof value === 'string' ? dateTime(value) : '')

/**
 * One event as a sentence with its reason. Values that an event does not carry leave no gap in the sentence; an event
 * that has no words yet shows its name rather than nothing.
 */
export function inWords(entry: Pick<TimelineEntry, 'name' | 'actor' | 'data'>, t: Say): Words {
  const { data } = entry
  const actor = entry.actor.name ?? t(`labels:actor.${entry.actor.kind}`)
  const fields = Array.isArray(data['fields']) ? (data['fields'] as string[]) : []
  const key = `labels:event.${entry.name}`
  const params = {
    ...data,
    actor,
    technician: data['technician'] ?? actor,
    fields: fields.map((field) => t(`labels:ticketField.${field}`)).join(', '),
    total: money(data['total']),
    amount: money(data['amount']),
    number: data['number'] ?? '',
    oldTime: at(data['oldStart']),
    newTime: at(data['start']),
    photo: typeof data['kind'] === 'string' ? t(`labels:photoKind.${data['kind']}`) : '',
  }
  const sentence = t(key, params)
  const known = sentence !== key && sentence !== `event.${entry.name}`
  return {
    what: known ? sentence.replaceAll(/\s+/g, ' ').trim() : entry.name,
    note: noteOf(entry, t),
    weight: WEIGHTS[entry.name] ?? 'detail',
  }
}

function noteOf(entry: Pick<TimelineEntry, 'name' | 'data'>, t: Say): string | null {
  const { doneAt } = entry.data
  const earlier = typeof doneAt === 'string' && t('labels:doneEarlier', { when: dateTime(doneAt) })
  return [groundOf(entry, t), earlier].filter(Boolean).join(' · ') || null
}

function groundOf({ name, data }: Pick<TimelineEntry, 'name' | 'data'>, t: Say): string | null {
  if (typeof data['reason'] === 'string' && data['reason'])
    return t('timeline.reason', { reason: data['reason'] })
  if (name !== 'checkedIn' || typeof data['grade'] !== 'string') return null
  const grade = t(`labels:grade.${data['grade']}`)
  return data['late'] === true ? `${grade} · ${t('timeline.late')}` : grade
}
