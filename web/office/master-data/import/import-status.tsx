import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CustomerImport } from '../../../shared/api/shapes.ts'

const COLORS: Record<CustomerImport['status'], string> = {
  READING: 'blue',
  READY: 'amber',
  RUNNING: 'blue',
  STOPPED: 'gray',
  DONE: 'green',
  FAILED: 'red',
}

export function ImportStatus({ status }: { status: CustomerImport['status'] }) {
  const { t } = useTranslation('office-customers')
  return (
    <Badge variant="light" color={COLORS[status]} c={`${COLORS[status]}.8`} tt="none">
      {t(`import.status.${status}`)}
    </Badge>
  )
}
