import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AttendanceEntry } from '../../shared/api/shapes.ts'
import { clock, clockWithZone, dayAndClock } from '../../shared/format.ts'

/** Who put an entry right, why, and what stood there before. */
export function CorrectionNotes({ entry }: { entry: AttendanceEntry }) {
  const { t } = useTranslation('office-attendance')
  const zone = entry.timeZone
  return entry.corrections.map((one) => (
    <Text key={one.at} size="sm" c="dimmed" mt={4} style={{ gridColumn: '1 / -1' }}>
      {t(one.before ? 'corrected.by' : 'corrected.entered', {
        name: one.by.name,
        when: dayAndClock(one.at, { zone }),
        reason: one.reason,
      })}
      {one.before && (
        <>
          <br />
          {t('corrected.was', {
            from: clock(one.before.checkInAt, { zone }),
            until: one.before.checkOutAt
              ? clockWithZone(one.before.checkOutAt, { zone })
              : t('corrected.open'),
            grade: t(`labels:grade.${one.before.grade}`),
          })}
        </>
      )}
    </Text>
  ))
}
