import { Text } from '@mantine/core'
import { IconMessageCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import { EmptyAnswer, FailedAnswer, WaitingAnswer } from '../ui/answers.tsx'
import { ButtonLink } from '../ui/links.tsx'
import { Panel } from '../ui/panel.tsx'
import { toConversation } from '../ui/paths.ts'
import { useList } from '../ui/use-list.ts'
import { When } from '../ui/when.tsx'
import classes from './merge/merge.module.css'

/** The latest messages of a customer's chat, to be read here and answered in the inbox. */
export function CustomerChat({ conversationId }: { conversationId: string | null }) {
  const { t } = useTranslation(['office-customers', 'office'])
  if (!conversationId)
    return (
      <Panel title={t('tab.chat')}>
        <Text c="dimmed">{t('tab.noChat')}</Text>
      </Panel>
    )
  return <Messages conversationId={conversationId} />
}

function Messages({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation(['office-customers', 'office'])
  const list = useList(['messages', conversationId, 'latest'], () =>
    answer(
      api.GET('/api/v1/conversations/{id}/messages', {
        params: { path: { id: conversationId }, query: { limit: 15 } },
      }),
    ),
  )
  if (list.isPending) return <WaitingAnswer />
  if (!list.data) return <FailedAnswer error={list.error} retry={() => void list.refetch()} />
  return (
    <Panel
      title={t('tab.chat')}
      flush
      aside={
        <ButtonLink
          {...toConversation(conversationId)}
          size="xs"
          variant="default"
          leftSection={<IconMessageCircle size={16} aria-hidden />}
        >
          {t('office:customers.openChat')}
        </ButtonLink>
      }
    >
      {list.data.length === 0 && <EmptyAnswer title={t('tab.noMessages')} compact />}
      <ul className={classes.list}>
        {list.data.map((message) => (
          <li key={message.id}>
            <div className={classes.who}>
              <Text size="xs" c="dimmed">
                {t(message.direction === 'IN' ? 'tab.fromCustomer' : 'tab.fromUs')} · <When at={message.at} />
              </Text>
              <Text size="sm" className="free-text" lineClamp={4}>
                {message.body ?? t('tab.attachment')}
              </Text>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
