import { Button, Stack, Text } from '@mantine/core'
import { IconBrandWhatsapp } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { FieldWork } from '../../shared/api/shapes.ts'
import { ReasonDialog } from '../ui/dialogs.tsx'
import { useCoordinates } from '../ui/session.ts'
import { useWrite } from '../ui/use-write.ts'
import { Ago } from '../ui/when.tsx'

export type Handover = NonNullable<FieldWork['bast']>
type Props = { ticketId: string; handover: Handover; hasPaperPhoto: boolean }

/** Who accepted it and how; without a signature, what else speaks for it. */
export function HandoverProof({ ticketId, handover, hasPaperPhoto }: Props) {
  const { t } = useTranslation('office-work')
  const coordinates = useCoordinates()
  const [confirming, setConfirming] = useState(false)
  const signer = [handover.signerName, handover.signerPosition, handover.signerPhone]
    .filter(Boolean)
    .join(', ')
  if (handover.signed) return <Text mt="sm">{t('fieldWork.signedBy', { name: signer })}</Text>
  if (!handover.noSignatureReason)
    return hasPaperPhoto ? <Text mt="sm">{t('fieldWork.unsignedPaper')}</Text> : null
  const { confirmation, witnessName } = handover
  return (
    <Stack gap={4} mt="sm" align="flex-start">
      <Text>{t('fieldWork.unsigned', { reason: handover.noSignatureReason })}</Text>
      {witnessName && <Text>{t('fieldWork.witness', { name: witnessName })}</Text>}
      {confirmation && (
        <Text>
          {t('fieldWork.confirmed', { name: confirmation.by.name, note: confirmation.note })}{' '}
          <Text span size="sm" c="dimmed">
            <Ago at={confirmation.at} />
          </Text>
        </Text>
      )}
      {!confirmation && coordinates && (
        <Button
          variant="default"
          leftSection={<IconBrandWhatsapp size={17} aria-hidden />}
          onClick={() => setConfirming(true)}
        >
          {t('fieldWork.confirm')}
        </Button>
      )}
      {confirming && <ConfirmationDialog ticketId={ticketId} onClose={() => setConfirming(false)} />}
    </Stack>
  )
}

function ConfirmationDialog({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const { t } = useTranslation('office-work')
  const confirm = useWrite<string, unknown>(
    (note, headers) =>
      answer(
        api.POST('/api/v1/tickets/{id}/bast/confirmation', {
          params: { path: { id: ticketId } },
          body: { note },
          headers,
        }),
      ),
    { refresh: ['field-work', 'tickets'], showsProblemItself: true, onDone: onClose },
  )
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t('fieldWork.confirm')}
      label={t('fieldWork.confirmNote')}
      placeholder={t('fieldWork.confirmPlaceholder')}
      confirm={t('office:act.save')}
      busy={confirm.isPending}
      problem={confirm.error}
      onConfirm={(note) => confirm.mutate(note)}
    >
      <Text size="sm">{t('fieldWork.confirmWhat')}</Text>
    </ReasonDialog>
  )
}
