import { Anchor } from '@mantine/core'
import { IconMapPin } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

type Point = { lat: number; lng: number }

/** Opens the place in the map app of the device; by coordinates when known, else by the words of the address. */
export function MapLink({ point, address }: { point?: Point | null; address?: string | null }) {
  const { t } = useTranslation('office')
  const query = point ? `${point.lat},${point.lng}` : address
  if (!query) return null
  return (
    <Anchor
      href={`https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(query)}`}
      target="_blank"
      rel="noreferrer"
      size="sm"
      style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}
    >
      <IconMapPin size={15} aria-hidden />
      {t('act.openMap')}
    </Anchor>
  )
}
