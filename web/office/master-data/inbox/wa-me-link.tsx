import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { waMeLink } from './wa-me.ts'

/** When our own way is shut: the text in the WhatsApp of CS. */
export function WaMeLink({ phone, text }: { phone: string | null; text: string }) {
  const { t } = useTranslation('office-inbox')
  if (!phone || !text.trim()) return null
  return (
    <Button
      component="a"
      href={waMeLink(phone, text)}
      target="_blank"
      rel="noreferrer"
      size="compact-xs"
      variant="default"
      title={t('waMeHint')}
      rightSection={<IconExternalLink size={13} aria-hidden />}
    >
      {t('waMe')}
    </Button>
  )
}
