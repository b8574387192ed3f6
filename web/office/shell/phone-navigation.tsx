import { Drawer } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Counts } from './counts.ts'
import { SideNavigation } from './side-navigation.tsx'

/** The whole navigation on a phone, opened from the bar at the bottom. */
export default function PhoneNavigation({ counts, onClose }: { counts: Counts; onClose: () => void }) {
  const { t } = useTranslation('office')
  return (
    <Drawer
      opened
      onClose={onClose}
      size={290}
      withCloseButton={false}
      title={t('nav.label')}
      // the title names the dialog for those who listen; it need not be seen
      styles={{ header: { display: 'none' }, body: { padding: 0, height: '100%' } }}
    >
      <SideNavigation counts={counts} />
    </Drawer>
  )
}
