import { ActionIcon, Button, Text } from '@mantine/core'
import { IconArrowLeft, IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Conversation, Message, Note } from '../../../shared/api/shapes.ts'
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
import { AssignMenu } from './assign-menu.tsx'
import { FirstResponse } from './first-response.tsx'
import { LinkTicket } from './link-ticket.tsx'
import { NoteBubble } from './note-bubble.tsx'
import { ThreadActions } from './thread-actions.tsx'
import { type ThreadItem, threadItems } from './thread-items.ts'

type Props = { conversation: Conversation; onInfo: () => void }

/** One conversation: oldest above, newest at the composer; older ones on demand. */
export function Thread({ conversation, onInfo }: Props) {
  const { t } = useTranslation('office')
  const [replyTo, setReplyTo] = useState<Message | null>(null)
  const [draft, setDraft] = useState<string | null>(null)
  const [noting, setNoting] = useState(false)
  const messages = useMessages(conversation.id)
  const notes = useNotes(conversation.id)
  const [linking, setLinking] = useState<Message | null>(null)
  useMarkRead(conversation)
  const items = threadItems(messages.data ?? [], notes, !messages.hasNextPage)
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
            <OlderMessages
              loading={messages.isFetchingNextPage}
              onMore={() => void messages.fetchNextPage()}
            />
          )}
          {messages.isPending && <WaitingAnswer />}
          {messages.isError && !messages.data && (
            <FailedAnswer error={messages.error} retry={() => void messages.refetch()} />
          )}
          {messages.data && items.length === 0 && <EmptyAnswer title={t('inbox.noMessages')} />}
          <Days
            items={items}
            phone={conversation.phone}
            onReply={setReplyTo}
            onResend={setDraft}
            onLink={conversation.customer ? setLinking : null}
          />
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
      {linking && (
        <LinkTicket conversation={conversation} message={linking} onClose={() => setLinking(null)} />
      )}
    </section>
  )
}

function OlderMessages({ loading, onMore }: { loading: boolean; onMore: () => void }) {
  const { t } = useTranslation('office')
  return (
    <Button variant="subtle" size="xs" loading={loading} onClick={onMore}>
      {t('inbox.older')}
    </Button>
  )
}

/** The newest forty, and older ones on demand. */
const useMessages = (id: string) =>
  useList(['messages', id], (cursor) =>
    answer(
      api.GET('/api/v1/conversations/{id}/messages', {
        params: { path: { id }, query: { limit: 40, ...(cursor && { cursor }) } },
      }),
    ),
  )

/** What colleagues wrote among themselves; there are few, so they come at once. */
function useNotes(id: string): Note[] {
  const query = useQuery({
    queryKey: ['notes', id],
    queryFn: () =>
      answer(
        api.GET('/api/v1/conversations/{id}/notes', { params: { path: { id }, query: { limit: 100 } } }),
      ),
  })
  return query.data?.items ?? []
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
        </Text>
        <FirstResponse conversation={conversation} />
      </div>
      <AssignMenu conversation={conversation} />
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
  items: ThreadItem[]
  phone: string | null
  onReply: (message: Message) => void
  onResend: (text: string) => void
  onLink: ((message: Message) => void) | null
}

function Days({ items: all, phone: number, onReply, onResend, onLink }: DaysProps) {
  const byId = new Map(all.flatMap((item) => (item.kind === 'message' ? [[item.id, item.message]] : [])))
  return byDay(all).map(({ day, label, items }) => (
    <div key={day} className={classes.day}>
      <Text className={classes.dayLabel} component="h3">
        {label}
      </Text>
      <ul>
        {items.map((item) =>
          item.kind === 'note' ? (
            <li key={item.id} data-direction="NOTE">
              <NoteBubble note={item.note} />
            </li>
          ) : (
            <li key={item.id} data-direction={item.message.direction}>
              <MessageBubble
                message={item.message}
                quoted={item.message.replyTo ? (byId.get(item.message.replyTo) ?? null) : null}
                phone={number}
                onReply={() => onReply(item.message)}
                onResend={onResend}
                onLink={onLink && (() => onLink(item.message))}
              />
            </li>
          ),
        )}
      </ul>
    </div>
  ))
}
