import { useText } from '../texts/use-text.ts'
import { phone as showPhone } from '../../shared/format.ts'
import type { Ticket } from '../../shared/api/shapes.ts'
import { Icon } from '../ui/icon.tsx'
import { Fact, StateBadge, UrgencyBadges } from '../ui/job-facts.tsx'
import { visitWords } from '../ui/when.ts'
import { mapAddress, whatsAppAddress } from './contact.ts'

/** Who, where, when, and the three ways to get there: map, call, WhatsApp. */
export function JobHead({ ticket, state }: { ticket: Ticket; state: Ticket['state'] }) {
  const { t } = useText()
  const { customer } = ticket
  return (
    <section className={`card${ticket.emergency ? ' emergency' : ''}`}>
      <div className="card-top">
        <UrgencyBadges job={ticket} />
        <StateBadge state={state} />
      </div>
      <dl className="facts">
        <Fact icon="clock" label="when">
          <strong>{visitWords(ticket.scheduledStart, ticket.scheduledEnd, ticket.timeZone)}</strong>
        </Fact>
        <Fact icon="person" label="customer">
          {customer.name}
          {customer.company && <span className="mute"> · {customer.company}</span>}
          {customer.phone && (
            <span className="mute">
              {' '}
              · <span className="nowrap">{showPhone(customer.phone)}</span>
            </span>
          )}
        </Fact>
        <Fact icon="pin" label="where">
          {ticket.address}
        </Fact>
        <Fact icon="people" label="crew">
          {ticket.crew.length > 0 ? ticket.crew.map((person) => person.name).join(', ') : '–'}{' '}
          <span className="mute">
            {t('job.seats', { taken: ticket.seatsTaken, quota: ticket.technicianQuota })}
          </span>
        </Fact>
      </dl>
      <div className="contact">
        <a className="button plain" href={mapAddress(ticket)} target="_blank" rel="noreferrer">
          <Icon name="map" />
          <span>{t('job.map')}</span>
        </a>
        {customer.phone && (
          <>
            <a className="button plain" href={`tel:${customer.phone}`}>
              <Icon name="phone" />
              <span>{t('job.call')}</span>
            </a>
            <a
              className="button plain"
              href={whatsAppAddress(customer.phone)}
              target="_blank"
              rel="noreferrer"
            >
              <Icon name="chat" />
              <span>WhatsApp</span>
            </a>
          </>
        )}
      </div>
      {!customer.phone && <p className="hint">{t('job.noPhone')}</p>}
    </section>
  )
}
