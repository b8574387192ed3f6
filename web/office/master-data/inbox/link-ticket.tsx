import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Conversation, Message } from '../../../shared/api/shapes.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { previewOf } from './message-preview.ts'

type Props = { conversation: Conversation; message: Message; onClose: () => void }

/** Says which of the customer's tickets a message is about. */
export function LinkTicket({ conversation, message, onClose }: Props) {
  const { t } = useTranslation('office-inbox')
  const { t: office } = useTranslation('office')
  const customerId = conversation.customer?.id ?? ''
  const [ticketId, setTicketId] = useState(message.ticketId ?? '')
  const query = useQuery({
    queryKey: ['tickets', 'list', 'to-link', customerId],
    queryFn: () => answer(api.GET('/api/v1/tickets', { params: { query: { customerId, limit: 20 } } })),
  })
  const link = useLink(conversation.id, message.id, onClose)
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={700}>{t('linkTicket.title')}</Text>}
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed" lineClamp={3}>
          {previewOf(message, office)}
        </Text>
        <QueryAnswer query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Text>{t('linkTicket.empty')}</Text>
            ) : (
              <Radio.Group aria-label={t('linkTicket.title')} value={ticketId} onChange={setTicketId}>
                <Stack gap={8}>
                  {items.map((ticket) => (
                    <Radio key={ticket.id} value={ticket.id} label={`${ticket.code} · ${ticket.title}`} />
                  ))}
                  {message.ticketId && <Radio value="" label={t('linkTicket.none')} />}
                </Stack>
              </Radio.Group>
            )
          }
        </QueryAnswer>
        <FormProblem problem={link.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('office:act.cancel')}
          </Button>
          <Button
            loading={link.isPending}
            disabled={ticketId === (message.ticketId ?? '')}
            onClick={() => link.mutate(ticketId || null)}
          >
            {t('linkTicket.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function useLink(conversationId: string, messageId: string, onDone: () => void) {
  const { t } = useTranslation('office-inbox')
  return useWrite<string | null, Message>(
    (ticketId, headers) =>
      answer(
        api.PATCH('/api/v1/conversations/{id}/messages/{messageId}', {
          params: { path: { id: conversationId, messageId } },
          body: { ticketId },
          headers,
        }),
      ),
    { showsProblemItself: true, refresh: ['messages'], done: t('linkTicket.done'), onDone },
  )
}
