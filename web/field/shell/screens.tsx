import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useText } from '../texts/use-text.ts'
import type { Me } from '../../shared/api/shapes.ts'
import { Link } from '../navigation/link.tsx'
import { paths } from '../navigation/paths.ts'
import { match } from '../navigation/router.ts'
import { MyJobsPage } from '../scheduling/my-jobs-page.tsx'
import { PoolPage } from '../scheduling/pool-page.tsx'
import { Empty, Loading } from '../ui/answered.tsx'
import { Page } from '../ui/page.tsx'
import { StatusBars } from './status-bars.tsx'
import { TabBar } from './tab-bar.tsx'

// The first screen is the pool; the rest is fetched when it is idle (and by the service worker).
const load = {
  job: () => import('./job-screens.tsx'),
  attendance: () => import('../field-work/attendance-page.tsx'),
  profile: () => import('./profile-screen.tsx'),
  waiting: () => import('../offline/waiting-page.tsx'),
}
const JobScreen = lazy(async () => ({ default: (await load.job()).JobScreen }))
const HandoverScreen = lazy(async () => ({ default: (await load.job()).HandoverPage }))
const AttendancePage = lazy(async () => ({ default: (await load.attendance()).AttendancePage }))
const ProfileScreen = lazy(async () => ({ default: (await load.profile()).ProfileScreen }))
const WaitingPage = lazy(async () => ({ default: (await load.waiting()).WaitingPage }))

export function Screens({ me, path }: { me: Me; path: string }) {
  useEffect(() => {
    const timer = setTimeout(() => void Promise.allSettled(Object.values(load).map((one) => one())), 2_500)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="frame">
      <StatusBars me={me} />
      <Suspense
        fallback={
          <main className="page">
            <Loading cards={3} />
          </main>
        }
      >
        {screenAt(path, me)}
      </Suspense>
      <TabBar path={path} />
    </div>
  )
}

function screenAt(path: string, me: Me): ReactNode {
  const handover = match('/jobs/:id/bast', path)
  if (handover?.['id']) return <HandoverScreen key={path} id={handover['id']} />
  const job = match('/jobs/:id', path)
  if (job?.['id']) return <JobScreen key={path} id={job['id']} />
  switch (path) {
    case paths.pool:
      return <PoolPage staffId={me.id} />
    case paths.myJobs:
      return <MyJobsPage />
    case paths.attendance:
      return <AttendancePage />
    case paths.profile:
      return <ProfileScreen me={me} />
    case paths.waiting:
      return <WaitingPage staffId={me.id} />
    default:
      return <NoSuchPage />
  }
}

function NoSuchPage() {
  const { t } = useText()
  return (
    <Page title={t('app.noPage')}>
      <Empty icon="info" title={t('app.noPageHint')}>
        <Link className="button primary" to={paths.pool}>
          <span>{t('pool.toPool')}</span>
        </Link>
      </Empty>
    </Page>
  )
}
