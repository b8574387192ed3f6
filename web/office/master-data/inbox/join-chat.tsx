import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Conversation } from '../../../shared/api/shapes.ts'
import { phone } from '../../../shared/format.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { nameOf } from './conversation-name.ts'

type Props = { conversation: Conversation; other: Conversation | null; onClose: () => void }

/** Which chat is of the same person, and what happens when it is joined into this one. */
export function JoinChat({ conversation, other: given, onClose }: Props) {
  const { t } = useTranslation('office-inbox')
  const { t: office } = useTranslation('office')
  const [other, choose] = useState(given)
  const join = useJoin(conversation.id, onClose)
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={700}>{t('onePerson.joinTitle')}</Text>}
      closeButtonProps={{ 'aria-label': office('act.close') }}
    >
      <Stack gap="md">
        {given ? (
          <ChatLine chat={given} />
        ) : (
          <FindChat not={conversation.id} chosen={other} onChoose={choose} />
        )}
        {other && (
          <Text size="sm">
            {t('onePerson.consequence', { kept: nameOf(conversation, office), gone: nameOf(other, office) })}
          </Text>
        )}
        <FormProblem problem={join.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {office('act.cancel')}
          </Button>
          <Button loading={join.isPending} disabled={!other} onClick={() => other && join.mutate(other.id)}>
            {t('onePerson.join')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function useJoin(conversationId: string, onDone: () => void) {
  const { t } = useTranslation('office-inbox')
  return useWrite<string, Conversation>(
    (otherId, headers) =>
      answer(
        api.POST('/api/v1/conversations/{id}/merge', {
          params: { path: { id: conversationId } },
          body: { otherId },
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['conversations', 'messages', 'notes', 'complaints', 'customers'],
      done: t('onePerson.joined'),
      onDone,
    },
  )
}

type FindProps = {
  /** this chat itself is no choice */
  not: string
  chosen: Conversation | null
  onChoose: (chat: Conversation | null) => void
}

function FindChat({ not, chosen, onChoose }: FindProps) {
  const { t } = useTranslation('office-inbox')
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 200)
  const query = useQuery({
    queryKey: ['conversations', 'list', 'to-join', q],
    queryFn: () => answer(api.GET('/api/v1/conversations', { params: { query: { q, limit: 8 } } })),
    enabled: q !== '',
  })
  const found = (query.data?.items ?? []).filter(({ id }) => id !== not)
  return (
    <>
      <TextInput
        label={t('onePerson.search')}
        data-autofocus
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          onChoose(null)
        }}
      />
      {q !== '' && query.isSuccess && found.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('onePerson.noneFound')}
        </Text>
      )}
      {found.length > 0 && (
        <Radio.Group
          aria-label={t('onePerson.search')}
          value={chosen?.id ?? ''}
          onChange={(id) => onChoose(found.find((chat) => chat.id === id) ?? null)}
        >
          <Stack gap={8}>
            {found.map((chat) => (
              <Radio key={chat.id} value={chat.id} label={<ChatLine chat={chat} />} />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </>
  )
}

function ChatLine({ chat }: { chat: Conversation }) {
  const { t } = useTranslation('office')
  return (
    <>
      <Text size="sm" fw={600}>
        {[nameOf(chat, t), chat.phone && phone(chat.phone)].filter(Boolean).join(' · ')}
      </Text>
      <Text size="sm" c="dimmed" lineClamp={1}>
        {chat.lastMessage?.text}
      </Text>
    </>
  )
}
