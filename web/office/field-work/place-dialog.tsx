import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { AttendanceEntry } from '../../shared/api/shapes.ts'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import { useWrite } from '../ui/use-write.ts'

/** The position of a check-in becomes the place of the site, once somebody of CS says so. */
export function PlaceDialog({ entry, onClose }: { entry: AttendanceEntry | null; onClose: () => void }) {
  const { t } = useTranslation('office-attendance')
  const place = useWrite<string>(
    (id, headers) => answer(api.POST('/api/v1/attendance/{id}/site', { params: { path: { id } }, headers })),
    {
      refresh: ['attendance', 'tickets', 'customers'],
      done: t('site.done'),
      onDone: onClose,
      showsProblemItself: true,
    },
  )
  return (
    <ConfirmDialog
      opened={entry !== null}
      onClose={() => {
        place.reset()
        onClose()
      }}
      title={t('site.title')}
      confirm={t('site.confirm')}
      busy={place.isPending}
      problem={place.error}
      onConfirm={() => entry && place.mutate(entry.id)}
    >
      <Text size="sm">{t('site.what', { name: entry?.technician.name ?? '' })}</Text>
    </ConfirmDialog>
  )
}
