import { Badge, Button, Divider, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Conversation, Got } from '../../../shared/api/shapes.ts'
import { phone } from '../../../shared/format.ts'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import { toConversation } from '../../ui/paths.ts'
import { useWrite } from '../../ui/use-write.ts'
import { When } from '../../ui/when.tsx'
import { nameOf } from './conversation-name.ts'
import { JoinChat } from './join-chat.tsx'

type OnePersonAnswer = Got<'/api/v1/conversations/{id}/same-person'>
type Merge = OnePersonAnswer['merges'][number]

/** Somebody with two numbers has two chats: joined here by hand, shown as joined, and parted again. */
export function OnePerson({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('office-inbox')
  const [joining, join] = useState<{ other: Conversation | null } | null>(null)
  const [parting, part] = useState<Merge | null>(null)
  const query = useQuery({
    queryKey: ['conversations', conversation.id, 'same-person'],
    queryFn: () =>
      answer(
        api.GET('/api/v1/conversations/{id}/same-person', { params: { path: { id: conversation.id } } }),
      ),
    // an aid, not the chat itself: when it cannot be read the page goes on without
    retry: false,
  })
  const { numbers = [], merges = [], suggestions = [] } = query.data ?? {}
  return (
    <section aria-label={t('onePerson.title')}>
      <Divider mb="md" />
      <Title order={3} mb="xs">
        {t('onePerson.title')}
      </Title>
      <Stack gap="sm">
        {numbers.length > 1 && <Numbers numbers={numbers} />}
        {merges.map((merge) => (
          <Group key={merge.id} justify="space-between" gap="xs" align="flex-start" wrap="nowrap">
            <Text size="sm">
              {t('onePerson.joinedFrom', { name: merge.name ?? (merge.phone && phone(merge.phone)) ?? '–' })}
              <Text span size="sm" c="dimmed" display="block">
                {merge.mergedBy.name}, <When at={merge.mergedAt} />
              </Text>
            </Text>
            <Button variant="default" size="xs" flex="none" onClick={() => part(merge)}>
              {t('onePerson.part')}
            </Button>
          </Group>
        ))}
        {suggestions.map(({ conversation: other, reason }) => (
          <Suggestion key={other.id} other={other} reason={reason} onJoin={() => join({ other })} />
        ))}
        <div>
          <Button variant="subtle" size="xs" px={0} onClick={() => join({ other: null })}>
            {t('onePerson.find')}
          </Button>
        </div>
      </Stack>
      {joining && <JoinChat conversation={conversation} other={joining.other} onClose={() => join(null)} />}
      {parting && <PartDialog merge={parting} onClose={() => part(null)} />}
    </section>
  )
}

function Numbers({ numbers }: Pick<OnePersonAnswer, 'numbers'>) {
  const { t } = useTranslation('office-inbox')
  return (
    <ul style={{ margin: 0, paddingLeft: '1.1rem' }}>
      {numbers.map((number) => (
        <li key={`${number.phone} ${number.lastSeen}`}>
          <Text size="sm">
            <span className="num">{number.phone ? phone(number.phone) : t('onePerson.noNumber')}</span>
            {number.current && ` · ${t('onePerson.current')}`}
          </Text>
        </li>
      ))}
    </ul>
  )
}

type SuggestionProps = Pick<OnePersonAnswer['suggestions'][number], 'reason'> & {
  other: Conversation
  onJoin: () => void
}

function Suggestion({ other, reason, onJoin }: SuggestionProps) {
  const { t } = useTranslation('office-inbox')
  const { t: office } = useTranslation('office')
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={600} truncate>
          {nameOf(other, office)}
        </Text>
        {other.phone && (
          <Text size="sm" c="dimmed" className="num">
            {phone(other.phone)}
          </Text>
        )}
        <Badge variant="light" color="amber" c="amber.8" size="sm" tt="none">
          {t(`onePerson.reason.${reason}`)}
        </Badge>
      </div>
      <Button
        variant="default"
        size="xs"
        flex="none"
        onClick={onJoin}
        aria-label={t('onePerson.joinWith', { name: nameOf(other, office) })}
      >
        {t('onePerson.join')}
      </Button>
    </Group>
  )
}

function PartDialog({ merge, onClose }: { merge: Merge; onClose: () => void }) {
  const { t } = useTranslation('office-inbox')
  const navigate = useNavigate()
  const undo = useWrite<void, Conversation>(
    (_, headers) =>
      answer(
        api.POST('/api/v1/conversation-merges/{id}/undo', { params: { path: { id: merge.id } }, headers }),
      ),
    {
      showsProblemItself: true,
      refresh: ['conversations', 'messages', 'notes', 'complaints', 'customers'],
      done: t('onePerson.parted'),
      onDone: (parted) => {
        onClose()
        void navigate(toConversation(parted.id))
      },
    },
  )
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('onePerson.partTitle')}
      confirm={t('onePerson.part')}
      busy={undo.isPending}
      problem={undo.error}
      onConfirm={() => undo.mutate()}
    >
      <Text size="sm">{t('onePerson.partText')}</Text>
    </ConfirmDialog>
  )
}
