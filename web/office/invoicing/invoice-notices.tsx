import { Alert, Text } from '@mantine/core'
import { IconBan, IconHourglass, IconMessage2Question } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '../../shared/api/shapes.ts'
import { dateTime } from '../../shared/format.ts'
import { CloseTicketOffer } from './close-ticket.tsx'

/** What one has to know about an invoice before looking at its figures, by its state. */
export function InvoiceNotices({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('office-work')
  const { state } = invoice
  const dark = (color: string) => ({ title: { color: `var(--mantine-color-${color}-8)` } })
  return (
    <>
      {state === 'REVISION_REQUESTED' && (
        <Alert
          color="red"
          title={t('invoice.revisionTitle')}
          icon={<IconMessage2Question size={20} aria-hidden />}
          styles={dark('red')}
        >
          <span className="free-text">{invoice.revisionReason}</span>
        </Alert>
      )}
      {state === 'VOID' && (
        <Alert color="gray" title={t('invoice.voidTitle')} icon={<IconBan size={20} aria-hidden />}>
          <span className="free-text">{invoice.voidReason}</span>
        </Alert>
      )}
      {state === 'PENDING_APPROVAL' && (
        <Alert
          color="amber"
          icon={<IconHourglass size={20} aria-hidden />}
          title={t('invoice.waitingNote', {
            when: dateTime(invoice.submittedAt ?? invoice.createdAt),
          })}
          styles={dark('amber')}
        >
          {invoice.changes.length === 0 && <Text size="sm">{t('invoice.noChanges')}</Text>}
        </Alert>
      )}
      <CloseTicketOffer invoice={invoice} />
    </>
  )
}
