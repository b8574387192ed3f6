import { Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Ticket } from '../../shared/api/shapes.ts'
import { ReasonDialog } from './dialogs.tsx'
import { useWrite } from './use-write.ts'

type Props = {
  ticketId: string
  assignmentId: string
  /** of the technician who is not coming */
  name: string
  /** who stands by first, when that is known here */
  standby?: string | undefined
  /** somebody is being sought already while he stays responsible: only releasing him at once is left */
  sought?: boolean
  onClose: () => void
}
type Wish = { assignmentId: string; reason: string; keep: boolean }

const REASONS = ['absent', 'unreachable', 'ill', 'vehicle', 'late', 'skill', 'customer'] as const

/** Cari Pengganti, from wherever it is pressed: the reason, and whether he leaves now or when somebody takes the seat. */
export function ReplaceTechnician({ ticketId, assignmentId, name, standby, sought = false, onClose }: Props) {
  const { t } = useTranslation('office')
  const [keep, setKeep] = useState(false)
  const replace = useWrite<Wish, Ticket>(
    (body, headers) =>
      answer(
        api.POST('/api/v1/tickets/{id}/replacements', { params: { path: { id: ticketId } }, body, headers }),
      ),
    {
      showsProblemItself: true,
      refresh: ['tickets', 'pool', 'attendance', 'claims', 'field-work'],
      done: t('ticket.replaced', { name }),
      onDone: onClose,
    },
  )
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t('ticket.replaceTitle', { name })}
      label={t('ticket.reason')}
      suggestions={REASONS.map((reason) => t(`replacing.reason.${reason}`))}
      confirm={t('ticket.move.requestReplacement')}
      danger
      busy={replace.isPending}
      problem={replace.error}
      onConfirm={(reason) => replace.mutate({ assignmentId, reason, keep })}
    >
      {sought ? (
        <Text size="sm">{t('replacing.already', { name })}</Text>
      ) : (
        <Radio.Group
          label={t('replacing.when', { name })}
          value={keep ? 'keep' : 'now'}
          onChange={(value) => setKeep(value === 'keep')}
        >
          <Stack gap="xs" mt={6}>
            <Radio value="now" label={t('replacing.now')} description={t('replacing.nowHint')} />
            <Radio value="keep" label={t('replacing.keep')} description={t('replacing.keepHint')} />
          </Stack>
        </Radio.Group>
      )}
      {standby && <Text size="sm">{t('ticket.replaceStandby', { name: standby })}</Text>}
    </ReasonDialog>
  )
}
