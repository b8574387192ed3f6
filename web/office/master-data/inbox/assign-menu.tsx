import { Button, Menu } from '@mantine/core'
import { IconUserCheck, IconUserOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Conversation } from '../../../shared/api/shapes.ts'
import { useMe } from '../../ui/session.ts'
import { useWrite } from '../../ui/use-write.ts'
import classes from './thread-actions.module.css'

/** Who looks after the chat, and taking it over or handing it on. */
export function AssignMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('office-inbox')
  const me = useMe()
  const [opened, setOpened] = useState(false)
  const colleagues = useColleagues(opened)
  const assign = useWrite<string | null, Conversation>(
    (assignedTo, headers) =>
      answer(
        api.PATCH('/api/v1/conversations/{id}', {
          params: { path: { id: conversation.id } },
          body: { assignedTo },
          headers,
        }),
      ),
    { refresh: ['conversations'] },
  )
  const { assignedTo } = conversation
  const name = assignedTo ? (assignedTo.id === me.id ? t('assign.me') : assignedTo.name) : t('assign.nobody')
  const others = colleagues.filter(({ id }) => id !== me.id && id !== assignedTo?.id)
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          px={8}
          className={classes.assign}
          loading={assign.isPending}
          aria-label={t('assign.label', { name })}
          leftSection={<IconUserCheck size={16} aria-hidden />}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {assignedTo?.id !== me.id && (
          <Menu.Item onClick={() => assign.mutate(me.id)}>{t('assign.take')}</Menu.Item>
        )}
        {others.length > 0 && <Menu.Label>{t('assign.choose')}</Menu.Label>}
        {others.map((person) => (
          <Menu.Item key={person.id} onClick={() => assign.mutate(person.id)}>
            {person.name}
          </Menu.Item>
        ))}
        {assignedTo && (
          <Menu.Item leftSection={<IconUserOff size={15} aria-hidden />} onClick={() => assign.mutate(null)}>
            {t('assign.release')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Everybody who works in the inbox. */
function useColleagues(wanted: boolean): { id: string; name: string }[] {
  const query = useQuery({
    queryKey: ['users', 'list', 'inbox'],
    queryFn: async () => {
      const [cs, admins] = await Promise.all(
        (['cs', 'admin'] as const).map((role) =>
          answer(api.GET('/api/v1/users', { params: { query: { role, status: 'ACTIVE', limit: 100 } } })),
        ),
      )
      return [...(cs?.items ?? []), ...(admins?.items ?? [])]
    },
    enabled: wanted,
    staleTime: 60_000,
  })
  return query.data ?? []
}
