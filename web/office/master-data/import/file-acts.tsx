import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../../ui/links.tsx'

/** Customers into and out of files; the export holds what the list shows now. */
export function FileActs({ q, status }: { q: string; status: string }) {
  const { t } = useTranslation('office-customers')
  const download = (format: string) =>
    `/api/v1/customer-export?${new URLSearchParams({ format, ...(q && { q }), ...(status !== 'ALL' && { status }) })}`
  return (
    <>
      <ButtonLink to="/customers/import" variant="default">
        {t('import.open')}
      </ButtonLink>
      <Button component="a" variant="default" href={download('xlsx')} download>
        {t('import.export', { format: 'XLSX' })}
      </Button>
      <Button component="a" variant="default" href={download('csv')} download>
        {t('import.export', { format: 'CSV' })}
      </Button>
    </>
  )
}
