import { Button, Group, Stack, Text } from '@mantine/core'
import { IconBrandTelegram } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Me } from '../../shared/api/shapes.ts'
import { clockWithZone } from '../../shared/format.ts'
import { TelegramBadge } from './badges.tsx'
import { CopyField } from './copy-field.tsx'
import { useWrite, type WriteHeaders } from './use-write.ts'

type Link = { url: string; expiresAt: string }
type Props = {
  state: Me['telegram']
  /** the link is for the person at the screen, not for a colleague */
  own?: boolean
  makeLink: (headers: WriteHeaders) => Promise<Link>
}

/** Whether Telegram is connected, and the one-time link that connects it. */
export function TelegramConnection({ state, own, makeLink }: Props) {
  const { t } = useTranslation('office')
  const make = useWrite<void, Link>((_, headers) => makeLink(headers))
  const link = make.data
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <TelegramBadge state={state} />
        <Text size="sm" c="dimmed">
          {t(`telegram.${state}${own ? '_own' : ''}`)}
        </Text>
      </Group>
      {link ? (
        <>
          <CopyField label={t('telegram.link')} value={link.url} />
          <Group gap="sm">
            {own && (
              <Button component="a" href={link.url} target="_blank" rel="noreferrer" size="xs">
                {t('telegram.open')}
              </Button>
            )}
            <Text size="sm" c="dimmed">
              {t(own ? 'telegram.hintOwn' : 'telegram.hint', { time: clockWithZone(link.expiresAt) })}
            </Text>
          </Group>
        </>
      ) : (
        <Group>
          <Button
            variant="default"
            leftSection={<IconBrandTelegram size={17} aria-hidden />}
            loading={make.isPending}
            onClick={() => make.mutate()}
          >
            {t(state === 'NOT_LINKED' ? 'telegram.connect' : 'telegram.connectAgain')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
