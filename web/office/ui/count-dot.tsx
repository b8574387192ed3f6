import { Badge, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** A number of unread messages; nothing at zero. */
export function CountDot({ count }: { count: number }) {
  const { t } = useTranslation('office')
  if (count === 0) return null
  return (
    <Badge
      circle={count < 10}
      color="brand"
      variant="filled"
      size="md"
      className="num"
      style={{ flex: 'none' }}
    >
      {count}
      <VisuallyHidden> {t('inbox.unread')}</VisuallyHidden>
    </Badge>
  )
}
