import { Button, Group, Modal, NumberInput, Stack, Text, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Extension } from '../../shared/api/shapes.ts'
import { ReasonDialog } from '../ui/dialogs.tsx'
import { FormProblem } from '../ui/form-problem.tsx'
import { useWrite } from '../ui/use-write.ts'
import { CollisionChoices, type SeatChoice, useCollisions } from './extension-collisions.tsx'

type Props = { extension: Extension; onClose: () => void }

const REFRESH = ['extensions', 'field-work', 'tickets', 'attendance', 'pool'] as const

function useApproval(extension: Extension, onDone: () => void) {
  const { t } = useTranslation('office-work')
  return useWrite(
    (body: { days: number; note: string | null; release: string[]; override: boolean }, headers) =>
      answer(
        api.POST('/api/v1/extensions/{id}/approve', {
          params: { path: { id: extension.id } },
          body,
          headers,
        }),
      ),
    {
      refresh: REFRESH,
      done: t('extensions.approvedToast'),
      onDone,
      showsProblemItself: true,
    },
  )
}

/** What is chosen, what is in its way, and the approval itself. */
function useDecision(extension: Extension, onClose: () => void) {
  const queries = useQueryClient()
  const [days, setDays] = useState<number | string>(extension.days)
  const [note, setNote] = useState('')
  const [decided, setDecided] = useState<ReadonlyMap<string, SeatChoice>>(new Map())
  const [tried, setTried] = useState(false)
  const approve = useApproval(extension, onClose)
  const check = useCollisions(extension, days)
  const seats = [...new Set(check.data?.items.map((one) => one.assignmentId))]
  const unsolved = seats.some((seat) => !decided.has(seat))
  const chose = (choice: SeatChoice) => seats.filter((seat) => decided.get(seat) === choice)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (typeof days !== 'number' || unsolved) return
    approve.mutate(
      { days, note: note.trim() || null, release: chose('LEAVES'), override: chose('COMES').length > 0 },
      // one of the crew may have taken another job since; the dialog shows it now
      { onError: () => void queries.invalidateQueries({ queryKey: ['extensions', 'collisions'] }) },
    )
  }
  const decide = (seat: string, choice: SeatChoice | null) => {
    const next = new Map(decided)
    if (choice) next.set(seat, choice)
    else next.delete(seat)
    setDecided(next)
  }
  const room = { check, decided, onDecide: decide }
  return { days, setDays, note, setNote, room, undecided: tried && unsolved, approve, submit }
}

/** Approval with as many days as CS thinks right; what collides is shown while the days are chosen. */
export function ApproveDialog({ extension, onClose }: Props) {
  const { t } = useTranslation('office-work')
  const { days, setDays, note, setNote, approve, submit, ...choice } = useDecision(extension, onClose)
  const wrong = (path: string) => approve.error?.fields.find((field) => field.path === path)?.message
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={700}>{t('extensions.approveTitle')}</Text>}
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">{t('extensions.approveWhat')}</Text>
          <NumberInput
            label={t('extensions.days')}
            description={t('extensions.daysHint', { count: extension.days })}
            value={days}
            onChange={setDays}
            min={1}
            max={30}
            clampBehavior="strict"
            allowDecimal={false}
            error={days === '' ? t('office:field.required') : wrong('days')}
            data-autofocus
          />
          <CollisionChoices extension={extension} onDays={setDays} {...choice.room} />
          <Textarea
            label={t('extensions.noteOptional')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            maxLength={500}
            autosize
            minRows={2}
            error={wrong('note')}
          />
          <FormProblem problem={approve.error} />
          {choice.undecided && (
            <Text size="sm" c="red.8" role="alert">
              {t('extensions.conflictHint')}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('office:act.back')}
            </Button>
            <Button type="submit" loading={approve.isPending}>
              {t('extensions.approve')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** Rejection with the reason that the technician will read. */
export function RejectDialog({ extension, onClose }: Props) {
  const { t } = useTranslation('office-work')
  const reject = useWrite(
    (reason: string, headers) =>
      answer(
        api.POST('/api/v1/extensions/{id}/reject', {
          params: { path: { id: extension.id } },
          body: { reason },
          headers,
        }),
      ),
    { refresh: REFRESH, done: t('extensions.rejectedToast'), onDone: onClose, showsProblemItself: true },
  )
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t('extensions.rejectTitle')}
      label={t('extensions.rejectReason')}
      confirm={t('extensions.reject')}
      danger
      busy={reject.isPending}
      problem={reject.error}
      onConfirm={(reason) => reject.mutate(reason)}
    >
      <Text size="sm">{t('extensions.rejectWhat')}</Text>
    </ReasonDialog>
  )
}
