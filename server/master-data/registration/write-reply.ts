import { type Outcome, paramsOf } from './build-outcome.ts'

export interface Reply {
  /** key of `chat.json` */
  key: string
  params: Record<string, string>
}

/** The text that answers an outcome; null where nobody is answered. `customer` is whom the record names, if anybody. */
export function replyTo(
  outcome: Outcome,
  customer: { name: string; address?: string | null } | null = null,
): Reply | null {
  const whose = customer ? paramsOf({ name: customer.name, address: customer.address ?? '-' }) : {}
  const reply = (key: string, params: Record<string, string> = {}): Reply => ({
    key: `registration.${key}`,
    params: { ...whose, ...params },
  })
  switch (outcome.kind) {
    case 'ignore':
      return null
    case 'report':
      return reply('complaintReceived')
    case 'reactivate':
      return reply('reactivated')
    case 'correct':
      return reply('corrected')
    case 'ask':
      return reply(outcome.ask, outcome.params)
    case 'registered': {
      const context = outcome.notes.includes('emailUnusable') ? 'emailUnusable' : ''
      return reply(outcome.complaint === null ? 'registered' : 'registeredWithComplaint', {
        ...paramsOf(outcome.fields),
        context,
      })
    }
  }
}
