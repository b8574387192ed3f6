import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../shared/api/problem.ts'
import { FormProblem } from './form-problem.tsx'

type Props = {
  opened: boolean
  onClose: () => void
  title: string
  children?: ReactNode
  /** verb of the button that does it */
  confirm: string
  danger?: boolean
  busy?: boolean
  problem?: Problem | null
  onConfirm: () => void
}

/** "Are you sure" with the consequence in words. The dialog stays open while it works and when it was refused. */
export function ConfirmDialog({
  opened,
  onClose,
  title,
  children,
  confirm,
  danger,
  busy,
  problem,
  onConfirm,
}: Props) {
  const { t } = useTranslation('office')
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={<Text fw={700}>{title}</Text>}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <Stack gap="md">
        {children}
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('act.back')}
          </Button>
          <Button color={danger ? 'red' : undefined} loading={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

type ReasonProps = Omit<Props, 'onConfirm'> & {
  label: string
  placeholder?: string
  /** sentences that are often right, filled in with one press */
  suggestions?: string[]
  onConfirm: (reason: string) => void
}

/** The same with a reason that must be given; what was typed stays when the server refuses. */
export function ReasonDialog(props: ReasonProps) {
  const { opened, onClose, title, children, confirm, danger, busy, problem, label, placeholder, onConfirm } =
    props
  const { t } = useTranslation('office')
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  useEffect(() => {
    if (opened) setMissing(false)
    else setReason('')
  }, [opened])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim()) onConfirm(reason.trim())
    else setMissing(true)
  }
  const fieldError = problem?.fields.find((field) => field.path === 'reason')?.message
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={<Text fw={700}>{title}</Text>}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {children}
          <Textarea
            label={label}
            placeholder={placeholder}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={missing && !reason.trim() ? t('field.required') : fieldError}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={500}
            required
            data-autofocus
          />
          <Suggestions texts={props.suggestions ?? []} onPick={setReason} />
          <FormProblem problem={problem} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('act.back')}
            </Button>
            <Button type="submit" color={danger ? 'red' : undefined} loading={busy}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Suggestions({ texts, onPick }: { texts: string[]; onPick: (text: string) => void }) {
  if (texts.length === 0) return null
  return (
    <Group gap={6}>
      {texts.map((text) => (
        <Button key={text} size="compact-xs" variant="default" onClick={() => onPick(text)}>
          {text}
        </Button>
      ))}
    </Group>
  )
}
