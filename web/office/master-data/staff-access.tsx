import { Button, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { StaffMember } from '../../shared/api/shapes.ts'
import { QueryAnswer } from '../ui/answers.tsx'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import { SignInList } from '../ui/sign-in-list.tsx'
import { useWrite, type WriteHeaders } from '../ui/use-write.ts'

type Props = { member: StaffMember }

/** A colleague's last sign-ins. */
export function StaffSignIns({ member }: Props) {
  const query = useQuery({
    queryKey: ['users', member.id, 'sign-ins'],
    queryFn: () => answer(api.GET('/api/v1/users/{id}/sign-ins', { params: { path: { id: member.id } } })),
  })
  return (
    <QueryAnswer query={query} lines={2}>
      {({ items }) => <SignInList items={items} />}
    </QueryAnswer>
  )
}

/** For a lost phone: the second factor goes, the sessions with it. */
export function ResetSecondFactor({ member }: Props) {
  const { t } = useTranslation('account')
  return (
    <ConfirmedAct
      label={t('second.reset')}
      title={t('second.resetTitle', { name: member.name })}
      text={t('second.resetText')}
      done={t('second.wasReset', { name: member.name })}
      act={(headers) =>
        answer(
          api.DELETE('/api/v1/users/{id}/second-factor', { params: { path: { id: member.id } }, headers }),
        )
      }
    />
  )
}

/** Cuts the Telegram account from the colleague's. */
export function UnlinkTelegram({ member }: Props) {
  const { t } = useTranslation('account')
  return (
    <ConfirmedAct
      label={t('telegram.unlink')}
      title={t('telegram.unlinkTitle', { name: member.name })}
      text={t('telegram.unlinkText')}
      done={t('telegram.unlinked', { name: member.name })}
      act={(headers) =>
        answer(
          api.DELETE('/api/v1/users/{id}/telegram-link', { params: { path: { id: member.id } }, headers }),
        )
      }
    />
  )
}

type ActProps = {
  label: string
  title: string
  text: string
  done: string
  act: (headers: WriteHeaders) => Promise<unknown>
}

function ConfirmedAct({ label, title, text, done, act }: ActProps) {
  const [opened, dialog] = useDisclosure(false)
  const write = useWrite<void>((_, headers) => act(headers), {
    showsProblemItself: true,
    refresh: ['users', 'me'],
    done,
    onDone: dialog.close,
  })
  return (
    <>
      <Group>
        <Button variant="default" c="red.7" onClick={dialog.open}>
          {label}
        </Button>
      </Group>
      <ConfirmDialog
        opened={opened}
        onClose={dialog.close}
        title={title}
        confirm={label}
        danger
        busy={write.isPending}
        problem={write.error}
        onConfirm={() => write.mutate()}
      >
        <Stack>
          <Text size="sm">{text}</Text>
        </Stack>
      </ConfirmDialog>
    </>
  )
}
