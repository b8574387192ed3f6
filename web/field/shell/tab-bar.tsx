import { useText } from '../texts/use-text.ts'
import { Link } from '../navigation/link.tsx'
import { paths } from '../navigation/paths.ts'
import { Icon, type IconName } from '../ui/icon.tsx'

const TABS: readonly { to: string; icon: IconName; label: string }[] = [
  { to: paths.pool, icon: 'pool', label: 'pool.title' },
  { to: paths.myJobs, icon: 'jobs', label: 'jobs.title' },
  { to: paths.attendance, icon: 'clock', label: 'attendance.title' },
  { to: paths.profile, icon: 'person', label: 'profile.title' },
]

export function TabBar({ path }: { path: string }) {
  const { t } = useText()
  return (
    <nav className="tabs" aria-label={t('app.menu')}>
      {TABS.map((tab) => {
        const here = tab.to === paths.pool ? path === paths.pool : path.startsWith(tab.to)
        return (
          <Link key={tab.to} to={tab.to} aria-current={here ? 'page' : undefined}>
            <Icon name={tab.icon} size={24} />
            <span>{t(tab.label)}</span>
          </Link>
        )
      })}
    </nav>
  )
}
