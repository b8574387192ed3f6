import { Drawer, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMessages } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Conversation } from '../../../shared/api/shapes.ts'
import { EmptyAnswer, QueryAnswer } from '../../ui/answers.tsx'
import { toConversation } from '../../ui/paths.ts'
import { ConversationList } from './conversation-list.tsx'
import { nameOf } from './conversation-name.ts'
import { CustomerSide } from './customer-side.tsx'
import classes from './inbox-page.module.css'
import { Thread } from './thread.tsx'

/** WhatsApp: conversations, the one that is open, and who it is. On a phone one after the other. */
export function InboxPage() {
  const { t } = useTranslation('office')
  const { conversationId } = useParams({ strict: false })
  return (
    <div className={classes.page} data-open={conversationId ? true : undefined}>
      <VisuallyHidden component="h1">{t('nav.inbox')}</VisuallyHidden>
      <ConversationList openId={conversationId} />
      {conversationId ? (
        <OpenConversation key={conversationId} conversationId={conversationId} />
      ) : (
        <div className={classes.nothing}>
          <EmptyAnswer
            icon={<IconMessages size={34} stroke={1.5} aria-hidden />}
            title={t('inbox.choose')}
            text={t('inbox.chooseText')}
          />
        </div>
      )}
    </div>
  )
}

function OpenConversation({ conversationId }: { conversationId: string }) {
  const query = useQuery({
    queryKey: ['conversations', conversationId],
    queryFn: () =>
      answer(api.GET('/api/v1/conversations/{id}', { params: { path: { id: conversationId } } })),
  })
  return (
    <QueryAnswer query={query}>
      {(conversation) =>
        // an old link, or a colleague has just joined it: its messages are in the other chat
        conversation.mergedInto ? (
          <Navigate {...toConversation(conversation.mergedInto)} replace />
        ) : (
          <Columns conversation={conversation} />
        )
      }
    </QueryAnswer>
  )
}

function Columns({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('office')
  const [opened, side] = useDisclosure(false)
  const name = nameOf(conversation, t)
  useEffect(() => {
    document.title = `${name} · GSS`
  }, [name])
  return (
    <>
      <Thread conversation={conversation} onInfo={side.open} />
      <aside className={classes.side} aria-label={t('inbox.customer')}>
        <CustomerSide conversation={conversation} />
      </aside>
      <Drawer
        opened={opened}
        onClose={side.close}
        position="right"
        size={340}
        title={t('inbox.customer')}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        <CustomerSide conversation={conversation} />
      </Drawer>
    </>
  )
}
