import { Alert, Button, Divider, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Conversation, CustomerDetail } from '../../../shared/api/shapes.ts'
import { phone } from '../../../shared/format.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { ComplaintBadge, PersonStatusBadge, StateBadge } from '../../ui/badges.tsx'
import { CustomerPicker } from '../../ui/customer-picker.tsx'
import { Facts } from '../../ui/facts.tsx'
import { AnchorLink, ButtonLink } from '../../ui/links.tsx'
import { MapLink } from '../../ui/map-link.tsx'
import { toCustomer, toNewCustomer, toNewTicket, toTicket } from '../../ui/paths.ts'
import { useWrite } from '../../ui/use-write.ts'
import { OnePerson } from './one-person.tsx'
import { UnlinkCustomer } from './unlink-customer.tsx'

/** Who is on the other side, what they complained about, and their tickets. */
export function CustomerSide({ conversation }: { conversation: Conversation }) {
  const { customer } = conversation
  return (
    <Stack gap="md">
      {customer ? (
        <>
          <KnownCustomer customerId={customer.id} />
          <UnlinkCustomer conversation={conversation} />
        </>
      ) : (
        <LinkCustomer conversation={conversation} />
      )}
      <OnePerson conversation={conversation} />
    </Stack>
  )
}

function KnownCustomer({ customerId }: { customerId: string }) {
  const query = useQuery({
    queryKey: ['customers', customerId],
    queryFn: () => answer(api.GET('/api/v1/customers/{id}', { params: { path: { id: customerId } } })),
  })
  return (
    <QueryAnswer query={query}>
      {(customer) => (
        <Stack gap="md">
          <Identity customer={customer} />
          <Divider />
          <Complaints customerId={customer.id} />
          <Tickets customerId={customer.id} />
        </Stack>
      )}
    </QueryAnswer>
  )
}

function Identity({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('office')
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <AnchorLink {...toCustomer(customer.id)} fw={700} size="lg">
          {customer.name}
        </AnchorLink>
        {customer.status === 'INACTIVE' && <PersonStatusBadge status="INACTIVE" />}
      </Group>
      <Facts
        columns={1}
        items={[
          {
            label: t('customers.phone'),
            value: customer.phone && <span className="num">{phone(customer.phone)}</span>,
          },
          customer.company !== null && { label: t('customers.company'), value: customer.company },
          {
            label: t('customers.address'),
            value: (
              <>
                {customer.address ?? '–'} <MapLink point={customer.location} address={customer.address} />
              </>
            ),
          },
        ]}
      />
    </Stack>
  )
}

function Complaints({ customerId }: { customerId: string }) {
  const { t } = useTranslation('office')
  const query = useQuery({
    queryKey: ['complaints', 'list', 'open', customerId],
    queryFn: () =>
      answer(api.GET('/api/v1/complaints', { params: { query: { customerId, status: 'OPEN', limit: 5 } } })),
  })
  return (
    <section>
      <Title order={3} mb="xs">
        {t('inbox.openComplaints')}
      </Title>
      {query.data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('inbox.noComplaints')}
        </Text>
      )}
      <Stack gap="sm">
        {query.data?.items.map((complaint) => (
          <div key={complaint.id}>
            <ComplaintBadge status={complaint.status} size="sm" />
            <Text size="sm" className="free-text" lineClamp={4} my={4}>
              {complaint.text}
            </Text>
            <ButtonLink {...toNewTicket({ complaintId: complaint.id })} size="xs" variant="light">
              {t('tickets.make')}
            </ButtonLink>
          </div>
        ))}
      </Stack>
    </section>
  )
}

function Tickets({ customerId }: { customerId: string }) {
  const { t } = useTranslation('office')
  const query = useQuery({
    queryKey: ['tickets', 'list', 'of-customer', customerId],
    queryFn: () => answer(api.GET('/api/v1/tickets', { params: { query: { customerId, limit: 5 } } })),
  })
  return (
    <section>
      <Title order={3} mb="xs">
        {t('nav.tickets')}
      </Title>
      {query.data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('inbox.noTickets')}
        </Text>
      )}
      <Stack gap="xs">
        {query.data?.items.map((ticket) => (
          <div key={ticket.id}>
            <Group gap={6}>
              <AnchorLink {...toTicket(ticket.id)} size="sm" fw={600} className="num">
                {ticket.code}
              </AnchorLink>
              <StateBadge state={ticket.state} size="sm" />
            </Group>
            <Text size="sm" c="dimmed" truncate>
              {ticket.title}
            </Text>
          </div>
        ))}
      </Stack>
    </section>
  )
}

/** A sender who is no customer yet: find the customer, or add a new one. */
function LinkCustomer({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('office')
  const [customerId, setCustomerId] = useState<string | null>(null)
  const link = useWrite<string, Conversation>(
    (id, headers) =>
      answer(
        api.POST('/api/v1/conversations/{id}/customer', {
          params: { path: { id: conversation.id } },
          body: { customerId: id },
          headers,
        }),
      ),
    { refresh: ['conversations', 'customers', 'messages'], done: t('inbox.linked') },
  )
  return (
    <Stack gap="md">
      <Alert color="amber" title={t('inbox.notRegistered')}>
        {t('inbox.linkText')}
      </Alert>
      <CustomerPicker
        label={t('inbox.linkTo')}
        value={customerId}
        onChange={(customer) => setCustomerId(customer?.id ?? null)}
      />
      <Button
        disabled={!customerId}
        loading={link.isPending}
        onClick={() => customerId && link.mutate(customerId)}
      >
        {t('inbox.link')}
      </Button>
      <Divider label={t('inbox.or')} />
      <ButtonLink
        {...toNewCustomer({
          conversation: conversation.id,
          name: conversation.displayName ?? '',
          phone: conversation.phone ?? '',
        })}
        variant="default"
      >
        {t('customers.new')}
      </ButtonLink>
    </Stack>
  )
}
