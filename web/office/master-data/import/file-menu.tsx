import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** Customers into and out of files; the export holds what the list shows now. */
export function FileMenu({ q, status }: { q: string; status: string }) {
  const { t } = useTranslation('office-customers')
  const filter = new URLSearchParams({ ...(q && { q }), ...(status !== 'ALL' && { status }) })
  const download = (format: string) =>
    `/api/v1/customer-export?${new URLSearchParams([...filter, ['format', format]])}`
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
          {t('import.menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/customers/import">
          {t('import.title')}
        </Menu.Item>
        <Menu.Item component="a" href={download('xlsx')} download>
          {t('import.export', { format: 'XLSX' })}
        </Menu.Item>
        <Menu.Item component="a" href={download('csv')} download>
          {t('import.export', { format: 'CSV' })}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
