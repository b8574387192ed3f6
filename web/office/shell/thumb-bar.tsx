import { IconMenu2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../ui/session.ts'
import { CountBadge } from './count-badge.tsx'
import type { Counts } from './counts.ts'
import { thumbItemsFor } from './navigation.ts'
import classes from './thumb-bar.module.css'

/** The bar at the bottom of a phone: four places and everything else. */
export function ThumbBar({ counts, onMore }: { counts: Counts; onMore: () => void }) {
  const { t } = useTranslation('office')
  const { role } = useMe()
  return (
    <nav className={classes.bar} aria-label={t('nav.short')}>
      {thumbItemsFor(role).map((item) => (
        <Link
          key={item.key}
          to={item.to}
          className={classes.item}
          activeProps={{ 'data-active': true, 'aria-current': 'page' }}
          activeOptions={{ exact: item.to === '/', includeSearch: false }}
        >
          <span className={classes.icon}>
            <item.icon size={22} stroke={1.8} />
            <CountBadge counts={counts} names={item.counts} />
          </span>
          {t(`nav.short_${item.key}`)}
        </Link>
      ))}
      <button type="button" className={classes.item} onClick={onMore}>
        <span className={classes.icon}>
          <IconMenu2 size={22} stroke={1.8} />
        </span>
        {t('nav.more')}
      </button>
    </nav>
  )
}
