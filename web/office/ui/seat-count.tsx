import { Text, VisuallyHidden } from '@mantine/core'
import { IconUserFilled, IconUser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const MOST_FIGURES = 4

/** How many of the seats are taken: one figure per seat, or a number when there are many. */
export function SeatCount({ taken, quota }: { taken: number; quota: number }) {
  const { t } = useTranslation('office')
  return (
    <Text
      component="span"
      size="sm"
      fw={600}
      className="num"
      c={taken < quota ? 'amber.8' : 'brand.7'}
      style={{ display: 'inline-flex', alignItems: 'center', gap: 2 }}
    >
      {quota <= MOST_FIGURES &&
        Array.from({ length: quota }, (_, seat) =>
          seat < taken ? (
            <IconUserFilled key={seat} size={15} aria-hidden />
          ) : (
            <IconUser key={seat} size={15} stroke={1.6} aria-hidden />
          ),
        )}
      <span aria-hidden style={{ marginLeft: 3 }}>
        {taken}/{quota}
      </span>
      <VisuallyHidden>{t('tickets.seatsTaken', { taken, quota })}</VisuallyHidden>
    </Text>
  )
}
