import { useDisclosure } from '@mantine/hooks'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './app-layout.module.css'
import { useCounts } from './counts.ts'
import { useLiveUpdates } from './live-updates.ts'
import { OfflineBar } from './offline-bar.tsx'
import { SideNavigation } from './side-navigation.tsx'
import { ThumbBar } from './thumb-bar.tsx'
import { TroubleBar } from './trouble-bar.tsx'

const PhoneNavigation = lazy(() => import('./phone-navigation.tsx'))

/** The frame of the office: navigation beside the page, or below it on a phone. */
export function AppLayout() {
  const { t } = useTranslation('office')
  const live = useLiveUpdates()
  const counts = useCounts()
  const [opened, drawer] = useDisclosure(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const close = drawer.close
  useEffect(() => close(), [path, close])
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        {t('nav.skip')}
      </a>
      <div className={classes.side}>
        <SideNavigation counts={counts} />
      </div>
      <main
        id="content"
        tabIndex={-1}
        className={classes.content}
        data-full={path.startsWith('/inbox') || undefined}
      >
        <OfflineBar live={live} />
        <TroubleBar />
        <Outlet />
      </main>
      <ThumbBar counts={counts} onMore={drawer.open} />
      {opened && (
        <Suspense fallback={null}>
          <PhoneNavigation counts={counts} onClose={close} />
        </Suspense>
      )}
    </div>
  )
}
