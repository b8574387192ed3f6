import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import { QueryAnswer } from '../ui/answers.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { findComplaint } from './find-complaint.ts'
import { NewTicketForm } from './new-ticket-form.tsx'
import { titleFrom } from './ticket-values.ts'

/** A ticket from a complaint, for a customer, or from scratch: whatever is known already is filled in. */
export function NewTicketPage() {
  const { t } = useTranslation('office')
  const { complaintId, customerId } = useSearch({ strict: false }) as {
    complaintId?: string
    customerId?: string
  }
  return (
    <>
      <PageHeader
        back={{ to: '/tickets', label: t('nav.tickets') }}
        title={t('tickets.new')}
        subtitle={t('tickets.newHint')}
      />
      {complaintId ? (
        <FromComplaint complaintId={complaintId} />
      ) : customerId ? (
        <ForCustomer customerId={customerId} />
      ) : (
        <NewTicketForm />
      )}
    </>
  )
}

function FromComplaint({ complaintId }: { complaintId: string }) {
  const { t } = useTranslation('office')
  const query = useQuery({
    queryKey: ['complaints', 'find', complaintId],
    queryFn: () => findComplaint(complaintId),
    // what was typed on top of it must not be replaced when the queue moves
    staleTime: Infinity,
  })
  return (
    <QueryAnswer query={query}>
      {(complaint) =>
        complaint ? (
          <NewTicketForm
            complaint={complaint}
            customer={{ id: complaint.customerId, name: complaint.customerName }}
            from={{
              title: titleFrom(complaint.text),
              description: complaint.text,
              address: complaint.customerAddress,
              location: complaint.location,
            }}
          />
        ) : (
          <NewTicketForm notice={t('tickets.complaintGone')} />
        )
      }
    </QueryAnswer>
  )
}

function ForCustomer({ customerId }: { customerId: string }) {
  const query = useQuery({
    queryKey: ['customers', customerId],
    queryFn: () => answer(api.GET('/api/v1/customers/{id}', { params: { path: { id: customerId } } })),
  })
  return (
    <QueryAnswer query={query}>
      {(customer) => <NewTicketForm key={customer.id} customer={customer} from={customer} />}
    </QueryAnswer>
  )
}
