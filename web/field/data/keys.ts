/** Names of the answers, shared by the screens that show them and by whatever makes them old. */
export const keys = {
  pool: 'pool',
  myJobs: (when: 'active' | 'finished' | 'standby') => `my-jobs:${when}`,
  ticket: (id: string) => `ticket:${id}`,
  fieldWork: (id: string) => `field-work:${id}`,
  claims: (id: string) => `claims:${id}`,
  attachments: (id: string) => `attachments:${id}`,
  attendance: (date: string) => `attendance:${date}`,
  month: (month: string) => `month:${month}`,
  absences: 'absences',
  kpi: (month: string) => `kpi:${month}`,
} as const

/** The ticket whose own lists this answer is one of, or null. */
export function ticketOf(key: string): string | null {
  const [kind, id] = key.split(':')
  return (kind === 'ticket' || kind === 'field-work') && id ? id : null
}

/** Whether a change of this ticket (null = of something else) makes the named answer old. */
export function concerns(key: string, ticketId: string | null): boolean {
  const [kind, id] = key.split(':')
  if (kind === 'ticket' || kind === 'field-work' || kind === 'claims' || kind === 'attachments')
    return id === ticketId
  if (kind === 'kpi') return false
  return ticketId !== null
}
