import { Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { CustomerImport, ImportRow } from '../../../shared/api/shapes.ts'
import { DataList } from '../../ui/data-list.tsx'
import { StateTabs } from '../../ui/state-tabs.tsx'
import { useList } from '../../ui/use-list.ts'

type State = ImportRow['state']

/** The rows of the file by what is to become of them; the bad ones first, because they need somebody. */
export function ImportRows({ found }: { found: CustomerImport }) {
  const { t } = useTranslation('office-customers')
  const [state, show] = useState<State>(found.bad > 0 ? 'BAD' : found.imported > 0 ? 'IMPORTED' : 'GOOD')
  const list = useList(['customers', 'import-rows', found.id, state], (cursor) =>
    answer(
      api.GET('/api/v1/customer-imports/{id}/rows', {
        params: { path: { id: found.id }, query: { state, limit: 50, ...(cursor && { cursor }) } },
      }),
    ),
  )
  const counts: [State, number][] = [
    ['BAD', found.bad],
    ['DUPLICATE', found.duplicates],
    ['GOOD', found.good - found.imported],
    ['IMPORTED', found.imported],
  ]
  return (
    <div>
      <StateTabs
        label={t('sheet.result')}
        value={state}
        onChange={show}
        options={counts.map(([value, count]) => ({ value, label: t(`sheet.${value}`), count }))}
      />
      <DataList
        label={t(`sheet.${state}`)}
        list={list}
        rowKey={(row) => String(row.line)}
        columns={[
          {
            key: 'line',
            label: t('sheet.line'),
            width: '5rem',
            render: (row) => <span className="num">{row.line}</span>,
          },
          { key: 'name', label: t('sheet.name'), render: (row) => row.name || '–' },
          {
            key: 'phone',
            label: t('sheet.phone'),
            render: (row) => <span className="num">{row.phone || '–'}</span>,
          },
          { key: 'address', label: t('sheet.address'), extra: true, render: (row) => row.address || '–' },
          ...(state === 'BAD' || state === 'DUPLICATE'
            ? [{ key: 'reason', label: t('sheet.reason'), render: (row: ImportRow) => <Reasons row={row} /> }]
            : []),
        ]}
        card={(row) => (
          <>
            <Text size="xs" c="dimmed" className="num">
              {t('sheet.line')} {row.line}
            </Text>
            <Text fw={600} size="sm">
              {row.name || '–'}
            </Text>
            <Text size="sm" className="num">
              {row.phone || '–'}
            </Text>
            <Reasons row={row} />
          </>
        )}
        empty={{ title: t('import.noRows') }}
      />
    </div>
  )
}

function Reasons({ row }: { row: ImportRow }) {
  const { t } = useTranslation('office-customers')
  return (
    <>
      {row.problems.map(({ field, message }) => (
        <Text key={field} size="sm" c="red.8">
          {t(`sheet.${field}`)}: {message}
        </Text>
      ))}
    </>
  )
}
