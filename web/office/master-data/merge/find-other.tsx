import { Button, Modal, Stack, Text } from '@mantine/core'
import { IconArrowMerge } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer, CustomerDetail } from '../../../shared/api/shapes.ts'
import { CustomerPicker } from '../../ui/customer-picker.tsx'
import { MergeDialog } from './merge-dialog.tsx'

/** For two records of one person that nothing but a human would recognise. */
export function FindOther({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation(['office-customers', 'office'])
  const [picking, pick] = useState(false)
  const [other, compare] = useState<Customer | null>(null)
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconArrowMerge size={17} aria-hidden />}
        onClick={() => pick(true)}
      >
        {t('merge.act')}
      </Button>
      <Modal
        opened={picking}
        onClose={() => pick(false)}
        title={<Text fw={700}>{t('merge.find')}</Text>}
        closeButtonProps={{ 'aria-label': t('office:act.close') }}
        styles={{ body: { minHeight: '24rem' } }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('merge.findText', { name: customer.name })}</Text>
          <CustomerPicker
            label={t('merge.other')}
            value={null}
            onChange={(found) => {
              if (!found || found.id === customer.id) return
              pick(false)
              compare(found)
            }}
          />
        </Stack>
      </Modal>
      {other && <MergeDialog customer={customer} other={other} onClose={() => compare(null)} />}
    </>
  )
}
