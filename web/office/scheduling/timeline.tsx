import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '../../shared/api/shapes.ts'
import { number } from '../../shared/format.ts'
import { MapLink } from '../ui/map-link.tsx'
import { Panel } from '../ui/panel.tsx'
import { When } from '../ui/when.tsx'
import classes from './timeline.module.css'
import { inWords } from './timeline-words.ts'

const SHOWN = 10

/** What happened, newest first: who did what, when, and why. */
export function Timeline({ entries, zone }: { entries: TimelineEntry[]; zone: string }) {
  const { t } = useTranslation(['office', 'labels'])
  const [all, setAll] = useState(false)
  const newest = entries.toReversed()
  const shown = all ? newest : newest.slice(0, SHOWN)
  return (
    <Panel title={t('timeline.title')} flush>
      <ol className={classes.list}>
        {shown.map((entry) => {
          const words = inWords(entry, (key, params) => t(key, params ?? {}))
          return (
            <li key={entry.id} data-weight={words.weight}>
              <p className={classes.what}>{words.what}</p>
              {words.note && <p className={classes.note}>{words.note}</p>}
              <p className={classes.when}>
                <When at={entry.at} zone={zone} />
                {entry.place && <Place place={entry.place} />}
              </p>
            </li>
          )
        })}
      </ol>
      {entries.length > SHOWN && (
        <Button variant="subtle" size="xs" fullWidth onClick={() => setAll(!all)}>
          {t(all ? 'timeline.less' : 'timeline.more', { count: entries.length })}
        </Button>
      )}
    </Panel>
  )
}

/** Where it was done: how far from the site, and the place on a map. */
function Place({ place }: { place: NonNullable<TimelineEntry['place']> }) {
  const { t } = useTranslation('office')
  const { distance } = place
  const far =
    distance === null ? null : distance < 1000 ? `${number(distance)} m` : `${number(distance / 1000, 1)} km`
  return (
    <>
      {' · '}
      {far !== null && `${t('timeline.fromSite', { distance: far })} · `}
      <MapLink point={place} />
    </>
  )
}
