import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../ui/page-header.tsx'
import { StateTabs } from '../../ui/state-tabs.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { CompanyPage } from '../company-page.tsx'
import { AttendanceTab } from './attendance-tab.tsx'
import { CalendarTab } from './calendar-tab.tsx'
import { ChannelsTab } from './channels-tab.tsx'
import { EvidenceTab } from './evidence-tab.tsx'
import { NotificationsTab } from './notifications-tab.tsx'
import { PicturePanel } from './picture-panel.tsx'
import { SchedulingTab } from './scheduling-tab.tsx'
import { TaxTab } from './tax-tab.tsx'
import { TeamTab } from './team-tab.tsx'
import { TextsTab } from './texts-tab.tsx'

const TABS = [
  'company',
  'tax',
  'calendar',
  'attendance',
  'evidence',
  'scheduling',
  'team',
  'channels',
  'notifications',
  'texts',
] as const
type Tab = (typeof TABS)[number]

/** Everything that admin decides once, in parts; the part is in the address. */
export function SettingsPage() {
  const { t } = useTranslation('settings')
  const [state, setState] = useUrlState({ tab: 'company' })
  const tab: Tab = TABS.find((one) => one === state.tab) ?? 'company'
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <StateTabs
        label={t('tabs')}
        value={tab}
        onChange={(next) => setState({ tab: next })}
        options={TABS.map((value) => ({ value, label: t(`tab.${value}`) }))}
      />
      {tab === 'company' && (
        <>
          <PicturePanel />
          <CompanyPage />
        </>
      )}
      {tab === 'tax' && <TaxTab />}
      {tab === 'calendar' && <CalendarTab />}
      {tab === 'attendance' && <AttendanceTab />}
      {tab === 'evidence' && <EvidenceTab />}
      {tab === 'scheduling' && <SchedulingTab />}
      {tab === 'team' && <TeamTab />}
      {tab === 'channels' && <ChannelsTab />}
      {tab === 'notifications' && <NotificationsTab />}
      {tab === 'texts' && <TextsTab />}
    </>
  )
}
