import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import { AnchorLink } from '../ui/links.tsx'
import { useMe } from '../ui/session.ts'
import classes from './offline-bar.module.css'

/** Tells admin on every page that a channel needs him; nobody else could do anything about it. */
export function TroubleBar() {
  const { t } = useTranslation('office')
  const { role } = useMe()
  const query = useQuery({
    queryKey: ['settings', 'troubles'],
    queryFn: () => answer(api.GET('/api/v1/settings/channels/troubles')),
    enabled: role === 'admin',
    retry: false,
  })
  const [first, ...more] = query.data?.items ?? []
  return (
    <div role="status">
      {first && (
        <p className={classes.bar}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>
            {first.title}
            {more.length > 0 && ` · ${t('nav.moreTroubles', { count: more.length })}`}.{' '}
            <AnchorLink to="/settings" search={{ tab: 'channels' } as never} c="inherit" td="underline">
              {t('nav.toChannels')}
            </AnchorLink>
          </span>
        </p>
      )}
    </div>
  )
}
