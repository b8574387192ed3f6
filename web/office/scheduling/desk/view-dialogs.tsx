import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketView } from '../../../shared/api/shapes.ts'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { useViewWrites } from './use-view-writes.ts'

type Props = { view?: TicketView; filters: Record<string, string>; onClose: () => void }

/** A name for the list as it is now, or another one for a list that was saved. */
export function ViewDialog({ view, filters, onClose }: Props) {
  const { t } = useTranslation(['office-tickets', 'office'])
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const [asked, setAsked] = useState(false)
  const { save, change } = useViewWrites({ onDone: onClose, inDialog: true })
  const { error: problem, isPending: busy } = view ? change : save
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    const words = { name: name.trim(), shared }
    if (!words.name) return
    if (view) change.mutate({ id: view.id, ...words })
    else save.mutate({ ...words, filters })
  }
  const taken = problem?.fields.find((field) => field.path === 'name')?.message
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={700}>{t(view ? 'views.changeTitle' : 'views.saveTitle')}</Text>}
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('views.name')}
            placeholder={t('views.nameHint')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={asked && !name.trim() ? t('office:field.required') : taken}
            maxLength={60}
            required
            data-autofocus
          />
          <Checkbox
            label={t('views.shared')}
            description={t('views.sharedHint')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          {!taken && <FormProblem problem={problem} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('office:act.back')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('office:act.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

export function RemoveView({ view, onClose }: { view: TicketView; onClose: () => void }) {
  const { t } = useTranslation('office-tickets')
  const { remove } = useViewWrites({ onDone: onClose, inDialog: true })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('views.removeTitle', { name: view.name })}
      confirm={t('views.remove')}
      danger
      busy={remove.isPending}
      problem={remove.error}
      onConfirm={() => remove.mutate(view.id)}
    >
      <Text size="sm">{t(view.shared ? 'views.removeShared' : 'views.removeText')}</Text>
    </ConfirmDialog>
  )
}
