import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Rating } from '../../shared/api/shapes.ts'
import { AnchorLink } from '../ui/links.tsx'
import { Ago } from '../ui/when.tsx'
import classes from './rating-card.module.css'
import { Stars } from './stars.tsx'

/** What one customer said: two scores, the words, and whom they are about. */
export function RatingCard({ rating, withTicket = false }: { rating: Rating; withTicket?: boolean }) {
  const { t } = useTranslation('office-work')
  const { technicianScore, csScore, comment, technicians, cs } = rating
  return (
    <article className={classes.card}>
      <dl className={classes.scores}>
        <div>
          <dt>{t('ratings.technicians')}</dt>
          <dd>
            <Stars score={technicianScore} />
            <Text size="sm">{technicians.map((technician) => technician.name).join(', ') || '–'}</Text>
          </dd>
        </div>
        <div>
          <dt>{t('ratings.cs')}</dt>
          <dd>
            <Stars score={csScore} />
            <Text size="sm">{cs.name}</Text>
          </dd>
        </div>
      </dl>
      <div className={classes.words}>
        {comment ? (
          <blockquote className={`free-text ${classes.comment}`}>{comment}</blockquote>
        ) : (
          <Text c="dimmed">{t('ratings.noComment')}</Text>
        )}
        <Text size="sm" c="dimmed">
          {rating.customerName} · <Ago at={rating.createdAt} />
          {withTicket && (
            <>
              {' · '}
              <AnchorLink to="/tickets/$ticketId" params={{ ticketId: rating.ticketId }} inherit>
                {rating.ticketCode} {rating.ticketTitle}
              </AnchorLink>
            </>
          )}
        </Text>
      </div>
    </article>
  )
}
