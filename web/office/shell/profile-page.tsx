import { Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { phone } from '../../shared/format.ts'
import { switchLanguage } from '../../shared/i18n.ts'
import { type Language, storedLanguage } from '../../shared/language.ts'
import { answer, api } from '../../shared/api/client.ts'
import { RoleBadge } from '../ui/badges.tsx'
import { Facts } from '../ui/facts.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Panel } from '../ui/panel.tsx'
import { PictureChoice } from '../ui/picture-choice.tsx'
import { useMe } from '../ui/session.ts'
import { TelegramConnection } from '../ui/telegram-connection.tsx'
import { SecondFactorPanel } from './account/second-factor-panel.tsx'
import { SignInHistory } from './account/sign-in-history.tsx'
import { PasswordForm } from './password-form.tsx'

export function ProfilePage() {
  const { t } = useTranslation('office')
  const me = useMe()
  return (
    <>
      <PageHeader title={t('nav.profile')} />
      <Stack gap="md" maw={720}>
        <Panel title={me.name}>
          <Facts
            items={[
              { label: t('login.username'), value: me.username },
              { label: t('staff.role'), value: <RoleBadge role={me.role} /> },
              { label: t('staff.phone'), value: me.phone && phone(me.phone) },
            ]}
          />
        </Panel>
        <Panel title={t('staff.photo')}>
          <PictureChoice
            round
            fileId={me.photoFileId}
            url="/api/v1/me/photo"
            field="photo"
            accept="image/jpeg,image/png,image/webp"
            refresh={['me', 'users']}
            alt={t('staff.photo')}
            none={t('staff.photoNone')}
            hint={t('staff.photoHint')}
          />
        </Panel>
        <LanguagePanel />
        <Panel title="Telegram">
          <TelegramConnection
            state={me.telegram}
            own
            makeLink={(headers) => answer(api.POST('/api/v1/me/telegram-link', { headers }))}
          />
        </Panel>
        <Panel title={t('password.title')}>
          <PasswordForm submit={t('password.change')} onDone={() => {}} />
        </Panel>
        <SecondFactorPanel />
        <SignInHistory />
      </Stack>
    </>
  )
}

function LanguagePanel() {
  const { t } = useTranslation('office')
  return (
    <Panel title={t('profile.language')}>
      <Group gap="sm">
        <SegmentedControl
          aria-label={t('profile.language')}
          value={storedLanguage()}
          onChange={(value) => void switchLanguage(value as Language)}
          data={[
            { value: 'id', label: 'Bahasa Indonesia' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Text size="sm" c="dimmed">
          {t('profile.languageHint')}
        </Text>
      </Group>
    </Panel>
  )
}
