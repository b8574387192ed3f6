import { TextInput } from '@mantine/core'
import { IconMapPin } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { MapLink } from './map-link.tsx'
import { parsePoint } from './point.ts'

type Props = { value: string; onChange: (text: string) => void; error?: string | undefined }

/** The place on the map as text; a wrong text is said at once, an empty one is fine. */
export function PointField({ value, onChange, error }: Props) {
  const { t } = useTranslation('office')
  const point = parsePoint(value)
  const unreadable = value.trim() !== '' && !point
  return (
    <TextInput
      label={t('point.label')}
      description={t('point.hint')}
      placeholder="-6.20880, 106.84560"
      leftSection={<IconMapPin size={16} aria-hidden />}
      rightSectionWidth={point ? 130 : undefined}
      rightSection={point ? <MapLink point={point} /> : null}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={unreadable ? t('point.unreadable') : error}
    />
  )
}
