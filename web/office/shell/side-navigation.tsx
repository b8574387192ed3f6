import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../ui/session.ts'
import { Brand } from './brand.tsx'
import { CountBadge } from './count-badge.tsx'
import type { Counts } from './counts.ts'
import { navigationFor } from './navigation.ts'
import classes from './side-navigation.module.css'
import { PersonMenu } from './person-menu.tsx'

/** The whole navigation in groups of the business, with what waits behind each entry. */
export function SideNavigation({ counts }: { counts: Counts }) {
  const { t } = useTranslation('office')
  const me = useMe()
  return (
    <div className={classes.bar}>
      <nav aria-label={t('nav.label')} className={classes.nav}>
        <div className={classes.brand}>
          <Brand light />
          {me.rehearsal && <span className={classes.rehearsal}>{t('nav.rehearsal')}</span>}
        </div>

        {navigationFor(me.role).map((group) => (
          <div key={group.key}>
            {group.key !== 'today' && (
              <p className={classes.group} id={`nav-${group.key}`}>
                {t(`nav.group.${group.key}`)}
              </p>
            )}
            <ul aria-labelledby={group.key === 'today' ? undefined : `nav-${group.key}`}>
              {group.items.map((item) => (
                <li key={item.key}>
                  <Link
                    to={item.to}
                    className={classes.link}
                    activeProps={{ 'data-active': true, 'aria-current': 'page' }}
                    activeOptions={{ exact: item.to === '/', includeSearch: false }}
                    preload="intent"
                  >
                    <item.icon size={19} stroke={1.8} />
                    <span className={classes.label}>{t(`nav.${item.key}`)}</span>
                    <CountBadge counts={counts} names={item.counts} />
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <PersonMenu />
    </div>
  )
}
