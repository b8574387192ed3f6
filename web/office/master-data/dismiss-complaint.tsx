import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Complaint } from '../../shared/api/shapes.ts'
import { ReasonDialog } from '../ui/dialogs.tsx'
import { useWrite } from '../ui/use-write.ts'

/** No visit needed: with the reason that stays in the history. */
export function DismissComplaint({ complaint, onClose }: { complaint: Complaint; onClose: () => void }) {
  const { t } = useTranslation('office')
  const dismiss = useWrite<string>(
    (reason, headers) =>
      answer(
        api.POST('/api/v1/complaints/{id}/dismiss', {
          params: { path: { id: complaint.id } },
          body: { reason },
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['complaints', 'conversations', 'customers'],
      done: t('complaints.dismissed'),
      onDone: onClose,
    },
  )
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t('complaints.dismissTitle', { name: complaint.customerName })}
      label={t('complaints.dismissReason')}
      suggestions={[
        t('complaints.reasonAdvice'),
        t('complaints.reasonDouble'),
        t('complaints.reasonOutside'),
      ]}
      confirm={t('complaints.dismiss')}
      busy={dismiss.isPending}
      problem={dismiss.error}
      onConfirm={(reason) => dismiss.mutate(reason)}
    >
      <Text size="sm" c="dimmed" className="free-text" lineClamp={4}>
        {complaint.text}
      </Text>
    </ReasonDialog>
  )
}
