import { ActionIcon, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { QuickReply } from '../../../shared/api/shapes.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { useWrite } from '../../ui/use-write.ts'
import classes from './quick-replies.module.css'
import { QuickReplyForm } from './quick-reply-form.tsx'
import { quickReplyList } from './use-quick-replies.ts'

/** The catalogue of ready-made answers: add, change, remove. */
export function QuickReplyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('office-inbox')
  const [edited, setEdited] = useState<QuickReply | 'new' | null>(null)
  const query = useQuery(quickReplyList)
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      closeOnClickOutside={false}
      title={<Text fw={700}>{t('quick.title')}</Text>}
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      {edited ? (
        <QuickReplyForm reply={edited === 'new' ? null : edited} onEnd={() => setEdited(null)} />
      ) : (
        <Stack gap="sm">
          <QueryAnswer query={query}>
            {({ items }) =>
              items.length === 0 ? (
                <Text c="dimmed">{t('quick.empty')}</Text>
              ) : (
                <div>
                  {items.map((reply) => (
                    <Entry key={reply.id} reply={reply} onEdit={() => setEdited(reply)} />
                  ))}
                </div>
              )
            }
          </QueryAnswer>
          <Group justify="flex-end">
            <Button onClick={() => setEdited('new')}>{t('quick.add')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

function Entry({ reply, onEdit }: { reply: QuickReply; onEdit: () => void }) {
  const { t } = useTranslation('office-inbox')
  const [asking, setAsking] = useState(false)
  const remove = useWrite<string>(
    (id, headers) => answer(api.DELETE('/api/v1/quick-replies/{id}', { params: { path: { id } }, headers })),
    { refresh: ['quick-replies'], done: t('quick.removed') },
  )
  return (
    <div className={classes.entry}>
      <div className={classes.words}>
        <Text fw={600}>{reply.title}</Text>
        <Text size="sm" className="free-text">
          {reply.text}
        </Text>
      </div>
      {asking ? (
        <Group gap="xs" wrap="nowrap">
          <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
            {t('office:act.cancel')}
          </Button>
          <Button
            size="compact-sm"
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate(reply.id)}
          >
            {t('quick.remove', { title: '' })}
          </Button>
        </Group>
      ) : (
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={t('quick.edit', { title: reply.title })}
            onClick={onEdit}
          >
            <IconPencil size={17} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="red"
            size={32}
            aria-label={t('quick.remove', { title: reply.title })}
            onClick={() => setAsking(true)}
          >
            <IconTrash size={17} aria-hidden />
          </ActionIcon>
        </Group>
      )}
    </div>
  )
}
