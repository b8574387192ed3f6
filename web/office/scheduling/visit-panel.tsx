import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../shared/api/shapes.ts'
import { duration, visit } from '../../shared/format.ts'
import { Facts } from '../ui/facts.tsx'
import { MapLink } from '../ui/map-link.tsx'
import { Panel } from '../ui/panel.tsx'
import { PurchaseOrder } from './desk/purchase-order.tsx'

/** What is to be done, when and where. */
export function VisitPanel({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation(['office', 'office-tickets'])
  const length = Date.parse(ticket.scheduledEnd) - Date.parse(ticket.scheduledStart)
  return (
    <Panel title={t('ticket.visit')}>
      <Facts
        items={[
          {
            label: t('tickets.schedule'),
            value: (
              <>
                <span className="num" style={{ whiteSpace: 'normal', fontWeight: 600 }}>
                  {visit(ticket.scheduledStart, ticket.scheduledEnd, { zone: ticket.timeZone })}
                </span>
                <Text size="sm" c="dimmed">
                  {duration(length)}
                </Text>
              </>
            ),
          },
          {
            label: t('tickets.address'),
            value: (
              <>
                {ticket.address}
                <br />
                <MapLink point={ticket.location} address={ticket.address} />
              </>
            ),
          },
          (ticket.requiredSkills.length > 0 || ticket.area !== null) && {
            label: t('office-tickets:needs.title'),
            value: [...ticket.requiredSkills, ticket.area].filter(Boolean).join(' · '),
          },
          (ticket.purchaseOrder !== null || ticket.allowedMoves.includes('notePurchaseOrder')) && {
            label: t('office-tickets:purchaseOrder.label'),
            value: <PurchaseOrder ticket={ticket} />,
          },
          ticket.description !== '' && {
            label: t('tickets.description'),
            wide: true,
            value: <span className="free-text">{ticket.description}</span>,
          },
        ]}
      />
    </Panel>
  )
}
