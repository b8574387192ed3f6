import { useText } from '../texts/use-text.ts'
import { number } from '../../shared/format.ts'
import { useAnswer } from '../data/answers.ts'
import { fetchClaims } from '../data/calls.ts'
import { keys } from '../data/keys.ts'
import { Answered } from '../ui/answered.tsx'

/** Everybody who pressed, in the server's order: nobody has to wonder whether the race was fair. */
export function RaceReceipt({ ticketId }: { ticketId: string }) {
  const { t } = useText()
  const claims = useAnswer(keys.claims(ticketId), () => fetchClaims(ticketId))
  return (
    <section aria-label={t('claim.receipt')} className="receipt">
      <Answered answer={claims} cards={1}>
        {(page) => (
          <ol>
            {page.items.map((attempt) => (
              <li
                key={`${attempt.round}-${attempt.order}`}
                className={attempt.outcome === 'WON' ? 'won' : ''}
              >
                <span>
                  {attempt.order}. {attempt.technician.name}
                </span>
                <span className="mute">
                  {attempt.outcome === 'WON'
                    ? t('claim.seat', { seat: attempt.seat })
                    : attempt.behindWinnerMs === null
                      ? t(`labels:claimOutcome.${attempt.outcome}`)
                      : t('claim.behind', { time: number(attempt.behindWinnerMs) })}
                </span>
              </li>
            ))}
          </ol>
        )}
      </Answered>
    </section>
  )
}
