import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import { ComplaintBadge } from '../ui/badges.tsx'
import { Panel } from '../ui/panel.tsx'
import { toNewTicket, toTicket } from '../ui/paths.ts'
import { AnchorLink } from '../ui/links.tsx'
import { useCoordinates } from '../ui/session.ts'
import { useList } from '../ui/use-list.ts'
import { When } from '../ui/when.tsx'
import classes from './customer-complaints.module.css'

/** What this customer complained about; hidden while there is nothing. */
export function CustomerComplaints({ customerId }: { customerId: string }) {
  const { t } = useTranslation('office')
  const coordinates = useCoordinates()
  const list = useList(['complaints', 'list', 'customer', customerId], (cursor) =>
    answer(
      api.GET('/api/v1/complaints', {
        params: { query: { customerId, limit: 10, ...(cursor && { cursor }) } },
      }),
    ),
  )
  if (!list.data?.length) return null
  return (
    <Panel title={t('nav.complaints')} flush>
      <ul className={classes.list}>
        {list.data.map((complaint) => (
          <li key={complaint.id}>
            <Text className="free-text" lineClamp={3} size="sm">
              {complaint.text}
            </Text>
            <div className={classes.foot}>
              <ComplaintBadge status={complaint.status} size="sm" />
              <When at={complaint.createdAt} />
              {complaint.ticketId ? (
                <AnchorLink {...toTicket(complaint.ticketId)} size="sm">
                  {complaint.ticketCode}
                </AnchorLink>
              ) : (
                coordinates &&
                complaint.status === 'OPEN' && (
                  <AnchorLink {...toNewTicket({ complaintId: complaint.id })} size="sm">
                    {t('tickets.make')}
                  </AnchorLink>
                )
              )}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
