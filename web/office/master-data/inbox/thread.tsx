import { ActionIcon, Button, Text } from '@mantine/core'
import { IconArrowLeft, IconInfoCircle } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Conversation, Message } from '../../../shared/api/shapes.ts'
import { phone } from '../../../shared/format.ts'
import { EmptyAnswer, FailedAnswer, WaitingAnswer } from '../../ui/answers.tsx'
import { useList } from '../../ui/use-list.ts'
import { useWrite } from '../../ui/use-write.ts'
import { byDay } from './by-day.ts'
import { Composer } from './composer.tsx'
import { nameOf } from './conversation-name.ts'
import { MessageBubble } from './message-bubble.tsx'
import { NoteComplaint } from './note-complaint.tsx'
import classes from './thread.module.css'
import { ThreadActions } from './thread-actions.tsx'

type Props = { conversation: Conversation; onInfo: () => void }

/** One conversation: oldest above, newest at the composer; older ones on demand. */
export function Thread({ conversation, onInfo }: Props) {
  const { t } = useTranslation('office')
  const [replyTo, setReplyTo] = useState<Message | null>(null)
  const [draft, setDraft] = useState<string | null>(null)
  const [noting, setNoting] = useState(false)
  const messages = useList(['messages', conversation.id], (cursor) =>
    answer(
      api.GET('/api/v1/conversations/{id}/messages', {
        params: { path: { id: conversation.id }, query: { limit: 40, ...(cursor && { cursor }) } },
      }),
    ),
  )
  useMarkRead(conversation)
  return (
    <section
      className={classes.thread}
      aria-label={t('inbox.conversationWith', { name: nameOf(conversation, t) })}
    >
      <ThreadHead conversation={conversation} onInfo={onInfo} onNote={() => setNoting(true)} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- must scroll by keyboard */}
      <div className={classes.scroll} tabIndex={0} role="log" aria-label={t('inbox.messages')}>
        <div className={classes.messages}>
          {messages.hasNextPage && (
            <Button
              variant="subtle"
              size="xs"
              loading={messages.isFetchingNextPage}
              onClick={() => void messages.fetchNextPage()}
            >
              {t('inbox.older')}
            </Button>
          )}
          {messages.isPending && <WaitingAnswer />}
          {messages.isError && !messages.data && (
            <FailedAnswer error={messages.error} retry={() => void messages.refetch()} />
          )}
          {messages.data?.length === 0 && <EmptyAnswer title={t('inbox.noMessages')} />}
          <Days messages={messages.data ?? []} onReply={setReplyTo} onResend={setDraft} />
        </div>
      </div>
      <Composer
        conversation={conversation}
        replyTo={replyTo}
        onReplyEnd={() => setReplyTo(null)}
        suggested={draft}
        onSuggestedTaken={() => setDraft(null)}
      />
      {noting && conversation.customer && (
        <NoteComplaint
          conversation={conversation}
          customer={conversation.customer}
          messages={messages.data ?? []}
          onClose={() => setNoting(false)}
        />
      )}
    </section>
  )
}

/** Open on the screen means read. Counts again when something new arrives while it is open. */
function useMarkRead({ id, unreadCount }: Conversation): void {
  const read = useWrite<void>(
    (_, headers) =>
      answer(api.POST('/api/v1/conversations/{id}/read', { params: { path: { id } }, headers })),
    { refresh: ['conversations'], showsProblemItself: true },
  )
  const { mutate } = read
  useEffect(() => {
    if (unreadCount === 0) return
    const mark = () => {
      if (document.visibilityState === 'visible') mutate()
    }
    mark()
    document.addEventListener('visibilitychange', mark)
    return () => document.removeEventListener('visibilitychange', mark)
  }, [unreadCount, mutate])
}

function ThreadHead({ conversation, onInfo, onNote }: Props & { onNote: () => void }) {
  const { t } = useTranslation('office')
  return (
    <header className={classes.head}>
      <ActionIcon
        component={Link}
        to="/inbox"
        variant="subtle"
        color="gray"
        size={36}
        aria-label={t('inbox.backToList')}
        className={classes.back}
      >
        <IconArrowLeft size={20} aria-hidden />
      </ActionIcon>
      <div className={classes.who}>
        <Text fw={700} truncate component="h2">
          {nameOf(conversation, t)}
        </Text>
        <Text size="xs" c="dimmed" className="num" truncate>
          {conversation.phone ? phone(conversation.phone) : t('inbox.noPhone')}
          {conversation.assignedTo && ` · ${t('inbox.assigned', { name: conversation.assignedTo.name })}`}
        </Text>
      </div>
      <ThreadActions conversation={conversation} onNote={onNote} />
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('inbox.customer')}
        className={classes.info}
        onClick={onInfo}
      >
        <IconInfoCircle size={19} aria-hidden />
      </ActionIcon>
    </header>
  )
}

type DaysProps = {
  messages: Message[]
  onReply: (message: Message) => void
  onResend: (text: string) => void
}

function Days({ messages, onReply, onResend }: DaysProps) {
  const byId = new Map(messages.map((message) => [message.id, message]))
  return byDay(messages.toReversed()).map(({ day, label, items }) => (
    <div key={day} className={classes.day}>
      <Text className={classes.dayLabel} component="h3">
        {label}
      </Text>
      <ul>
        {items.map((message) => (
          <li key={message.id} data-direction={message.direction}>
            <MessageBubble
              message={message}
              quoted={message.replyTo ? (byId.get(message.replyTo) ?? null) : null}
              onReply={() => onReply(message)}
              onResend={onResend}
            />
          </li>
        ))}
      </ul>
    </div>
  ))
}
