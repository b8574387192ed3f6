import { Button, Checkbox, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Complaint, Conversation, Message } from '../../../shared/api/shapes.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { complaintFrom } from './complaint-from.ts'
import { previewOf } from './message-preview.ts'

type Props = {
  conversation: Conversation
  customer: NonNullable<Conversation['customer']>
  messages: Message[]
  onClose: () => void
}

/** Writes down what the customer complains about, from the messages that say it. */
export function NoteComplaint({ conversation, customer, messages, onClose }: Props) {
  const { t } = useTranslation('office')
  const [choices] = useState(() => complaintFrom(messages))
  const [chosen, setChosen] = useState<string[]>(choices.map((message) => message.id))
  const [text, setText] = useState(() =>
    choices
      .map((message) => message.body ?? '')
      .filter(Boolean)
      .join('\n'),
  )
  const note = useNote(conversation, customer, onClose)
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      closeOnClickOutside={false}
      title={<Text fw={700}>{t('inbox.noteComplaintOf', { name: customer.name })}</Text>}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim()) note.mutate({ text: text.trim(), messageIds: chosen })
        }}
      >
        <Stack gap="md">
          <Textarea
            label={t('inbox.complaintText')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autosize
            minRows={3}
            maxRows={10}
            maxLength={4000}
            required
            data-autofocus
          />
          {choices.length > 0 && (
            <Checkbox.Group label={t('inbox.complaintMessages')} value={chosen} onChange={setChosen}>
              <Stack gap={6} mt={6}>
                {choices.map((message) => (
                  <Checkbox key={message.id} value={message.id} label={previewOf(message, t).slice(0, 140)} />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
          <FormProblem problem={note.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('act.cancel')}
            </Button>
            <Button type="submit" loading={note.isPending} disabled={!text.trim()}>
              {t('inbox.noteComplaint')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function useNote(conversation: Conversation, customer: Props['customer'], onDone: () => void) {
  const { t } = useTranslation('office')
  return useWrite<{ text: string; messageIds: string[] }, Complaint>(
    (body, headers) =>
      answer(
        api.POST('/api/v1/complaints', {
          body: { ...body, customerId: customer.id, conversationId: conversation.id },
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['complaints', 'conversations', 'messages'],
      done: t('inbox.complaintNoted'),
      onDone,
    },
  )
}
