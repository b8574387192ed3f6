import { Button, Group, Modal, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconDownload, IconExternalLink, IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '../../shared/api/shapes.ts'

/** The paper as the customer gets it. Where no PDF shows inside a page, as on phones, it opens by itself. */
export function PdfButton({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('office-work')
  const [open, setOpen] = useState(false)
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  // a new revision is another paper: the browser must not show the old one
  const href = `/api/v1/invoices/${invoice.id}.pdf?revision=${invoice.revision}-${invoice.state}`
  const icon = <IconFileTypePdf size={17} aria-hidden />
  if (phone || !navigator.pdfViewerEnabled)
    return (
      <Button component="a" href={href} target="_blank" rel="noreferrer" variant="default" leftSection={icon}>
        {t('invoice.pdf')}
      </Button>
    )
  return (
    <>
      <Button variant="default" leftSection={icon} onClick={() => setOpen(true)}>
        {t('invoice.pdfPreview')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        size="60rem"
        title={<Text fw={700}>{t('invoice.pdfTitle')}</Text>}
        closeButtonProps={{ 'aria-label': t('office:act.close') }}
      >
        <iframe
          src={href}
          title={t('invoice.pdfTitle')}
          style={{ width: '100%', height: '72vh', border: '1px solid var(--gss-line)', borderRadius: 8 }}
        />
        <Group justify="flex-end" gap="xs" mt="sm">
          <Button
            component="a"
            href={href}
            target="_blank"
            rel="noreferrer"
            variant="default"
            leftSection={<IconExternalLink size={17} aria-hidden />}
          >
            {t('invoice.pdfOpen')}
          </Button>
          <Button
            component="a"
            href={href}
            download={`${(invoice.number ?? `draft-${invoice.ticketCode}`).replaceAll(/[^\w-]+/g, '-')}.pdf`}
            variant="default"
            leftSection={<IconDownload size={17} aria-hidden />}
          >
            {t('invoice.pdfDownload')}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
