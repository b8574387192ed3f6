import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BulkOutcome, Priority, TicketCard } from '../../../shared/api/shapes.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { PRIORITIES } from '../ticket-fields.tsx'
import classes from './tickets-page.module.css'
import { type BulkAct, type BulkWish, useBulk } from './use-bulk.ts'

type Props = { act: BulkAct; tickets: TicketCard[]; onClose: () => void; onDone: () => void }

/** Asks before it is done with all of them, and says afterwards what was refused and why. */
export function BulkDialog({ act, tickets, onClose, onDone }: Props) {
  const { t } = useTranslation(['office-tickets', 'office'])
  // the rows behind the dialog change while it is open; what was asked about does not
  const [asked] = useState(tickets)
  const [outcomes, setOutcomes] = useState<BulkOutcome[] | null>(null)
  const shut = () => {
    if (outcomes) onDone()
    onClose()
  }
  return (
    <Modal
      opened
      onClose={shut}
      title={<Text fw={700}>{t(`bulk.title.${act}`, { number: asked.length })}</Text>}
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      {outcomes ? (
        <Outcome outcomes={outcomes} onClose={shut} />
      ) : (
        <Question act={act} tickets={asked} onClose={onClose} onAnswer={setOutcomes} />
      )}
    </Modal>
  )
}

type QuestionProps = Omit<Props, 'onDone'> & { onAnswer: (outcomes: BulkOutcome[]) => void }

function Question({ act, tickets, onClose, onAnswer }: QuestionProps) {
  const { t } = useTranslation(['office-tickets', 'office'])
  const [priority, setPriority] = useState<Priority>('HIGH')
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const bulk = useBulk()
  const taken = tickets.filter((ticket) => ticket.seatsTaken > 0).length
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wish = wishOf(act, tickets, { priority, reason: reason.trim() })
    if (wish) bulk.mutate(wish, { onSuccess: ({ items }) => onAnswer(items) })
    else setMissing(true)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{tickets.map(({ code }) => code).join(', ')}</Text>
        <Text size="sm">{t(`bulk.text.${act}`)}</Text>
        {act === 'priority' && <ChoosePriority value={priority} onChange={setPriority} />}
        {(act === 'cancel' || (act === 'priority' && taken > 0)) && (
          <Textarea
            label={t('office:ticket.reason')}
            description={act === 'priority' ? t('bulk.reasonHint', { number: taken }) : undefined}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={missing && !reason.trim() ? t('office:field.required') : undefined}
            required={act === 'cancel'}
            autosize
            minRows={2}
            maxLength={500}
            data-autofocus
          />
        )}
        <FormProblem problem={bulk.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('office:act.back')}
          </Button>
          <Button type="submit" color={act === 'cancel' ? 'red' : undefined} loading={bulk.isPending}>
            {t(`bulk.act.${act}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Null while something is missing. */
function wishOf(
  act: BulkAct,
  tickets: TicketCard[],
  { priority, reason }: { priority: Priority; reason: string },
): BulkWish | null {
  const ids = tickets.map(({ id }) => id)
  if (act === 'broadcast') return { act, ids }
  if (act === 'priority') return { act, ids, priority, reason: reason || null }
  return reason ? { act, ids, reason } : null
}

function ChoosePriority({ value, onChange }: { value: Priority; onChange: (value: Priority) => void }) {
  const { t } = useTranslation(['office-tickets', 'office', 'labels'])
  return (
    <SegmentedControl
      fullWidth
      aria-label={t('office:tickets.priority')}
      data={PRIORITIES.map((one) => ({ value: one, label: t(`labels:priority.${one}`) }))}
      value={value}
      onChange={(next) => onChange(next as Priority)}
    />
  )
}

function Outcome({ outcomes, onClose }: { outcomes: BulkOutcome[]; onClose: () => void }) {
  const { t } = useTranslation(['office-tickets', 'office'])
  const refused = outcomes.filter(({ ok }) => !ok)
  return (
    <Stack gap="md">
      <Text role="status" fw={600}>
        {t('bulk.done', { done: outcomes.length - refused.length, all: outcomes.length })}
      </Text>
      {refused.length > 0 && (
        <Alert color="amber" title={t('bulk.refused', { number: refused.length })}>
          <ul className={classes.refusals}>
            {refused.map((one) => (
              <li key={one.ticketId}>
                <strong>{one.code ?? '–'}</strong>: {one.refusal?.title}. {one.refusal?.detail}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          {t('bulk.back')}
        </Button>
      </Group>
    </Stack>
  )
}
