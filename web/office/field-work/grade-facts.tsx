import { Anchor, Group, Text } from '@mantine/core'
import { IconMapPin } from '@tabler/icons-react'
import i18next, { type TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { AttendanceEntry } from '../../shared/api/shapes.ts'
import { number } from '../../shared/format.ts'
import { GradeBadge } from '../ui/badges.tsx'

type Props = { entry: AttendanceEntry }

/** How sure we are that the technician was there: the grade, why in plain words, how far away, and the place. */
export function GradeFacts({ entry }: Props) {
  const { t } = useTranslation('office-work')
  const measures = useMeasures(entry)
  return (
    <div>
      <Group gap={8} wrap="wrap">
        <GradeBadge grade={entry.grade} />
        {entry.location && <PositionLink entry={entry} />}
      </Group>
      <Text size="sm" c="dimmed" mt={3}>
        {[...reasonsOf(entry, t), ...measures].join(' · ')}
      </Text>
    </div>
  )
}

function PositionLink({ entry }: Props) {
  const { t } = useTranslation('office-work')
  if (!entry.location) return null
  const { lat, lng } = entry.location
  return (
    <Anchor
      href={`https://www.google.com/maps/search/?api=1&query=${lat},${lng}`}
      target="_blank"
      rel="noreferrer"
      size="sm"
      aria-label={t('grade.mapOf', { name: entry.technician.name })}
      style={{ display: 'inline-flex', alignItems: 'center', gap: 3 }}
    >
      <IconMapPin size={15} aria-hidden />
      {t('grade.map')}
    </Anchor>
  )
}

/** A length of `metres` as people say it. */
export const length = (metres: number, t: TFunction<'office-work'>): string =>
  metres < 1000
    ? t('grade.metres', { value: number(metres) })
    : t('grade.kilometres', { value: number(metres / 1000, 1) })

/** Distance to the site and accuracy of the reading, as far as they are known. */
function useMeasures(entry: AttendanceEntry): string[] {
  const { t } = useTranslation('office-work')
  return [
    entry.distance !== null && t('grade.distance', { distance: length(entry.distance, t) }),
    entry.accuracy !== null && t('grade.accuracy', { distance: length(entry.accuracy, t) }),
  ].filter((part) => part !== false)
}

/** Notes that stand beside a grade without being the ground for it. */
const SIDE_NOTES = new Set(['clockSkew', 'sentLater', 'timeUnlikely'])

/** The server's reasons in words; a grade without a ground that we know is explained by what it means. */
function reasonsOf(entry: AttendanceEntry, t: (key: string) => string): string[] {
  const known = entry.gradeReasons.filter((reason) =>
    i18next.exists(`grade.reason.${reason}`, { ns: 'office-work' }),
  )
  const said = known.map((reason) => t(`grade.reason.${reason}`))
  return known.some((reason) => !SIDE_NOTES.has(reason)) ? said : [t(`grade.plain.${entry.grade}`), ...said]
}
