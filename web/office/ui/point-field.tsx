import { CloseButton, TextInput } from '@mantine/core'
import { IconMapPin } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { MapLink } from './map-link.tsx'
import { isShortLink, parsePoint, writePoint } from './point.ts'
import { PointPane } from './point-pane.tsx'

type Props = {
  value: string
  onChange: (text: string) => void
  error?: string | undefined
  /** what the place is used for, where it is not a customer's */
  hint?: string
}

/**
 * The place on the map as text, with its pin to be set right. A wrong text is said at once, an empty one is fine. A
 * short link says nothing by itself and is not followed: the server must not call addresses that a stranger sent.
 */
export function PointField({ value, onChange, error, hint }: Props) {
  const { t } = useTranslation('office')
  const point = parsePoint(value)
  const unreadable = value.trim() !== '' && !point
  return (
    <div>
      <TextInput
        label={t('point.label')}
        description={hint ?? t('point.hint')}
        placeholder="-6.20880, 106.84560"
        leftSection={<IconMapPin size={16} aria-hidden />}
        rightSection={
          value && <CloseButton size="sm" aria-label={t('point.clear')} onClick={() => onChange('')} />
        }
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={unreadable ? t(isShortLink(value) ? 'point.shortLink' : 'point.unreadable') : error}
      />
      {point && (
        <>
          <PointPane point={point} onChange={(next) => onChange(writePoint(next))} />
          <MapLink point={point} />
        </>
      )}
    </div>
  )
}
