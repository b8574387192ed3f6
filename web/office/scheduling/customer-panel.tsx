import { Group, Stack, Text } from '@mantine/core'
import { IconExternalLink, IconMessageCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../shared/api/shapes.ts'
import { phone } from '../../shared/format.ts'
import { CopyField } from '../ui/copy-field.tsx'
import { AnchorLink, ButtonLink } from '../ui/links.tsx'
import { Panel } from '../ui/panel.tsx'
import { toConversation, toCustomer } from '../ui/paths.ts'
import { useCoordinates } from '../ui/session.ts'

/** For whom, how to reach them, and the link where they follow the visit. */
export function CustomerPanel({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('office')
  const coordinates = useCoordinates()
  const { customer } = ticket
  return (
    <Panel title={t('tickets.customer')}>
      <Stack gap="sm">
        <div>
          <AnchorLink {...toCustomer(customer.id)} fw={700} display="inline-block" py={3}>
            {customer.name}
          </AnchorLink>
          {customer.company && <Text size="sm">{customer.company}</Text>}
          {customer.phone && (
            <div>
              <a
                href={`tel:${customer.phone}`}
                className="num"
                style={{ display: 'inline-block', paddingBlock: 4 }}
              >
                {phone(customer.phone)}
              </a>
            </div>
          )}
        </div>
        {coordinates && ticket.conversationId && (
          <Group>
            <ButtonLink
              {...toConversation(ticket.conversationId)}
              size="xs"
              variant="default"
              leftSection={<IconMessageCircle size={16} aria-hidden />}
            >
              {t('customers.openChat')}
            </ButtonLink>
          </Group>
        )}
        {ticket.customerLink && (
          <div>
            <CopyField label={t('ticket.customerLink')} value={ticket.customerLink} />
            <Text size="xs" c="dimmed" mt={4}>
              {t('ticket.customerLinkHint')}{' '}
              <a href={ticket.customerLink} target="_blank" rel="noreferrer">
                {t('ticket.openLink')} <IconExternalLink size={13} aria-hidden />
              </a>
            </Text>
          </div>
        )}
      </Stack>
    </Panel>
  )
}
