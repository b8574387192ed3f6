import { Button, SegmentedControl, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Conversation } from '../../../shared/api/shapes.ts'
import { EmptyAnswer, FailedAnswer, WaitingAnswer } from '../../ui/answers.tsx'
import { CountDot } from '../../ui/count-dot.tsx'
import { toConversation } from '../../ui/paths.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { useList } from '../../ui/use-list.ts'
import { Ago } from '../../ui/when.tsx'
import { ChatText } from './chat-text.tsx'
import classes from './conversation-list.module.css'
import { nameOf } from './conversation-name.ts'
import { excerpt } from './excerpt.ts'

export function ConversationList({ openId }: { openId: string | undefined }) {
  const { t } = useTranslation('office')
  const [filters, setFilters] = useUrlState({ q: '', unread: '', assigned: '' })
  const list = useList(['conversations', 'list', filters], (cursor) =>
    answer(
      api.GET('/api/v1/conversations', {
        params: {
          query: {
            limit: 30,
            ...(filters.q && { q: filters.q }),
            ...(filters.unread && { unread: 'true' }),
            ...(isAssigned(filters.assigned) && { assigned: filters.assigned }),
            ...(cursor && { cursor }),
          },
        },
      }),
    ),
  )
  const filtered = Boolean(filters.q || filters.unread || filters.assigned)
  return (
    <section className={classes.column} aria-label={t('nav.inbox')}>
      <Filters filters={filters} onChange={setFilters} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list must scroll by keyboard */}
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('nav.inbox')}>
        {list.isPending && <WaitingAnswer />}
        {list.isError && !list.data && <FailedAnswer error={list.error} retry={() => void list.refetch()} />}
        {list.data?.length === 0 && (
          <EmptyAnswer
            title={t(filtered ? 'inbox.noneMatch' : 'inbox.none')}
            {...(!filtered && { text: t('inbox.noneText') })}
          />
        )}
        <ul className={classes.list}>
          {list.data?.map((item) => (
            <li key={item.id}>
              <Entry conversation={item} open={item.id === openId} search={filters.q} />
            </li>
          ))}
        </ul>
        {list.hasNextPage && (
          <Button
            variant="subtle"
            fullWidth
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('list.more')}
          </Button>
        )}
      </div>
    </section>
  )
}

type ListFilters = { q: string; unread: string; assigned: string }

function Filters({
  filters,
  onChange,
}: {
  filters: ListFilters
  onChange: (change: Partial<ListFilters>) => void
}) {
  const { t } = useTranslation('office')
  return (
    <div className={classes.head}>
      <Title order={2}>{t('nav.inbox')}</Title>
      <SearchField label={t('inbox.search')} value={filters.q} onChange={(q) => onChange({ q })} />
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('inbox.which')}
        value={filters.unread}
        onChange={(unread) => onChange({ unread })}
        data={[
          { value: '', label: t('inbox.all') },
          { value: '1', label: t('inbox.onlyUnread') },
        ]}
      />
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('office-inbox:assign.which')}
        value={filters.assigned}
        onChange={(assigned) => onChange({ assigned })}
        data={[
          { value: '', label: t('inbox.all') },
          { value: 'me', label: t('office-inbox:assign.mine') },
          { value: 'nobody', label: t('office-inbox:assign.free') },
        ]}
      />
    </div>
  )
}

const isAssigned = (value: string): value is 'me' | 'nobody' => value === 'me' || value === 'nobody'

type EntryProps = { conversation: Conversation; open: boolean; search: string }

function Entry({ conversation, open, search }: EntryProps) {
  const { t } = useTranslation('office')
  const { lastMessage, unreadCount } = conversation
  return (
    <Link
      {...toConversation(conversation.id)}
      search={(old: Record<string, string | undefined>) => old}
      className={classes.entry}
      data-open={open || undefined}
      data-unread={unreadCount > 0 || undefined}
      aria-current={open ? 'true' : undefined}
    >
      <span className={classes.top}>
        <span className={classes.name}>{nameOf(conversation, t)}</span>
        {lastMessage && (
          <span className={classes.at}>
            <Ago at={lastMessage.at} />
          </span>
        )}
      </span>
      <span className={classes.bottom}>
        <span className={classes.text}>
          {conversation.found ? (
            <mark className={classes.found}>{excerpt(conversation.found, search)}</mark>
          ) : (
            <>
              {lastMessage?.direction === 'OUT' && <span>{t('inbox.you')}: </span>}
              {lastMessage?.text && <ChatText text={lastMessage.text} />}
            </>
          )}
        </span>
        <CountDot count={unreadCount} />
      </span>
      {(!conversation.customer || conversation.openComplaintId || conversation.assignedTo) && (
        <span className={classes.tags}>
          {!conversation.customer && (
            <Text span size="xs" c="amber.8" fw={600}>
              {t('inbox.notRegistered')}
            </Text>
          )}
          {conversation.openComplaintId && (
            <Text span size="xs" c="red.7" fw={600}>
              {t('inbox.hasComplaint')}
            </Text>
          )}
          {conversation.assignedTo && (
            <Text span size="xs" c={open ? '#3e5055' : 'dimmed'} truncate>
              {conversation.assignedTo.name}
            </Text>
          )}
        </span>
      )}
    </Link>
  )
}
