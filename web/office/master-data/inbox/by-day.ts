import { dayIn, daysFromToday, longDate } from '../../../shared/format.ts'
import { say } from '../../../shared/i18n.ts'

type Dated = { at: string }
export type Day<T> = { day: string; label: string; items: T[] }

/** Splits messages, oldest first, into days of the office's calendar. */
export function byDay<T extends Dated>(messages: T[]): Day<T>[] {
  const days: Day<T>[] = []
  for (const message of messages) {
    const day = dayIn(message.at)
    const last = days.at(-1)
    if (last?.day === day) last.items.push(message)
    else days.push({ day, label: labelOf(message.at), items: [message] })
  }
  return days
}

function labelOf(at: string): string {
  const days = daysFromToday(at)
  if (days === 0) return say('office:inbox.today')
  return days === -1 ? say('office:inbox.yesterday') : longDate(at)
}
