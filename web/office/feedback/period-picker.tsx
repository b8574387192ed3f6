import { Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { shortDate } from '../../shared/format.ts'
import { type Period, type Preset, PRESETS } from './period.ts'

type Props = {
  preset: Preset
  chosen: Period
  /** what is shown right now; null while chosen days make no sense */
  period: Period | null
  onChange: (change: { period?: string; from?: string; to?: string }) => void
}

/** The usual periods by name, or any two days. */
export function PeriodPicker({ preset, chosen, period, onChange }: Props) {
  const { t } = useTranslation('office-work')
  const wrongOrder = chosen.from !== '' && chosen.to !== '' && period === null
  return (
    <Group gap="xs" align="flex-end">
      {preset === 'custom' && (
        <>
          <TextInput
            type="date"
            label={t('monev.from')}
            value={chosen.from}
            onChange={(event) => onChange({ from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('monev.to')}
            value={chosen.to}
            min={chosen.from || undefined}
            error={wrongOrder ? t('monev.badRange') : undefined}
            onChange={(event) => onChange({ to: event.currentTarget.value })}
          />
        </>
      )}
      <NativeSelect
        label={t('monev.period')}
        value={preset}
        data={PRESETS.map((name) => ({ value: name, label: t(`monev.presets.${name}`) }))}
        onChange={(event) => {
          const next = event.currentTarget.value
          // own days begin with those that are on the screen
          onChange(
            next === 'custom' && period ? { period: next, ...period } : { period: next, from: '', to: '' },
          )
        }}
      />
    </Group>
  )
}

/** 1 Nov 2026 – 21 Nov 2026 */
export function PeriodText({ period }: { period: Period }) {
  const show = (day: string) => shortDate(`${day}T05:00:00Z`)
  return (
    <Text component="span" inherit>
      {period.from === period.to ? show(period.from) : `${show(period.from)} – ${show(period.to)}`}
    </Text>
  )
}
