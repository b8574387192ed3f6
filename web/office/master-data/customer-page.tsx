import { Alert, Button, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMessageCircle, IconPencil, IconTicket } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { CustomerDetail } from '../../shared/api/shapes.ts'
import { phone } from '../../shared/format.ts'
import { QueryAnswer } from '../ui/answers.tsx'
import { PersonStatusBadge } from '../ui/badges.tsx'
import { ButtonLink } from '../ui/links.tsx'
import { Facts } from '../ui/facts.tsx'
import { MapLink } from '../ui/map-link.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Panel } from '../ui/panel.tsx'
import { toConversation, toNewTicket } from '../ui/paths.ts'
import { useCoordinates } from '../ui/session.ts'
import { When } from '../ui/when.tsx'
import { CustomerComplaints } from './customer-complaints.tsx'
import { CustomerTabs } from './customer-tabs.tsx'
import { EditCustomer } from './edit-customer.tsx'
import { FindOther } from './merge/find-other.tsx'
import { MergeNotes } from './merge/merge-notes.tsx'
import { SamePerson } from './merge/same-person.tsx'
import { SwitchCustomer } from './switch-customer.tsx'

type Props = {
  customerId: string
  tickets: ReactNode
  invoices: ReactNode
  ratings: ReactNode
  timeline: ReactNode
}

/** One customer: who, where, and everything that happened with them. */
export function CustomerPage({ customerId, ...parts }: Props) {
  const query = useQuery({
    queryKey: ['customers', customerId],
    queryFn: () => answer(api.GET('/api/v1/customers/{id}', { params: { path: { id: customerId } } })),
  })
  return (
    <QueryAnswer query={query} lines={8}>
      {(customer) => (
        <>
          <CustomerHead customer={customer} />
          <Stack gap="md">
            <CustomerFacts customer={customer} />
            <PossibleDuplicates customer={customer} />
            <CustomerComplaints customerId={customer.id} />
            <CustomerTabs {...parts} conversationId={customer.conversationId} />
          </Stack>
        </>
      )}
    </QueryAnswer>
  )
}

/** Who may merge sees what could be merged. */
function PossibleDuplicates({ customer }: { customer: CustomerDetail }) {
  const coordinates = useCoordinates()
  return coordinates && customer.status === 'ACTIVE' ? <SamePerson customer={customer} /> : null
}

function CustomerHead({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('office')
  const coordinates = useCoordinates()
  const [editing, edit] = useDisclosure(false)
  const active = customer.status === 'ACTIVE'
  return (
    <>
      <PageHeader
        back={{ to: '/customers', label: t('nav.customers') }}
        title={customer.name}
        badges={<PersonStatusBadge status={customer.status} />}
        subtitle={customer.company}
        actions={
          coordinates && (
            <>
              {active && (
                <ButtonLink
                  {...toNewTicket({ customerId: customer.id })}
                  leftSection={<IconTicket size={17} aria-hidden />}
                >
                  {t('tickets.make')}
                </ButtonLink>
              )}
              {customer.conversationId && (
                <ButtonLink
                  {...toConversation(customer.conversationId)}
                  variant="default"
                  leftSection={<IconMessageCircle size={17} aria-hidden />}
                >
                  {t('customers.openChat')}
                </ButtonLink>
              )}
              <Button
                variant="default"
                leftSection={<IconPencil size={17} aria-hidden />}
                onClick={edit.open}
              >
                {t('act.edit')}
              </Button>
              {active && <FindOther customer={customer} />}
              {!customer.mergedInto && <SwitchCustomer customer={customer} />}
            </>
          )
        }
      />
      <MergeNotes customerId={customer.id} />
      {!active && !customer.mergedInto && (
        <Alert color="gray" mb="md">
          {t('customers.inactiveHint')}
        </Alert>
      )}
      {editing && <EditCustomer customer={customer} onClose={edit.close} />}
    </>
  )
}

function CustomerFacts({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation(['office', 'labels'])
  return (
    <Panel title={t('customers.details')}>
      <Facts
        items={[
          {
            label: t('customers.phone'),
            value: customer.phone ? (
              <a href={`tel:${customer.phone}`} className="num">
                {phone(customer.phone)}
              </a>
            ) : (
              t('customers.noPhone')
            ),
          },
          {
            label: t('customers.email'),
            value: customer.email && <a href={`mailto:${customer.email}`}>{customer.email}</a>,
          },
          {
            label: t('customers.address'),
            value: (
              <>
                {customer.address ?? '–'} <MapLink point={customer.location} address={customer.address} />
              </>
            ),
          },
          { label: t('customers.source'), value: t(`labels:source.${customer.source}`) },
          { label: t('customers.since'), value: <When at={customer.createdAt} /> },
          { label: t('customers.ticketCount'), value: <span className="num">{customer.tickets}</span> },
        ]}
      />
    </Panel>
  )
}
