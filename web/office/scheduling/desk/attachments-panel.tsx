import { ActionIcon, Anchor, Button, FileButton, Text } from '@mantine/core'
import { IconFile, IconPaperclip, IconPhoto, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, send } from '../../../shared/api/client.ts'
import type { TicketAttachment } from '../../../shared/api/shapes.ts'
import { bytes } from '../../../shared/format.ts'
import { FailedAnswer } from '../../ui/answers.tsx'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { Panel } from '../../ui/panel.tsx'
import { fileUrl } from '../../ui/photo-strip.tsx'
import { useCoordinates } from '../../ui/session.ts'
import { useWrite } from '../../ui/use-write.ts'
import { When } from '../../ui/when.tsx'
import classes from './attachments.module.css'

const ACCEPTED = '.jpg,.jpeg,.png,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx'
const LARGEST_FILE = 15 * 1024 * 1024

/** Plans, quotes, photos of the site: for the office and for whoever has the job. */
export function AttachmentsPanel({ ticketId, zone }: { ticketId: string; zone: string }) {
  const { t } = useTranslation('office-tickets')
  const changes = useCoordinates()
  const [removing, setRemoving] = useState<TicketAttachment | null>(null)
  const query = useQuery({
    queryKey: ['tickets', ticketId, 'attachments'],
    queryFn: () =>
      answer(api.GET('/api/v1/tickets/{id}/attachments', { params: { path: { id: ticketId } } })),
  })
  const items = query.data?.items ?? []
  if (query.data && items.length === 0 && !changes) return null
  return (
    <Panel title={t('attach.title')} aside={<IconPaperclip size={17} aria-hidden />}>
      {query.isError && <FailedAnswer error={query.error} retry={() => void query.refetch()} />}
      {items.length > 0 && (
        <ul className={classes.list}>
          {items.map((item) => (
            <li key={item.id}>
              <Paper item={item} zone={zone} />
              {changes && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={32}
                  aria-label={t('attach.remove', { name: item.name })}
                  onClick={() => setRemoving(item)}
                >
                  <IconTrash size={17} aria-hidden />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      {changes && <AddFile ticketId={ticketId} />}
      {removing && <RemoveFile ticketId={ticketId} item={removing} onClose={() => setRemoving(null)} />}
    </Panel>
  )
}

function Paper({ item, zone }: { item: TicketAttachment; zone: string }) {
  const Icon = item.mime.startsWith('image/') ? IconPhoto : IconFile
  return (
    <>
      <Icon size={18} aria-hidden />
      <div className={classes.words}>
        <Anchor href={fileUrl(item.fileId)} target="_blank" rel="noreferrer" className={classes.name}>
          {item.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {bytes(item.size)} · {item.by.name} · <When at={item.at} zone={zone} />
        </Text>
      </div>
    </>
  )
}

type Chosen = { file: File; about: string }

function AddFile({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('office-tickets')
  const [tooLarge, setTooLarge] = useState<number | null>(null)
  const add = useWrite<Chosen, TicketAttachment>(
    ({ file }, headers) => {
      const form = new FormData()
      form.set('file', file)
      return send('POST', `/api/v1/tickets/${ticketId}/attachments`, form, headers['Idempotency-Key'])
    },
    {
      showsProblemItself: true,
      refresh: ['tickets'],
      done: (made) => t('attach.added', { name: made.name }),
    },
  )
  const choose = (file: File | null) => {
    if (!file) return
    const large = file.size > LARGEST_FILE
    setTooLarge(large ? file.size : null)
    // a File says nothing of itself as JSON: what tells two apart goes along
    if (!large) add.mutate({ file, about: `${file.name}:${file.size}:${file.lastModified}` })
  }
  return (
    <>
      {tooLarge !== null && (
        <Text size="sm" c="red.8" role="alert" mb="xs">
          {t('attach.tooLarge', { size: bytes(tooLarge) })}
        </Text>
      )}
      <FormProblem problem={add.error} />
      <FileButton onChange={choose} accept={ACCEPTED} inputProps={{ 'aria-label': t('attach.add') }}>
        {(button) => (
          <Button
            {...button}
            variant="default"
            size="xs"
            mt={add.error ? 'xs' : 0}
            loading={add.isPending}
            leftSection={<IconPaperclip size={15} aria-hidden />}
          >
            {t('attach.add')}
          </Button>
        )}
      </FileButton>
      <Text size="xs" c="dimmed" mt={6}>
        {t('attach.hint')}
      </Text>
    </>
  )
}

type RemoveProps = { ticketId: string; item: TicketAttachment; onClose: () => void }

function RemoveFile({ ticketId, item, onClose }: RemoveProps) {
  const { t } = useTranslation('office-tickets')
  const remove = useWrite<void>(
    (_, headers) =>
      answer(
        api.DELETE('/api/v1/tickets/{id}/attachments/{attachmentId}', {
          params: { path: { id: ticketId, attachmentId: item.id } },
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['tickets'],
      done: t('attach.removed', { name: item.name }),
      onDone: onClose,
    },
  )
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('attach.removeTitle', { name: item.name })}
      confirm={t('attach.removeIt')}
      danger
      busy={remove.isPending}
      problem={remove.error}
      onConfirm={() => remove.mutate()}
    >
      <Text size="sm">{t('attach.removeText')}</Text>
    </ConfirmDialog>
  )
}
