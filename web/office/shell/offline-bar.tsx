import { useNetwork } from '@mantine/hooks'
import { IconWifiOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LiveState } from '../../shared/live.ts'
import classes from './offline-bar.module.css'

/** Says when the screen may be old: no network, or no live line for more than a few seconds. */
export function OfflineBar({ live }: { live: LiveState }) {
  const { t } = useTranslation('office')
  const { online } = useNetwork()
  const [long, setLong] = useState(false)
  const down = live !== 'live'
  useEffect(() => {
    if (!down) {
      setLong(false)
      return
    }
    // a restart of the server takes about three seconds and is not worth a word
    const timer = setTimeout(() => setLong(true), 8_000)
    return () => clearTimeout(timer)
  }, [down])
  const text = !online ? t('nav.offline') : down && long ? t('nav.notLive') : null
  return (
    <div role="status">
      {text && (
        <p className={classes.bar}>
          <IconWifiOff size={16} aria-hidden />
          {text}
        </p>
      )}
    </div>
  )
}
