import { ActionIcon, Group, Text, Tooltip } from '@mantine/core'
import { IconBrandWhatsapp, IconPhone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { BoardRow } from '../../shared/api/shapes.ts'
import { clockWithZone, phone } from '../../shared/format.ts'
import { whatsappLink } from './board.ts'

/** Calls or writes to the technician of a row, with a first sentence that names the visit. */
export function ContactButtons({ row }: { row: BoardRow }) {
  const { t } = useTranslation('office-work')
  const { name, phone: number } = row.technician
  if (!number)
    return (
      <Text size="sm" c="dimmed">
        {t('attendance.noPhone')}
      </Text>
    )
  const time = clockWithZone(row.scheduledStart, { zone: row.timeZone })
  const chat = whatsappLink(number, t('attendance.greeting', { name, code: row.ticketCode, time }))
  return (
    <Group gap={6} wrap="nowrap">
      <Tooltip label={phone(number)}>
        <ActionIcon
          component="a"
          href={`tel:${number}`}
          variant="default"
          size={38}
          aria-label={t('attendance.call', { name })}
        >
          <IconPhone size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('attendance.chatShort')}>
        <ActionIcon
          component="a"
          href={chat ?? undefined}
          target="_blank"
          rel="noreferrer"
          variant="default"
          size={38}
          aria-label={t('attendance.chat', { name })}
        >
          <IconBrandWhatsapp size={19} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}
