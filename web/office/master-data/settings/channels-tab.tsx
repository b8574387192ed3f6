import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Got, Posted } from '../../../shared/api/shapes.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWrite, type WriteHeaders } from '../../ui/use-write.ts'
import { Ago } from '../../ui/when.tsx'
import { ChannelTroubles } from './channel-troubles.tsx'
import { DeadUpdates } from './dead-updates.tsx'
import { WhatsAppUsage } from './whatsapp-usage.tsx'

type Channels = Got<'/api/v1/settings/channels'>
type Report = Posted<'/api/v1/settings/channels/telegram/test'>

/** How WhatsApp and Telegram are configured, and a test that asks them. Secrets are never shown. */
export function ChannelsTab() {
  const query = useQuery({
    queryKey: ['settings', 'channels'],
    queryFn: () => answer(api.GET('/api/v1/settings/channels')),
  })
  return (
    <QueryAnswer query={query} lines={6}>
      {(channels) => (
        <Stack gap="md" maw={860}>
          <ChannelTroubles />
          <DeadUpdates />
          <WhatsApp channel={channels.whatsapp} />
          <WhatsAppUsage />
          <Telegram channel={channels.telegram} />
        </Stack>
      )}
    </QueryAnswer>
  )
}

function WhatsApp({ channel }: { channel: Channels['whatsapp'] }) {
  const { t } = useTranslation('settings')
  return (
    <Channel
      name="WhatsApp"
      test={(headers) => answer(api.POST('/api/v1/settings/channels/whatsapp/test', { headers }))}
    >
      <Facts
        items={[
          { label: t('channels.numberId'), value: channel.phoneNumberId },
          { label: t('channels.account'), value: channel.businessAccountId },
          { label: t('channels.webhook'), value: channel.webhook, wide: true },
          { label: t('channels.last'), value: <Last at={channel.lastReceivedAt} /> },
        ]}
      />
      <Text fw={600}>{t('channels.templates')}</Text>
      {channel.templates.length === 0 && <Text c="dimmed">{t('channels.noTemplates')}</Text>}
      <Group gap="xs">
        {channel.templates.map((one) => (
          <Badge
            key={`${one.name} ${one.language}`}
            variant="light"
            tt="none"
            color={one.status === 'APPROVED' ? 'green' : one.status === 'REJECTED' ? 'red' : 'amber'}
          >
            {one.name} ({one.language}): {[one.status, one.category].filter(Boolean).join(', ')}
          </Badge>
        ))}
      </Group>
      {channel.templates
        .filter((one) => one.reason)
        .map((one) => (
          <Text key={`${one.name} ${one.language}`} size="sm" c="dimmed">
            {one.name}: {one.reason}
          </Text>
        ))}
    </Channel>
  )
}

function Telegram({ channel }: { channel: Channels['telegram'] }) {
  const { t } = useTranslation('settings')
  return (
    <Channel
      name="Telegram"
      test={(headers) => answer(api.POST('/api/v1/settings/channels/telegram/test', { headers }))}
    >
      <Facts
        items={[
          { label: t('channels.bot'), value: channel.bot ? `@${channel.bot}` : t('channels.botUnknown') },
          { label: t('channels.mode'), value: t(`channels.modes.${channel.mode}`) },
          { label: t('channels.last'), value: <Last at={channel.lastReceivedAt} /> },
        ]}
      />
    </Channel>
  )
}

function Last({ at }: { at: string | null }) {
  const { t } = useTranslation('settings')
  return at ? <Ago at={at} /> : t('channels.never')
}

type ChannelProps = { name: string; test: (headers: WriteHeaders) => Promise<Report>; children: ReactNode }

function Channel({ name, test, children }: ChannelProps) {
  const { t } = useTranslation('settings')
  const run = useWrite<void, Report>((_, headers) => test(headers))
  return (
    <Panel
      title={name}
      aside={
        <Button
          size="xs"
          aria-label={t('channels.testLabel', { channel: name })}
          loading={run.isPending}
          onClick={() => run.mutate()}
        >
          {t('channels.test')}
        </Button>
      }
    >
      <Stack gap="sm">
        {children}
        <div aria-live="polite">{run.data && <Findings report={run.data} />}</div>
      </Stack>
    </Panel>
  )
}

function Findings({ report }: { report: Report }) {
  const { t } = useTranslation('settings')
  return (
    <Stack gap="xs">
      <Text fw={600}>{t(report.ok ? 'channels.well' : 'channels.notWell')}</Text>
      {report.findings.map((one) => (
        <Alert
          key={one.check}
          color={one.ok ? 'green' : 'red'}
          icon={
            one.ok ? <IconCircleCheck size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />
          }
          title={one.title}
          p="xs"
        >
          {one.advice}
        </Alert>
      ))}
    </Stack>
  )
}
