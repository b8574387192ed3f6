import { VisuallyHidden } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Ticket, TicketState } from '../../shared/api/shapes.ts'
import { clock, shortDate } from '../../shared/format.ts'
import classes from './state-steps.module.css'
import { reachedAt } from './reached-at.ts'

const STEPS: readonly Exclude<TicketState, 'CANCELLED'>[] = [
  'OPEN',
  'ASSIGNED',
  'IN_PROGRESS',
  'DONE',
  'CLOSED',
]

/** How far the ticket is, and when it got there. */
export function StateSteps({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation(['office', 'labels'])
  const current = STEPS.findIndex((step) => step === ticket.state)
  const times = reachedAt(ticket)
  return (
    <ol className={classes.steps} aria-label={t('ticket.progress')}>
      {STEPS.map((step, index) => {
        const at = index <= current ? times[step] : undefined
        const phase = index < current ? 'past' : index === current ? 'now' : 'ahead'
        return (
          <li key={step} data-phase={phase} aria-current={phase === 'now' ? 'step' : undefined}>
            <span className={classes.mark} aria-hidden>
              {phase === 'past' && <IconCheck size={13} stroke={3} />}
            </span>
            <span className={classes.name}>{t(`labels:state.${step}`)}</span>
            <span className={classes.at}>
              {at && (
                <time dateTime={at}>
                  {shortDate(at, { zone: ticket.timeZone })} {clock(at, { zone: ticket.timeZone })}
                </time>
              )}
              {phase === 'past' && <VisuallyHidden>{t('ticket.stepDone')}</VisuallyHidden>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
